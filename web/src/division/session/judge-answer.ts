import { lockKey, type Division, type DivisionChange } from "@onegrid/core/division";
import type { EditReply } from "@onegrid/core/division/contract";
import { isProblem } from "../../api.ts";

const STOPPING = ["access.signed-out", "access.forbidden", "division.not-a-draft"];
const isGone = (code: string): boolean => STOPPING.includes(code) || code === "division.not-found";

/** What to do after the server did not do it. */
export function judge(error: unknown): "wait" | "stop" | "stale" | "refused" {
  if (!isProblem(error)) return "wait";
  const { code, status } = error.problem;
  if (code === "division.stale") return "stale";
  if (isGone(code)) return "stop";
  return status === 0 || status >= 500 ? "wait" : "refused";
}

/** On the wire a lock is one loose row; what the server sends is one of the three kinds. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract says so
export const readChange = (reply: EditReply): DivisionChange => reply.change as DivisionChange;

export const isNothing = (change: DivisionChange): boolean =>
  change.moves.length + change.addedGrids.length + change.removedGrids.length === 0 &&
  change.addedLocks.length + change.removedLocks.length === 0 &&
  (change.addedCuts ?? []).length + (change.removedCuts ?? []).length === 0;

/** The same grids, units and locks: what was foreseen has come. */
export const isSameAssignment = (a: Division, b: Division): boolean =>
  a.ground === b.ground &&
  a.grids.join() === b.grids.join() &&
  a.locks.map(lockKey).join() === b.locks.map(lockKey).join() &&
  a.gridOf.every((gridId, unit) => gridId === b.gridOf[unit]);
