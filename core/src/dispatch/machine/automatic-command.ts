import type { Category } from "../rules/categories.ts";
import type { Case, CaseCommand, EpochMs } from "../model/model.ts";
import { HOLDABLE_CLOCK } from "./transitions.ts";

const BLANK = { note: null, deviceAt: null, devicePosition: null } as const;

/**
 * What the product itself does next with a case, without a person; `null` when nothing. Ask again
 * after each event and when `nextAutomaticAt` comes; the actor is `system`.
 */
export function automaticCommand(
  current: Case,
  category: Category,
  now: EpochMs,
): CaseCommand | null {
  const { state, channel, parked, holdUntil } = current;
  if (state === "reported" && channel === "patrol" && category.autoFile) {
    return { ...BLANK, reason: null, verb: "file", fields: { standardMet: true } };
  }
  if (state === "resolved" && !category.needsCheck) {
    return { ...BLANK, reason: null, verb: "pass", fields: { standardMet: true } };
  }
  if (state === "parked" && parked && parked.reviewAt <= now) {
    return { ...BLANK, reason: "review-date", verb: "unpark", fields: {} };
  }
  if (holdUntil !== null && holdUntil <= now && HOLDABLE_CLOCK[state]) {
    return { ...BLANK, reason: "end-of-hold", verb: "release", fields: {} };
  }
  return null;
}

/** The instant at which `automaticCommand` may have a new answer by time alone. */
export const nextAutomaticAt = ({ parked, holdUntil, state }: Case): EpochMs | null =>
  parked?.reviewAt ?? (HOLDABLE_CLOCK[state] ? holdUntil : null);
