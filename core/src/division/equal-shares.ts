import { gridCount } from "./grid-count.ts";
import type { Ground } from "./model.ts";

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
    const households = part.reduce((sum, unit) => sum + (graph.households[unit] ?? 0), 0);
    if (households === 0) continue;
    const own = gridCount(households, target);
    grids += own;
    // In whole numbers: 330 of 300 is within a tenth, 330 / 300 − 1 is not.
    if (10 * Math.abs(households - own * target) <= own * target) good += own;
  }
  return { grids, within10: grids > 0 ? good / grids : null };
}
