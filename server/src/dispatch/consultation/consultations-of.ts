import {
  CONSULTATION_VERBS,
  consultationRefusal,
  taskDeadline,
  type Case,
  type Consultation,
} from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findNames } from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import type { Names } from "../cases/case-card.ts";
import { actorsOf } from "../rights/acting-duty.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import type { Rules } from "../rules/rules-in-force.ts";

type ConsultationFields = NonNullable<CaseReply["consultations"]>;

/**
 * The meetings on a case (会商) with what one of the person's duties may do about each and its tasks. They stand
 * beside the card and not on it: lists, streams and other systems have no need of minutes.
 */
export async function consultationsOf(
  db: Db,
  folded: Case,
  rules: Rules,
  { signedIn, now }: { readonly signedIn: SignedIn; readonly now: Date },
): Promise<Pick<CaseReply, "consultations">> {
  const { consultations = [] } = folded;
  if (consultations.length === 0) return {};
  const names = await findNames(
    db,
    [],
    [...new Set(consultations.flatMap((each) => each.bodyIds))],
  );
  const { calendar } = rules.bookFor(folded);
  const verbsOf = verbsFor(folded, rules, signedIn, now);
  return {
    consultations: consultations.map((each): ConsultationFields[number] => ({
      ...whatWasSaid(each, names),
      verbs: verbsOf({ consultationId: each.id }),
      tasks: each.tasks.map((task) => ({
        id: task.id,
        ownerId: task.ownerId,
        ownerName: names.get(task.ownerId) ?? null,
        text: task.text,
        amount: task.amount,
        unit: task.unit,
        isWaived: task.waivedAt !== null,
        deadline: taskDeadline(task, calendar),
        verbs: verbsOf({ consultationId: each.id, taskId: task.id }),
      })),
    })),
  };
}

const whatWasSaid = (each: Consultation, names: Names) => ({
  id: each.id,
  template: each.template,
  state: each.state,
  parties: each.bodyIds.map((id) => ({ id, name: names.get(id) ?? null })),
  topic: each.topic,
  place: each.place,
  heldAt: each.heldAt,
  minutes: [...each.minutes],
  decision: each.decision,
});

/** What may be done about a meeting or a task of it: the buttons beside it. */
function verbsFor(folded: Case, rules: Rules, signedIn: SignedIn, now: Date) {
  const asked = { at: now.getTime(), category: requireCategoryOf(rules, folded) };
  const actors = actorsOf(signedIn);
  return (thing: { readonly consultationId: string; readonly taskId?: string }): string[] =>
    CONSULTATION_VERBS.filter((verb) =>
      actors.some(
        (actor) => consultationRefusal(folded, verb, thing, { ...asked, actor }) === null,
      ),
    );
}
