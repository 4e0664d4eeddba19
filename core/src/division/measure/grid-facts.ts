import { LIMIT } from "../model/grid-count.ts";
import { AREA2_OF_SQUARE_METRE, float, uint } from "../../topology/index.ts";
import { findParts } from "../model/ground-parts.ts";
import type { UnitGraph } from "../model/unit-graph.ts";

const TWO_PI = 6.283185307179586;
const CENTIMETRES = 100;

/** Units shared out among grids 0 … count − 1; −1: not in any grid. */
export interface Assignment {
  readonly graph: UnitGraph;
  readonly gridOf: ArrayLike<number>;
  readonly count: number;
  /** Fair share (均户) of every grid. */
  readonly share: ArrayLike<number>;
  /** Households a grid should have. */
  readonly target: number;
}

/** What can be said about one grid. Deviations are fractions: 0.1 is 10 % above. */
export interface GridFacts {
  readonly units: number;
  readonly households: number;
  readonly squareMetres: number;
  readonly perimeterMetres: number;
  /** W / target − 1. */
  readonly deviationTarget: number;
  /** W / fair share − 1. */
  readonly deviationFairShare: number;
  /** Polsby–Popper 4πA / P², hole borders included; 0 for a grid without ground. */
  readonly polsbyPopper: number;
  /** Connected pieces over contacts and links, ground that hangs on others left out. */
  readonly pieces: number;
  /** One unit or compound alone exceeds 1.1 × target: the grid cannot be smaller. */
  readonly isOversized: boolean;
}

/** Facts of every grid, by sums over units and a union-find of its own. */
export function gridFacts(assignment: Assignment): GridFacts[] {
  const { graph, gridOf, count, share, target } = assignment;
  const sums = sumGrids(assignment);
  const pieces = countPieces(graph, gridOf, count);
  return Array.from({ length: count }, (_, grid) =>
    factsOf(
      Object.assign(sums[grid] ?? new GridSums(), { pieces: pieces[grid] ?? 0 }),
      share[grid] ?? target,
      target,
    ),
  );
}

type Sums = Readonly<
  Record<"units" | "households" | "area2" | "perimeter" | "largest" | "pieces", number>
>;

/** What follows from the sums over a grid's units. */
export const factsOf = (
  { units, households, area2, perimeter, largest, pieces }: Sums,
  share: number,
  target: number,
): GridFacts => ({
  units,
  households,
  squareMetres: area2 / AREA2_OF_SQUARE_METRE,
  perimeterMetres: perimeter / CENTIMETRES,
  deviationTarget: households / target - 1,
  deviationFairShare: households / share - 1,
  polsbyPopper: perimeter > 0 ? (TWO_PI * area2) / (perimeter * perimeter) : 0,
  pieces,
  isOversized: largest > LIMIT * target,
});

class GridSums {
  units = 0;
  households = 0;
  area2 = 0;
  perimeter = 0;
  largest = 0;
}

function sumGrids({ graph, gridOf, count }: Assignment): GridSums[] {
  const sums = Array.from({ length: count }, () => new GridSums());
  for (let unit = 0; unit < graph.count; unit++) {
    const grid = gridOf[unit] ?? -1;
    const sum = sums[grid];
    if (!sum) continue;
    const households = float(graph.households, unit);
    sum.units++;
    sum.households += households;
    sum.area2 += float(graph.area2, unit);
    sum.perimeter += float(graph.outline, unit);
    sum.largest = Math.max(sum.largest, households);
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      if (gridOf[uint(graph.to, e)] === grid) sum.perimeter -= float(graph.shared, e);
    }
  }
  return sums;
}

/** Pieces of every grid. Ground whose host is in the same grid is none, and joins nothing. */
function countPieces(graph: UnitGraph, gridOf: ArrayLike<number>, count: number): Int32Array {
  const root = Int32Array.from({ length: graph.count }, (_, unit) => unit);
  const rootOf = (unit: number): number => {
    let top = unit;
    while (root[top] !== top) top = root[top] ?? top;
    root[unit] = top;
    return top;
  };
  const { hangsOn } = findParts(graph, [...root.keys()]);
  const gridOfStanding = Int32Array.from({ length: graph.count }, (_, unit) => {
    const host = hangsOn.get(unit);
    const grid = gridOf[unit] ?? -1;
    return host !== undefined && gridOf[host] === grid ? -1 : grid;
  });
  for (let unit = 0; unit < graph.count; unit++) {
    if (gridOfStanding[unit] === -1) continue;
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if (graph.contact[e] !== 1 || gridOfStanding[other] !== gridOfStanding[unit]) continue;
      root[rootOf(unit)] = rootOf(other);
    }
  }
  const pieces = new Int32Array(count);
  for (const [unit, grid] of gridOfStanding.entries()) {
    if (grid >= 0 && rootOf(unit) === unit) pieces[grid] = (pieces[grid] ?? 0) + 1;
  }
  return pieces;
}
