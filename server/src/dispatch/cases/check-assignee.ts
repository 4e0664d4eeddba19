import { viewOf, type Case, type Verb } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { listDuties } from "@onegrid/db/access";
import { findRecommendation, hasUnit, servesCase, type StoredCase } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { bodiesAt } from "../consultation/bodies-at.ts";
import { denialFor, FIELD_ROLES } from "../rights/acting-duty.ts";
import type { AskedCommand } from "./command-case.ts";

/**
 * Refuses to give a case, or a call for help, to somebody who could never act on it: it would lie there unseen.
 * To a meeting (会商) come the bodies of the place, with an account or without.
 */
export async function checkAssignee(
  trx: Db,
  { case: current, scopePath }: Pick<StoredCase, "case" | "scopePath">,
  { body, now }: AskedCommand,
): Promise<void> {
  if (body.verb === "whistle") {
    const departmentId = body.fields.calledUnitId;
    const isServing = await servesCase(trx, { departmentId, scopePath, day: localDay(now) });
    if (!isServing) throw new Problem({ code: "dispatch.no-department", departmentId });
  }
  if (body.verb === "consult") {
    const bodies = await bodiesAt(trx, { scopePath, now });
    const bodyId = body.fields.bodyIds.find((id) => bodies.every((each) => each.id !== id));
    if (bodyId !== undefined) throw new Problem({ code: "dispatch.no-body", bodyId });
  }
  if (body.verb === "send_verifier") {
    await checkWho(trx, { current, now, verb: "verify", assignee: body.fields.verifier });
  }
  if (body.verb !== "dispatch") return;
  const { assignee, recommendationId, overrideReason } = body.fields;
  await checkWho(trx, { current, now, verb: "accept", assignee });
  if (recommendationId === null) return;
  const seen = await findRecommendation(trx, recommendationId, current.id);
  if (!seen) throw new Problem({ code: "dispatch.unknown-recommendation", recommendationId });
  // The one of a batch, or anybody of a list: whoever was not advised needs a reason.
  const isAdvised =
    assignee.memberId === null ||
    seen.result.ranked.some(({ candidateId }) => candidateId === assignee.memberId);
  if (!isAdvised && !overrideReason) {
    throw new Problem({ code: "dispatch.reason-required", verb: body.verb });
  }
}

async function checkWho(
  trx: Db,
  asked: {
    readonly current: Case;
    readonly now: Date;
    readonly verb: Verb;
    readonly assignee: { readonly unitId: string | null; readonly memberId: string | null };
  },
): Promise<void> {
  const { current, now, verb, assignee } = asked;
  const { memberId, unitId } = assignee;
  if (unitId !== null && !(await hasUnit(trx, unitId, FIELD_ROLES))) {
    throw new Problem({ code: "dispatch.no-assignee" });
  }
  if (memberId === null) return;
  const duties = await listDuties(trx, memberId, localDay(now));
  if (duties.length === 0) throw new Problem({ code: "dispatch.no-assignee" });
  const why = denialFor(memberId, duties, verb, viewOf(current));
  if (why) throw new Problem({ code: "dispatch.not-allowed", verb, why });
}
