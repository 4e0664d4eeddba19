import { fail, type Result } from "../../result.ts";
import { keptByLocks } from "../change/kept-grids.ts";
import type { PlanePoint } from "../model/land.ts";
import type { Division, DivisionChange, DivisionError } from "../model/model.ts";
import {
  divideFreely,
  type EditSteps,
  type Redivision,
  type RedivideOptions,
  type SearchOptions,
} from "./redivide.ts";
import { postsOn, type Walk } from "../measure/walk-to-posts.ts";

export interface DivideCommunity {
  /** Number of grids; without it, by the target. */
  readonly count?: number | undefined;
  /** Posts (网格驿站, 服务站) on the plane, and what a short way to them is worth (see `Walk`). */
  readonly nearPosts?: NearPosts | undefined;
  /** Share of the households, 0 … 1, that stay in their grid at least (重划). */
  readonly keepShare?: number | undefined;
}

interface NearPosts {
  readonly points: readonly PlanePoint[];
  readonly weight: number;
}

/** Divides all that no lock keeps (自动划分, see `keptByLocks`); the number of grids follows the target. */
export function* divideCommunity(
  division: Division,
  { count, nearPosts, keepShare = 0 }: DivideCommunity,
  options: RedivideOptions,
): EditSteps {
  const kept = keptByLocks(division);
  const old = division.grids.filter((gridId) => !kept.grids.has(gridId));
  const units = [...division.gridOf.keys()].filter((unit) => !kept.units.has(unit));
  if (units.length === 0) return fail({ code: "division.all-locked" });
  const wanted = count === undefined ? undefined : count - kept.grids.size;
  const redivision = { edit: "divide-community", units, old, count: wanted } as const;
  const search = { ...options, walk: nearPosts && walkOf(division, nearPosts) };
  return keepShare > 0 && old.length > 0
    ? yield* divideKeeping(division, redivision, search, keepShare)
    : yield* divideFreely(division, redivision, search);
}

const walkOf = ({ ground }: Division, { points, weight }: NearPosts): Walk => ({
  posts: postsOn(ground, points),
  weight,
});

/** What staying is worth, tried one after another until the share holds: the others pay for it. */
const STAY_WEIGHTS = [1, 4, 16, 64, 256] as const;

function* divideKeeping(
  division: Division,
  redivision: Redivision,
  options: SearchOptions,
  keepShare: number,
): EditSteps {
  const numberOf = new Map(division.grids.map((gridId, number) => [gridId, number] as const));
  const present = Int32Array.from(division.gridOf, (id) => (id ? (numberOf.get(id) ?? -1) : -1));
  const { stopAfter = Infinity, ...rest } = options;
  let taken = 0;
  let most = 0;
  for (const [round, weight] of STAY_WEIGHTS.entries()) {
    const search = { ...rest, stay: { gridOf: present, weight } };
    const steps = divideFreely(division, redivision, search);
    let step = steps.next();
    while (step.done !== true) {
      const { share, best } = step.value;
      const checked = () => refuseBelow(division, best(), keepShare);
      taken++;
      const isStopped = yield { share: (round + share) / STAY_WEIGHTS.length, best: checked };
      if (isStopped === true || taken >= stopAfter) return checked();
      step = steps.next();
    }
    if (!step.value.ok || keptShare(division, step.value.value) >= keepShare) return step.value;
    most = Math.max(most, keptShare(division, step.value.value));
  }
  return impossible(most, keepShare);
}

function refuseBelow(
  division: Division,
  decided: Result<DivisionChange, DivisionError>,
  keepShare: number,
): Result<DivisionChange, DivisionError> {
  if (!decided.ok) return decided;
  const share = keptShare(division, decided.value);
  return share >= keepShare ? decided : impossible(share, keepShare);
}

const impossible = (share: number, wanted: number): Result<DivisionChange, DivisionError> =>
  fail({
    code: "division.keep-share-impossible",
    percent: Math.floor(100 * share),
    wanted: Math.round(100 * wanted),
  });

/** Share of the households in a grid that a change leaves in it; 1 where nobody is in any. */
export function keptShare({ ground, gridOf }: Division, { moves }: DivisionChange): number {
  const { households } = ground.graph;
  let placed = 0;
  for (const [unit, gridId] of gridOf.entries()) {
    if (gridId !== null) placed += households[unit] ?? 0;
  }
  let left = 0;
  for (const { unitId, from } of moves) {
    if (from !== null) left += households[ground.indexOf.get(unitId) ?? -1] ?? 0;
  }
  return placed === 0 ? 1 : 1 - left / placed;
}
