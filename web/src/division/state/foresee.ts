import {
  applyChange,
  divisionFacts,
  findConflict,
  type DivisionChange,
  type DivisionFacts,
} from "@onegrid/core/division";
import type { DivisionPage, OpenPlan } from "./page-state.ts";

/** What is tried just now and the numbers it would give, from the same call that does it. */
export interface Foreseen {
  readonly change: DivisionChange;
  readonly facts: DivisionFacts;
}

/** All numbers after a change; only the grids it touches are counted. */
export function foresee(
  { session, view }: Pick<OpenPlan, "session" | "view">,
  change: DivisionChange,
): Foreseen | null {
  const { division } = session;
  if (findConflict(division, change).length > 0) return null;
  const { division: after } = applyChange(division, change);
  return { change, facts: divisionFacts(after, view.facts) };
}

/** The numbers that what is tried would give; `null`: nothing is tried, or the rules refuse it. */
export const foreseenFacts = ({ draft }: Pick<DivisionPage, "draft">): DivisionFacts | null =>
  draft.kind === "stroke" || draft.kind === "ghost" ? (draft.foreseen?.facts ?? null) : null;
