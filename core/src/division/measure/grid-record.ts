import { BARRIER, float, uint } from "../../topology/index.ts";
import { standingPieces } from "../change/check-moves.ts";
import { LIMIT } from "../model/grid-count.ts";
import type { Division, GridId, Ground } from "../model/model.ts";
import { BARRIER_CLASSES } from "../model/unit-graph.ts";

/** Sums over the units of one grid, or of the ground in no grid: all numbers come from them. */
export interface GridRecord {
  readonly units: number;
  readonly households: number;
  /** Twice the area in cm². */
  readonly area2: number;
  /** Centimetres, holes included. */
  readonly perimeter: number;
  /** Households of the largest unit. */
  readonly largest: number;
  readonly pieces: number;
  /** Centimetres of border with other ground of the community, by barrier class. */
  readonly borders: Float64Array;
  /** Centimetres of hard barrier inside, hanging ground left out. */
  readonly hardInside: number;
  /** Parts of the ground that it has units in; with households of units too large to share. */
  readonly parts: ReadonlyMap<number, number>;
}

type Shared = Pick<Division, "ground" | "gridOf" | "target">;

export function recordGrid(
  { ground, gridOf, target }: Shared,
  gridId: GridId | null,
  units: readonly number[],
): GridRecord {
  const { graph } = ground;
  const partOf = partsOfUnits(ground);
  const parts = new Map<number, number>();
  const borders = new Float64Array(BARRIER_CLASSES);
  let [households, area2, perimeter, largest, hardInside] = [0, 0, 0, 0, 0];
  for (const unit of units) {
    const own = float(graph.households, unit);
    households += own;
    area2 += float(graph.area2, unit);
    perimeter += float(graph.outline, unit);
    largest = Math.max(largest, own);
    const part = partOf[unit] ?? -1;
    parts.set(part, (parts.get(part) ?? 0) + (own > LIMIT * target ? own : 0));
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if ((gridOf[other] ?? null) === gridId) {
        perimeter -= float(graph.shared, e);
        hardInside += insideHard(ground, unit, other, e);
      } else addBorder(borders, graph.byClass, e);
    }
  }
  const pieces = gridId === null ? 0 : standingPieces(ground, gridOf, gridId, units).length;
  return {
    units: units.length,
    households,
    area2,
    perimeter,
    largest,
    pieces,
    borders,
    hardInside,
    parts,
  };
}

function addBorder(borders: Float64Array, byClass: Uint32Array, entry: number): void {
  for (let barrier = 0; barrier < BARRIER_CLASSES; barrier++)
    borders[barrier] = float(borders, barrier) + uint(byClass, BARRIER_CLASSES * entry + barrier);
}

/** Counted from one of its two sides. */
function insideHard(ground: Ground, unit: number, other: number, entry: number): number {
  if (other < unit || ground.hangsOn.has(unit) || ground.hangsOn.has(other)) return 0;
  return uint(ground.graph.byClass, BARRIER_CLASSES * entry + BARRIER.hard);
}

const partsKnown = new WeakMap<Ground, Int32Array>();

function partsOfUnits(ground: Ground): Int32Array {
  const before = partsKnown.get(ground);
  if (before !== undefined) return before;
  const partOf = new Int32Array(ground.graph.count).fill(-1);
  for (const [part, units] of ground.parts.entries()) for (const unit of units) partOf[unit] = part;
  partsKnown.set(ground, partOf);
  return partOf;
}

/**
 * Fair share (均户) of every grid: households of its part ÷ grids of the part. A unit above 1.1 ×
 * target fills a grid by itself: it is left out and its grid has its own households as share.
 */
export function fairShares(
  { ground, target }: Pick<Division, "ground" | "target">,
  grids: readonly GridId[],
  records: ReadonlyMap<GridId | null, GridRecord>,
): Map<GridId, number> {
  const shares = new Map(grids.map((gridId) => [gridId, target]));
  const inPart = ground.parts.map((): GridId[] => []);
  for (const gridId of grids)
    for (const part of records.get(gridId)?.parts.keys() ?? []) inPart[part]?.push(gridId);
  for (const [part, gridIds] of inPart.entries()) {
    const largeIn = (gridId: GridId): number => records.get(gridId)?.parts.get(part) ?? 0;
    const others = gridIds.filter((gridId) => largeIn(gridId) === 0);
    const share = restOf(ground, target, part) / others.length || target;
    for (const gridId of others) shares.set(gridId, share);
    for (const gridId of gridIds) if (largeIn(gridId) > 0) shares.set(gridId, largeIn(gridId));
  }
  return shares;
}

const restsKnown = new WeakMap<Ground, Map<string, number>>();

/** Households of a part without its units above 1.1 × target. */
function restOf(ground: Ground, target: number, part: number): number {
  const rests = restsKnown.get(ground) ?? new Map<string, number>();
  restsKnown.set(ground, rests);
  const key = `${target} ${part}`;
  const before = rests.get(key);
  if (before !== undefined) return before;
  let rest = 0;
  for (const unit of ground.parts[part] ?? []) {
    const own = float(ground.graph.households, unit);
    if (own <= LIMIT * target) rest += own;
  }
  rests.set(key, rest);
  return rest;
}
