import { ascii, takeApart } from "./picture-parts.ts";

/** What a camera wrote into a photo that somebody may want to keep, apart from it. */
export interface PhotoFacts {
  /** How the picture has to be turned to stand upright, 1 to 8 (EXIF 3.0, tag 0x0112); 1: not at all. */
  readonly orientation: number;
  /** Where it was taken, `[lng, lat]` in degrees, WGS 84; `null`: not told. */
  readonly position: readonly [number, number] | null;
}

const NOTHING: PhotoFacts = { orientation: 1, position: null };

/** Reads orientation and position from a JPEG, PNG or WebP. What is broken tells nothing. */
export function photoFacts(bytes: Uint8Array): PhotoFacts {
  const tiff = exifIn(bytes);
  if (tiff === null || tiff.length < 8) return NOTHING;
  const order = ascii(tiff, 0, 2);
  if (order !== "II" && order !== "MM") return NOTHING;
  const file: Tiff = {
    view: new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength),
    isLittle: order === "II",
  };
  const main = readDirectory(file, uint32(file, 4));
  const orientation = main.get(ORIENTATION)?.[0] ?? 1;
  const [gpsAt] = main.get(GPS_DIRECTORY) ?? [];
  const position = gpsAt === undefined ? null : positionIn(readDirectory(file, gpsAt));
  return { orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, position };
}

const ORIENTATION = 0x0112;
const GPS_DIRECTORY = 0x8825;
const EXIF_HEAD = "Exif\0\0";

/** The TIFF block inside: APP1 of a JPEG, eXIf of a PNG, EXIF of a WebP. */
function exifIn(bytes: Uint8Array): Uint8Array | null {
  const picture = takeApart(bytes);
  for (const { name, dataStart, dataEnd } of picture?.parts ?? []) {
    if (name !== 0xe1 && name !== "eXIf" && name !== "EXIF") continue;
    const data = bytes.subarray(dataStart, dataEnd);
    if (ascii(data, 0, 6) === EXIF_HEAD) return data.subarray(6);
    if (name !== 0xe1) return data;
  }
  return null;
}

interface Tiff {
  readonly view: DataView;
  readonly isLittle: boolean;
}

const uint32 = ({ view, isLittle }: Tiff, at: number): number => view.getUint32(at, isLittle);
const uint16 = ({ view, isLittle }: Tiff, at: number): number => view.getUint16(at, isLittle);

/** Bytes of one value of the types that matter: byte, text, short, long, fraction. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };
const MOST_VALUES = 8;

/** Numbers by tag; places that lie outside of the block are left out. */
function readDirectory(file: Tiff, at: number): Map<number, number[]> {
  const values = new Map<number, number[]>();
  const { byteLength } = file.view;
  if (at + 2 > byteLength) return values;
  const count = uint16(file, at);
  for (let entry = at + 2; entry + 12 <= byteLength && entry < at + 2 + count * 12; entry += 12) {
    const type = uint16(file, entry + 2);
    const size = SIZES[type] ?? 0;
    const many = Math.min(uint32(file, entry + 4), MOST_VALUES);
    const start = size * many <= 4 ? entry + 8 : uint32(file, entry + 8);
    if (size === 0 || start + size * many > byteLength) continue;
    const list = Array.from({ length: many }, (_, index) =>
      readValue(file, type, start + index * size),
    );
    values.set(uint16(file, entry), list);
  }
  return values;
}

function readValue(file: Tiff, type: number, at: number): number {
  if (type === 3) return uint16(file, at);
  if (type === 4) return uint32(file, at);
  if (type === 5) return uint32(file, at) / uint32(file, at + 4);
  return file.view.getUint8(at);
}

/** Degrees, minutes and seconds as fractions, and N or S, E or W as letters. */
function positionIn(gps: ReadonlyMap<number, readonly number[]>): [number, number] | null {
  const latitude = degrees(gps.get(2), gps.get(1), "S");
  const longitude = degrees(gps.get(4), gps.get(3), "W");
  const isPlace =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return isPlace ? [longitude, latitude] : null;
}

function degrees(
  parts: readonly number[] | undefined,
  letter: readonly number[] | undefined,
  negative: string,
): number {
  const [whole = Number.NaN, minutes = 0, seconds = 0] = parts ?? [];
  const value = whole + minutes / 60 + seconds / 3600;
  return String.fromCharCode(letter?.[0] ?? 0) === negative ? -value : value;
}
