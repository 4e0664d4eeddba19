import { TRANSITIONS, verbRefusal, type Case, type Verb } from "@onegrid/core/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import { actorsOf } from "./acting-duty.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import type { Rules } from "../rules/rules-in-force.ts";

/** Verbs on a case that is there. */
export type CaseVerb = Exclude<Verb, "report">;
export const CASE_VERBS: readonly CaseVerb[] = TRANSITIONS.flatMap(({ verb }) =>
  verb === "report" ? [] : [verb],
);

/** The buttons: every verb that one of the person's duties allows now, and that may succeed. */
export function verbsFor(folded: Case, rules: Rules, signedIn: SignedIn, now: Date): Verb[] {
  const actors = actorsOf(signedIn);
  const asked = { at: now.getTime(), category: requireCategoryOf(rules, folded) };
  return CASE_VERBS.filter((verb) =>
    actors.some((actor) => verbRefusal(folded, verb, actor, asked) === null),
  );
}
