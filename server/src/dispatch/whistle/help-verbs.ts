import { HELP_VERBS, helpRefusal, type Case } from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { SignedIn } from "../../access/sessions.ts";
import { actorsOf } from "../rights/acting-duty.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import type { Rules } from "../rules/rules-in-force.ts";

/** The buttons of each call for help (吹哨): what one of the person's duties may do with it now. */
export function helpVerbsOf(
  folded: Case,
  rules: Rules,
  signedIn: SignedIn,
  now: Date,
): Pick<CaseReply, "helpVerbs"> {
  if (folded.cooperations.length === 0) return {};
  const asked = { at: now.getTime(), category: requireCategoryOf(rules, folded) };
  const actors = actorsOf(signedIn);
  return {
    helpVerbs: folded.cooperations.map(({ id }) => ({
      cooperationId: id,
      verbs: HELP_VERBS.filter((verb) =>
        actors.some((actor) => helpRefusal(folded, verb, id, { ...asked, actor }) === null),
      ),
    })),
  };
}
