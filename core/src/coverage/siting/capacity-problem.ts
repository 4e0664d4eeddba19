import { dueSquareMetres } from "../answer/capacity.ts";
import { fail, ok, type Result } from "../../result.ts";
import { demandClasses } from "./demand-classes.ts";
import { rowCount, rowOf, type Incidence } from "./incidence.ts";
import {
  checkQuestion,
  type SitingError,
  type SitingGoal,
  type SitingProblem,
} from "./siting-problem.ts";

/**
 * Where to put stations that have only so much room (容量). Here a household counts when a station in
 * reach has room for it, so the stations that stand are part of the question, and `isCovered` is not.
 */
export interface CapacityProblem extends Omit<SitingProblem, "isCovered"> {
  /** Households each candidate would have room for; infinite: as many as come. */
  readonly room: Float64Array;
  /** Stations that stand and stay. */
  readonly standing: { readonly reach: Incidence; readonly room: Float64Array };
}

/** Candidates and, after them, the stations that stand, as sites of one list. */
export interface CapacityInstance {
  readonly reach: Incidence;
  readonly households: Float64Array;
  readonly isMust: Uint8Array;
  readonly room: Float64Array;
  /** Of each candidate: 0 where it is in every plan or in none. */
  readonly isOpen: Uint8Array;
  readonly cost: Float64Array;
  readonly candidates: number;
  /** In every plan: what stands, and candidates that must be built. */
  readonly fixed: readonly number[];
  readonly locked: readonly number[];
  /** Stations, or money, for the open candidates. */
  readonly money: number;
}

/** Households that a floor area is enough for, at 30 m² for 100 households; unknown areas bound nothing. */
export const roomOf = (squareMetres: number | null): number =>
  squareMetres === null ? Infinity : Math.floor(squareMetres / dueSquareMetres(1) + 1e-9);

export function capacityInstance(
  problem: CapacityProblem,
  goal: SitingGoal,
): Result<CapacityInstance, SitingError> {
  if (goal.kind === "share") return fail({ code: "coverage.capacity-no-share" });
  const { households, standing } = problem;
  const isCovered = new Uint8Array(households.length);
  for (const row of standing.reach.items) isCovered[row] = 1;
  const refused = checkQuestion({ ...problem, isCovered }, goal);
  if (refused !== null) return fail(refused);
  const candidates = rowCount(problem.reach);
  const locked = [...new Set(problem.locked)];
  const isOpen = new Uint8Array(candidates).fill(1);
  for (const site of [...locked, ...(problem.forbidden ?? [])]) isOpen[site] = 0;
  const cost = (goal.kind === "budget" && problem.cost) || new Float64Array(candidates).fill(1);
  const spent = locked.reduce((sum, site) => sum + (cost[site] ?? 0), 0);
  const isMust = problem.mustServe ?? new Uint8Array(households.length);
  const all = joined(problem.reach, standing.reach);
  const classes = demandClasses(all, households, Int32Array.from(isMust));
  return ok({
    reach: classes.reach,
    households: Float64Array.from(classes.households),
    isMust: Uint8Array.from(classes.tag),
    room: Float64Array.from([...problem.room, ...standing.room]),
    isOpen,
    cost,
    candidates,
    fixed: [...locked, ...Array.from(standing.room, (_, i) => candidates + i)],
    locked,
    money: (goal.kind === "count" ? goal.count : goal.budget) - spent,
  });
}

function joined(above: Incidence, below: Incidence): Incidence {
  const first = new Uint32Array(above.first.length + rowCount(below));
  first.set(above.first);
  const start = above.items.length;
  for (let row = 0; row < rowCount(below); row++) {
    first[above.first.length + row] = start + (below.first[row + 1] ?? 0);
  }
  const items = new Uint32Array(start + below.items.length);
  items.set(above.items);
  items.set(below.items, start);
  return { first, items };
}

/** Households within reach of any of these sites, with or without room for them. */
export function householdsInReach(
  { reach, households }: Pick<CapacityInstance, "reach" | "households">,
  sites: readonly number[],
): number {
  const isReached = new Uint8Array(households.length);
  for (const site of sites) for (const row of rowOf(reach, site)) isReached[row] = 1;
  return households.reduce((sum, all, row) => sum + all * (isReached[row] ?? 0), 0);
}
