import { gridCount } from "../model/grid-count.ts";
import type { Ground } from "../model/model.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** What a division could have at best if households could be cut at will. */
export interface EqualShares {
  readonly grids: number;
  /** Share of the grids within ±10 % of the target; `null`: nobody lives here. */
  readonly within10: number | null;
}

/** Every part (片) shared out exactly evenly among as many grids as it should have. */
export function equalShares({ parts, graph }: Ground, target: number): EqualShares {
  let [grids, good] = [0, 0];
  for (const part of parts) {
    const households = sumHouseholds(graph, part);
    if (households === 0) continue;
    const own = gridCount(households, target);
    grids += own;
    // In whole numbers: 330 of 300 is within a tenth, 330 / 300 − 1 is not.
    if (10 * Math.abs(households - own * target) <= own * target) good += own;
  }
  return { grids, within10: grids > 0 ? good / grids : null };
}

export interface CountChoice {
  readonly grids: number;
  /** Households of a grid if all shared alike. */
  readonly share: number;
}

/** With at most so many grids, one more or one fewer is a choice of its own. */
const FEW_GRIDS = 4;

/** Numbers of grids (网格数) that a small community may have, ascending; none for a large one. */
export function countChoices({ parts, graph }: Ground, target: number): CountChoice[] {
  const sums = parts.map((part) => sumHouseholds(graph, part));
  const households = sums.reduce((all, sum) => all + sum, 0);
  const usual = sums.reduce((all, sum) => all + gridCount(sum, target), 0);
  if (households === 0 || usual > FEW_GRIDS) return [];
  return [usual - 1, usual, usual + 1]
    .filter((grids) => grids >= parts.length && grids <= graph.count)
    .map((grids) => ({ grids, share: households / grids }));
}
