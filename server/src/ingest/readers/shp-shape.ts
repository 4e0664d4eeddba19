import { signedRingArea } from "@onegrid/core/geometry";
import type { SourceGeometry } from "@onegrid/core/ingest";

type Pair = [number, number];

/** Rings of one record: a river delta has hundreds. */
const MOST_RINGS = 20_000;

/**
 * The content of one SHP record: null, point, multipoint, polyline and polygon, with or without Z
 * and M (left out). `broken`: lengths that do not fit, or a multipatch.
 */
export function readShape(bytes: Uint8Array): SourceGeometry | null | "broken" {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = view.getInt32(0, true);
  if (type === 0) return null;
  const plain = type % 10;
  if (type > 28) return "broken";
  if (plain === 1)
    return bytes.length < 20 ? "broken" : { type: "Point", coordinates: pairAt(view, 4) };
  if (plain === 8) return readMultiPoint(view);
  if (plain !== 3 && plain !== 5) return "broken";
  const parts = readParts(view);
  if (parts === null) return "broken";
  return plain === 3 ? { type: "MultiLineString", coordinates: parts } : toPolygons(parts);
}

function pairAt(view: DataView, at: number): Pair {
  return [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
}

function readMultiPoint(view: DataView): SourceGeometry | "broken" {
  if (view.byteLength < 40) return "broken";
  const count = view.getInt32(36, true);
  if (count < 0 || view.byteLength < 40 + count * 16) return "broken";
  const coordinates = Array.from({ length: count }, (_, i) => pairAt(view, 40 + i * 16));
  return { type: "MultiPoint", coordinates };
}

function readParts(view: DataView): Pair[][] | null {
  if (view.byteLength < 44) return null;
  const partCount = view.getInt32(36, true);
  const pointCount = view.getInt32(40, true);
  if (partCount < 0 || pointCount < 0 || partCount > MOST_RINGS) return null;
  const points = 44 + partCount * 4;
  if (view.byteLength < points + pointCount * 16) return null;
  const starts = Array.from({ length: partCount }, (_, i) => view.getInt32(44 + i * 4, true));
  const parts: Pair[][] = [];
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? pointCount;
    if (start < 0 || end < start || end > pointCount) return null;
    parts.push(
      Array.from({ length: end - start }, (_, k) => pairAt(view, points + (start + k) * 16)),
    );
  }
  return parts;
}

interface Shell {
  readonly ring: Pair[];
  readonly size: number;
  readonly box: readonly [number, number, number, number];
  readonly rings: Pair[][];
}

/** Clockwise rings are shells, the others holes; each hole goes to the smallest shell around it. */
function toPolygons(rings: readonly Pair[][]): SourceGeometry {
  const signed = rings.map((ring) => ({ ring, area: signedRingArea(ring) }));
  const shells = signed.filter((it) => it.area <= 0).map((it) => newShell(it.ring, -it.area));
  // Some writers wind everything the wrong way round: then there are shells only.
  if (shells.length === 0)
    return { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) };
  const bySize = shells.toSorted((a, b) => a.size - b.size);
  for (const { ring } of signed.filter((it) => it.area > 0)) {
    const owner = bySize.find((shell) => isAround(shell, ring)) ?? shells[0];
    owner?.rings.push(ring);
  }
  return { type: "MultiPolygon", coordinates: shells.map((shell) => shell.rings) };
}

function newShell(ring: Pair[], size: number): Shell {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return { ring, size, box: [west, south, east, north], rings: [ring] };
}

/** By the first position of the hole that is not a corner of the shell. */
function isAround({ ring, box }: Shell, hole: readonly Pair[]): boolean {
  const isIn = ([x, y]: Pair): boolean => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
  const [first] = hole;
  if (first === undefined || !isIn(first)) return false;
  const isCorner = ([x, y]: Pair): boolean => ring.some(([a, b]) => a === x && b === y);
  const [x, y] = hole.slice(0, 8).find((position) => !isCorner(position)) ?? first;
  let isInside = false;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[i + 1] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
  }
  return isInside;
}
