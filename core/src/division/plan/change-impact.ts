import type { Division, GridId, UnitMove } from "../model/model.ts";

/** What stands and goes on in each unit of a ground, by unit index; `teamOf`: −1, no team yet. */
export interface Surroundings {
  /** Service stations (服务站点). */
  readonly stationsOf: ArrayLike<number>;
  /** Open cases (在办案件). */
  readonly casesOf: ArrayLike<number>;
  readonly buildingsOf: ArrayLike<number>;
  /** The team (网格团队) that answers for the unit today, as an index in `holders`. */
  readonly teamOf: ArrayLike<number>;
  /** People of each team. */
  readonly holders: ArrayLike<number>;
}

/** What comes along when units change hands. */
export interface ChangeImpact {
  readonly buildings: number;
  readonly stations: number;
  readonly cases: number;
  /** Teams that answer for any of the units today, and their people. */
  readonly teams: number;
  readonly holders: number;
}

export function impactOfMoves(
  { ground }: Pick<Division, "ground">,
  moves: readonly Pick<UnitMove, "unitId">[],
  around: Surroundings,
): ChangeImpact {
  const teams = new Set<number>();
  let [buildings, stations, cases] = [0, 0, 0];
  for (const { unitId } of moves) {
    const unit = ground.indexOf.get(unitId) ?? -1;
    buildings += around.buildingsOf[unit] ?? 0;
    stations += around.stationsOf[unit] ?? 0;
    cases += around.casesOf[unit] ?? 0;
    const team = around.teamOf[unit] ?? -1;
    if (team >= 0) teams.add(team);
  }
  const holders = [...teams].reduce((sum, team) => sum + (around.holders[team] ?? 0), 0);
  return { buildings, stations, cases, teams: teams.size, holders };
}

/** Something counted per unit, added up per grid; a grid with none of it has 0. */
export function countByGrid(
  { gridOf, grids }: Pick<Division, "gridOf" | "grids">,
  counts: ArrayLike<number>,
): Map<GridId, number> {
  const sums = new Map(grids.map((gridId) => [gridId, 0]));
  for (let unit = 0; unit < gridOf.length; unit++) {
    const gridId = gridOf[unit] ?? null;
    const own = counts[unit] ?? 0;
    if (gridId !== null && own > 0) sums.set(gridId, (sums.get(gridId) ?? 0) + own);
  }
  return sums;
}

/** The community's core of four and one more for every 300 households begun (4 + N, 社区工作者). */
const CORE_STAFF = 4;
const HOUSEHOLDS_PER_STAFF = 300;

export const staffNeeded = (households: number): number =>
  CORE_STAFF + Math.ceil(households / HOUSEHOLDS_PER_STAFF);
