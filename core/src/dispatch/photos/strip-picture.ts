import { photoFacts } from "./photo-facts.ts";
import {
  ascii,
  takeApart,
  type Picture,
  type PicturePart,
  type PictureType,
} from "./picture-parts.ts";

export interface StrippedPicture {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/**
 * A JPEG, PNG or WebP with nothing in it but the picture: no EXIF, GPS, XMP, IPTC, comments, profiles,
 * thumbnails, second pictures, and nothing behind the end. What is kept is copied as it is, so the picture
 * does not change; of what the camera said only how to turn it stays. `null`: another kind of file (HEIC
 * too), one that moves, or a broken one.
 */
export function stripPicture(bytes: Uint8Array): StrippedPicture | null {
  const picture = takeApart(bytes);
  if (picture === null) return null;
  const strip = { "image/jpeg": stripJpeg, "image/png": stripPng, "image/webp": stripWebp };
  const stripped = strip[picture.type](bytes, picture);
  return stripped && { type: picture.type, bytes: stripped };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const wholeOf = (bytes: Uint8Array, { start, end }: PicturePart): Uint8Array =>
  bytes.subarray(start, end);

/** Without it some programs take the colours for others; its thumbnail stays behind. */
const PLAIN_JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

function stripJpeg(bytes: Uint8Array, { parts }: Picture): Uint8Array {
  const kept = parts.filter((part) => isOfJpeg(bytes, part)).map((part) => wholeOf(bytes, part));
  const isJfif = parts.some((part) => part.name === 0xe0 && headOf(bytes, part) === "JFIF\0");
  const { orientation } = photoFacts(bytes);
  return joined([
    Uint8Array.of(0xff, 0xd8),
    ...(isJfif ? [Uint8Array.from(PLAIN_JFIF)] : []),
    ...(orientation === 1 ? [] : [orientationSegment(orientation)]),
    ...kept,
  ]);
}

const headOf = (bytes: Uint8Array, { dataStart, dataEnd }: PicturePart): string =>
  ascii(bytes, dataStart, Math.min(dataEnd, dataStart + 5));

/** Tables, frames, scans and the end; of the application segments Adobe's, which names the colours. */
function isOfJpeg(bytes: Uint8Array, part: PicturePart): boolean {
  const name = Number(part.name);
  if (name === 0xee) return headOf(bytes, part) === "Adobe" && part.end - part.start === 16;
  const isApplication = name >= 0xe0 && name <= 0xef;
  const isReserved = name >= 0xf0 && name <= 0xfe; // comments and extensions
  return !isApplication && !isReserved && name >= 0xc0;
}

/** EXIF in big-endian order with one number in it. */
function orientationSegment(orientation: number): Uint8Array {
  const segment = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0];
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return Uint8Array.from([...segment, ...head, ...entry, 0, 0, 0, 0]);
}

/** What the picture is made of, and what its colours mean. */
const PNG_KEPT = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT"];

const stripPng = (bytes: Uint8Array, { parts }: Picture): Uint8Array =>
  joined([
    bytes.subarray(0, 8),
    ...parts
      .filter(({ name }) => PNG_KEPT.includes(String(name)))
      .map((part) => wholeOf(bytes, part)),
  ]);

const WEBP_KEPT = ["VP8X", "VP8 ", "VP8L", "ALPH"];
/** Of the flags in VP8X only transparency is true afterwards. */
const HAS_ALPHA = 0x10;

function stripWebp(bytes: Uint8Array, { parts }: Picture): Uint8Array | null {
  // A moving picture is a film: its frames hold chunks of their own.
  if (parts.some(({ name }) => name === "ANIM" || name === "ANMF")) return null;
  const pieces = parts
    .filter(({ name }) => WEBP_KEPT.includes(String(name)))
    .map((part) => {
      const piece = wholeOf(bytes, part).slice();
      if (part.name === "VP8X") piece[8] = (piece[8] ?? 0) & HAS_ALPHA;
      return piece;
    });
  const body = joined([bytes.slice(0, 12), ...pieces]);
  new DataView(body.buffer).setUint32(4, body.length - 8, true);
  return body;
}
