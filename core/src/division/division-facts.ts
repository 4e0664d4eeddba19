import { LIMIT } from "./grid-count.ts";
import { gridFacts, type Assignment, type GridFacts } from "./grid-facts.ts";
import { measure, type MetricValues } from "./metrics.ts";
import type { Division, GridId } from "./model.ts";

/** Facts of every grid by id, all measures, and what is not in any grid. */
export interface DivisionFacts {
  readonly grids: ReadonlyMap<GridId, GridFacts>;
  readonly metrics: MetricValues;
  readonly unassigned: { readonly units: number; readonly households: number };
}

export function divisionFacts(division: Division): DivisionFacts {
  const assignment = assignmentOf(division);
  const facts = gridFacts(assignment);
  const { households } = division.ground.graph;
  const free = [...division.gridOf.keys()].filter((unit) => division.gridOf[unit] === null);
  return {
    grids: new Map(facts.map((grid, i) => [division.grids[i] ?? "", grid])),
    metrics: measure(assignment, facts),
    unassigned: {
      units: free.length,
      households: free.reduce((sum, unit) => sum + (households[unit] ?? 0), 0),
    },
  };
}

/** The division with whole numbers for grids, in the order of `division.grids`. */
export function assignmentOf(division: Division): Assignment {
  const { ground, grids, target } = division;
  const numberOf = new Map<GridId | null, number>(grids.map((id, number) => [id, number]));
  const gridOf = Int32Array.from(division.gridOf, (id) => numberOf.get(id) ?? -1);
  return {
    graph: ground.graph,
    gridOf,
    count: grids.length,
    share: fairShares(division, gridOf),
    target,
  };
}

/**
 * Fair share (均户) of every grid: households of its part ÷ grids of the part. A unit above 1.1 ×
 * target fills a grid by itself: it is left out and its grid has its own households as share.
 */
function fairShares({ ground, grids, target }: Division, gridOf: Int32Array): Float64Array {
  const { households } = ground.graph;
  const share = new Float64Array(grids.length).fill(target);
  for (const part of ground.parts) {
    const large = new Map<number, number>();
    let rest = 0;
    for (const unit of part) {
      const weight = households[unit] ?? 0;
      const grid = gridOf[unit] ?? -1;
      if (weight > LIMIT * target) large.set(grid, (large.get(grid) ?? 0) + weight);
      else rest += weight;
    }
    const numbers = new Set(part.map((unit) => gridOf[unit] ?? -1).filter((grid) => grid >= 0));
    const others = [...numbers].filter((grid) => !large.has(grid));
    for (const grid of others) share[grid] = rest / others.length || target;
    for (const [grid, weight] of large) if (grid >= 0) share[grid] = weight;
  }
  return share;
}
