import type { SourceGeometry } from "./source.ts";

/**
 * Well-known binary (OGC 06-103r4; ISO and EWKB flags for Z and M, which are left out) as numbers.
 * `broken`: not whole. `null`: an empty geometry.
 */
export function readWkb(bytes: Uint8Array): SourceGeometry | null | "broken" {
  const scanner = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at: 0 };
  try {
    return readGeometry(scanner, 0);
  } catch (error) {
    // DataView refuses to read past the end; anything else is a bug.
    if (error instanceof RangeError) return "broken";
    throw error;
  }
}

/** A GeoPackage geometry: header, optional envelope, WKB (OGC 12-128r18, 2.1.3). */
export function readGeoPackageGeometry(bytes: Uint8Array): SourceGeometry | null | "broken" {
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) return "broken";
  const flags = bytes[3] ?? 0;
  const envelope = [0, 32, 48, 48, 64][(flags >> 1) & 7];
  if (envelope === undefined) return "broken";
  if ((flags & 0x10) !== 0) return null;
  return readWkb(bytes.subarray(8 + envelope));
}

interface Scanner {
  readonly view: DataView;
  at: number;
}

const TYPES = [
  null,
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
] as const;

interface Head {
  readonly isLittle: boolean;
  readonly type: (typeof TYPES)[number];
  readonly ordinates: number;
}

function readGeometry(scanner: Scanner, depth: number): SourceGeometry | null | "broken" {
  const head = readHead(scanner);
  if (head === null || head.type === null || depth > 1) return "broken";
  switch (head.type) {
    case "Point": {
      const coordinates = readPosition(scanner, head);
      return coordinates.some(Number.isNaN) ? null : { type: "Point", coordinates };
    }
    case "LineString":
      return { type: head.type, coordinates: readPositions(scanner, head) };
    case "Polygon":
      return { type: head.type, coordinates: readRings(scanner, head) };
    default:
      return readMembers(scanner, head, depth);
  }
}

function readHead(scanner: Scanner): Head | null {
  const order = scanner.view.getUint8(scanner.at);
  if (order > 1) return null;
  const isLittle = order === 1;
  const raw = scanner.view.getUint32(scanner.at + 1, isLittle);
  scanner.at += (raw & 0x20000000) === 0 ? 5 : 9;
  const plain = raw & 0x0fffffff;
  const extra = Math.floor(plain / 1000);
  const flagged = ((raw & 0x80000000) === 0 ? 0 : 1) + ((raw & 0x40000000) === 0 ? 0 : 1);
  const ordinates = 2 + Math.max(flagged, extra === 3 ? 2 : Math.min(extra, 1));
  return { isLittle, type: TYPES[plain % 1000] ?? null, ordinates };
}

function readPosition({ view, ...rest }: Scanner, { isLittle }: Head): number[] {
  return [view.getFloat64(rest.at, isLittle), view.getFloat64(rest.at + 8, isLittle)];
}

/** A count that the bytes left can hold. */
function readCount(scanner: Scanner, isLittle: boolean, bytesEach: number): number {
  const count = scanner.view.getUint32(scanner.at, isLittle);
  scanner.at += 4;
  if (count * bytesEach > scanner.view.byteLength - scanner.at)
    throw new RangeError("count past the end");
  return count;
}

function readPositions(scanner: Scanner, head: Head): number[][] {
  const count = readCount(scanner, head.isLittle, head.ordinates * 8);
  const positions: number[][] = [];
  for (let i = 0; i < count; i += 1) {
    positions.push(readPosition(scanner, head));
    scanner.at += head.ordinates * 8;
  }
  return positions;
}

function readRings(scanner: Scanner, head: Head): number[][][] {
  const count = readCount(scanner, head.isLittle, 4);
  return Array.from({ length: count }, () => readPositions(scanner, head));
}

function readMembers(
  scanner: Scanner,
  { isLittle, type }: Head,
  depth: number,
): SourceGeometry | null | "broken" {
  const count = readCount(scanner, isLittle, 5);
  const members: unknown[] = [];
  for (let i = 0; i < count; i += 1) {
    const start = scanner.at;
    const member = readGeometry(scanner, depth + 1);
    if (member === "broken" || member === null || `Multi${member.type}` !== type) return "broken";
    // A point is read in place: step over it.
    if (member.type === "Point") {
      scanner.at = start;
      const head = readHead(scanner);
      scanner.at += (head?.ordinates ?? 2) * 8;
    }
    members.push(member.coordinates);
  }
  return members.length === 0 || type === null ? null : { type, coordinates: members };
}
