import { photoFacts } from "./photo-facts.ts";
import { ascii, takeApart, type PicturePart } from "./picture-parts.ts";

/** Pixels of a picture as it is shown, turned by what its camera says. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The most pixels that a photo may have: what a browser holds of one at four bytes each is 200 MB, and a file
 * of a few kB may ask for that.
 */
export const MOST_PIXELS = 50_000_000;

/** The size of a JPEG, PNG or WebP, from its head alone; `null`: no picture of a kind we know. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  for (const part of takeApart(bytes)?.parts ?? []) {
    const size = sizeIn(part, bytes);
    if (size !== null) return photoFacts(bytes).orientation >= 5 ? turned(size) : size;
  }
  return null;
}

const turned = ({ width, height }: PictureSize): PictureSize => ({ width: height, height: width });

/** Start of frame (ITU-T T.81, B.2.2): 0xC0 to 0xCF, but for the three that are something else. */
const isFrame = (name: number): boolean =>
  name >= 0xc0 && name <= 0xcf && name !== 0xc4 && name !== 0xc8 && name !== 0xcc;

function sizeIn({ name, dataStart, dataEnd }: PicturePart, bytes: Uint8Array): PictureSize | null {
  const data = new DataView(bytes.buffer, bytes.byteOffset + dataStart, dataEnd - dataStart);
  if (data.byteLength < 5) return null;
  if (typeof name === "number")
    return isFrame(name) ? { height: data.getUint16(1), width: data.getUint16(3) } : null;
  const read = READERS[name];
  return read !== undefined && data.byteLength >= 10
    ? read(data)
    : name === "VP8L" && ascii(bytes, dataStart, dataStart + 1) === "/"
      ? losslessSize(data)
      : null;
}

/** The whole of an extended WebP, or the key frame of a plain one (RFC 9649, RFC 6386); PNG, 11.2.1. */
const READERS: Readonly<Record<string, (data: DataView) => PictureSize>> = {
  IHDR: (data) => ({ width: data.getUint32(0), height: data.getUint32(4) }),
  VP8X: (data) => ({ width: 1 + uint24(data, 4), height: 1 + uint24(data, 7) }),
  "VP8 ": (data) => ({
    width: data.getUint16(6, true) & 0x3fff,
    height: data.getUint16(8, true) & 0x3fff,
  }),
};

const uint24 = (data: DataView, at: number): number =>
  data.getUint16(at, true) + data.getUint8(at + 2) * 65_536;

/** Two numbers of 14 bits behind the mark. */
function losslessSize(data: DataView): PictureSize {
  const bits = data.getUint32(1, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}
