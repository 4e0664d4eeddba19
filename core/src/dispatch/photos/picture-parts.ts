/** A piece of a picture file: a segment of a JPEG, a chunk of a PNG or a WebP. */
export interface PicturePart {
  /** JPEG: the marker's second byte; else four characters. */
  readonly name: number | string;
  /** Where it begins, with its head. */
  readonly start: number;
  /** Where its own bytes begin. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** After its last byte, with checksum and padding. */
  readonly end: number;
}

export type PictureType = "image/jpeg" | "image/png" | "image/webp";

export interface Picture {
  readonly type: PictureType;
  readonly parts: readonly PicturePart[];
}

/**
 * Takes a picture file apart up to the end of the picture; what follows belongs to nobody. `null`: no
 * picture of a kind we know, or one that is cut off or broken.
 */
export function takeApart(bytes: Uint8Array): Picture | null {
  if (bytes[0] === MARKER && bytes[1] === 0xd8) return picture("image/jpeg", jpegParts(bytes));
  if (PNG_HEAD.every((byte, at) => bytes[at] === byte))
    return picture("image/png", pngParts(bytes));
  const isRiff = ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP";
  return isRiff ? picture("image/webp", webpParts(bytes)) : null;
}

const picture = (type: PictureType, parts: readonly PicturePart[] | null): Picture | null =>
  parts && { type, parts };

/** Characters of a part of the bytes, one each. */
export const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * ITU-T T.81, annex B. Segments may stand between the scans too, and the two bytes of an end inside a
 * segment are none.
 */
function jpegParts(bytes: Uint8Array): PicturePart[] | null {
  const view = viewOf(bytes);
  const parts: PicturePart[] = [];
  for (let at = 2; at + 1 < bytes.length;) {
    const name = bytes[at + 1] ?? 0;
    if (bytes[at] !== MARKER || name === 0) return null;
    // Any number of fill bytes may stand before a marker.
    if (name === MARKER) at += 1;
    else if (name === END_OF_IMAGE) {
      parts.push({ name, start: at, dataStart: at + 2, dataEnd: at + 2, end: at + 2 });
      return parts.some((part) => part.name === START_OF_SCAN) ? parts : null;
    } else {
      if (at + 4 > bytes.length) return null;
      const length = view.getUint16(at + 2);
      const dataEnd = at + 2 + length;
      if (length < 2 || dataEnd > bytes.length) return null;
      const end = name === START_OF_SCAN ? endOfScan(bytes, dataEnd) : dataEnd;
      parts.push({ name, start: at, dataStart: at + 4, dataEnd, end });
      at = end;
    }
  }
  return null;
}

/** Where the next marker begins: stuffed bytes and restart marks belong to the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    const isMark = bytes[at] === MARKER && next !== 0 && next !== MARKER;
    if (isMark && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** PNG, third edition, 5.3: length, name, data, checksum. */
function pngParts(bytes: Uint8Array): PicturePart[] | null {
  const view = viewOf(bytes);
  const parts: PicturePart[] = [];
  for (let start = PNG_HEAD.length; start + 12 <= bytes.length;) {
    const name = ascii(bytes, start + 4, start + 8);
    const dataStart = start + 8;
    const dataEnd = dataStart + view.getUint32(start);
    const end = dataEnd + 4;
    if (end > bytes.length) return null;
    parts.push({ name, start, dataStart, dataEnd, end });
    if (name === "IEND") return parts[0]?.name === "IHDR" ? parts : null;
    start = end;
  }
  return null;
}

/** RFC 9649, 2.3: name, length, data, padded to an even length. */
function webpParts(bytes: Uint8Array): PicturePart[] | null {
  const view = viewOf(bytes);
  const fileEnd = 8 + view.getUint32(4, true);
  if (fileEnd > bytes.length) return null;
  const parts: PicturePart[] = [];
  for (let start = 12; start + 8 <= fileEnd;) {
    const dataStart = start + 8;
    const length = view.getUint32(start + 4, true);
    const dataEnd = dataStart + length;
    const end = dataEnd + (length % 2);
    if (dataEnd > fileEnd) return null;
    parts.push({ name: ascii(bytes, start, start + 4), start, dataStart, dataEnd, end });
    start = end;
  }
  return parts.some(({ name }) => name === "VP8 " || name === "VP8L") ? parts : null;
}
