import { clipLine, clipRing, isInside } from "./clip.ts";
import { LINE, POLYGON, type WkbShape } from "./read-wkb.ts";
import { BUFFER, EXTENT, quantiser, tileBox, type Quantiser, type Tile } from "./tile-box.ts";

/** Runs in whole tile units: x, y flat; rings without their closing point. */
export interface TileGeometry {
  readonly kind: WkbShape["kind"];
  readonly runs: readonly number[][];
}

/** Rings under this many square units cannot be seen: an eighth of a screen pixel. */
const SPECK_AREA = 8;

/** Cuts shapes to one tile; made once per tile, used for all its features. */
export function tileCutter(tile: Tile): (shape: WkbShape) => TileGeometry | undefined {
  const box = tileBox(tile);
  const quantise = quantiser(tile);
  const cut = { box, quantise };
  return (shape) => {
    const runs =
      shape.kind === POLYGON
        ? cutPolygons(shape, cut)
        : shape.kind === LINE
          ? cutLines(shape, cut)
          : cutPoints(shape, quantise);
    return runs.length > 0 ? { kind: shape.kind, runs } : undefined;
  };
}

interface Cut {
  readonly box: ReturnType<typeof tileBox>;
  readonly quantise: Quantiser;
}

function cutPoints(shape: WkbShape, quantise: Quantiser): number[][] {
  return shape.runs
    .map((run) => [quantise.x(run[0] ?? NaN), quantise.y(run[1] ?? NaN)])
    .filter(([x = NaN, y = NaN]) => inBuffer(x) && inBuffer(y));
}

const inBuffer = (value: number): boolean => value >= -BUFFER && value <= EXTENT + BUFFER;

function cutLines(shape: WkbShape, { box, quantise }: Cut): number[][] {
  return shape.runs
    .flatMap((run) => (isInside(run, box) ? [run] : clipLine(run, box)))
    .map((run) => toUnits(run, quantise))
    .filter((run) => run.length >= 4);
}

/** Rings too small to see are left out, and with an outer ring its holes. */
function cutPolygons(shape: WkbShape, { box, quantise }: Cut): number[][] {
  const rings: number[][] = [];
  let isOuterKept = false;
  for (const [index, run] of shape.runs.entries()) {
    const isOuter = shape.outer[index] === true;
    if (!isOuter && !isOuterKept) continue;
    const ring = openRing(toUnits(isInside(run, box) ? run : clipRing(run, box), quantise));
    const area = doubleArea(ring);
    const isKept = ring.length >= 6 && Math.abs(area) >= SPECK_AREA;
    if (isOuter) isOuterKept = isKept;
    // The format tells outer rings (area above zero with y to the south) from holes by their winding.
    if (isKept) rings.push(area > 0 === isOuter ? ring : reverse(ring));
  }
  return rings;
}

/** Whole units; points that fall on the one before, or on a straight run with it, are left out. */
function toUnits(run: Float64Array, quantise: Quantiser): number[] {
  const units: number[] = [];
  for (let at = 0; at < run.length; at += 2) {
    const x = quantise.x(run[at] ?? NaN);
    const y = quantise.y(run[at + 1] ?? NaN);
    if (x === units.at(-2) && y === units.at(-1)) continue;
    if (isStraightOn(units, x, y)) units.splice(-2, 2);
    units.push(x, y);
  }
  return units;
}

/** Whether x, y goes straight on from the last two points: the middle one says nothing then. */
function isStraightOn(units: readonly number[], x: number, y: number): boolean {
  const length = units.length;
  if (length < 4) return false;
  const ax = units[length - 4] ?? 0;
  const ay = units[length - 3] ?? 0;
  const bx = units[length - 2] ?? 0;
  const by = units[length - 1] ?? 0;
  const cross = (bx - ax) * (y - by) - (by - ay) * (x - bx);
  const dot = (bx - ax) * (x - bx) + (by - ay) * (y - by);
  return cross === 0 && dot > 0;
}

function openRing(ring: number[]): number[] {
  const isClosed = ring.length >= 4 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
  return isClosed ? ring.slice(0, -2) : ring;
}

function reverse(ring: readonly number[]): number[] {
  const reversed: number[] = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) reversed.push(ring[at] ?? 0, ring[at + 1] ?? 0);
  return reversed;
}

function doubleArea(ring: readonly number[]): number {
  let sum = 0;
  let px = ring.at(-2) ?? 0;
  let py = ring.at(-1) ?? 0;
  for (let at = 0; at < ring.length; at += 2) {
    const x = ring[at] ?? 0;
    const y = ring[at + 1] ?? 0;
    sum += px * y - x * py;
    px = x;
    py = y;
  }
  return sum;
}
