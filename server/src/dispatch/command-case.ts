import {
  counterpartEvents,
  decide,
  DEFAULT_POLICY,
  findCategory,
  viewOf,
  type Case,
  type CaseCommand,
  type CaseEvent,
  type DecideContext,
} from "@onegrid/core/dispatch";
import type { CommandBody } from "@onegrid/core/dispatch/contract";
import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { findAnswer, loadCase, loadCaseForUpdate, saveAnswer } from "@onegrid/db/dispatch";
import { append } from "@onegrid/db/events";
import { localDay, type SignedIn } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { actorFor } from "./acting-duty.ts";
import { automate } from "./automate.ts";
import { cardOf } from "./case-card.ts";
import { locate } from "./place-of.ts";
import { refusePersonalText, requireCategory, type Reported } from "./report-case.ts";
import { caseChanged, storeEvent, type OpenCase } from "./store-event.ts";

interface Asked {
  readonly caseId: string;
  readonly body: CommandBody;
  /** Area ids in which the asker may act. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Carries one command out: one transaction, one event, one winner. */
export async function commandCase(db: Db, signedIn: SignedIn, asked: Asked): Promise<Reported> {
  const { caseId, body, now } = asked;
  for (const field of ["note", "reason"] as const) refusePersonalText(field, body[field] ?? "");
  return db.transaction().execute(async (trx) => {
    const stored = await loadCaseForUpdate(trx, caseId);
    if (!stored || !isInScope(asked.scope, stored.scopePath)) {
      throw new Problem({ code: "dispatch.not-found", caseId });
    }
    const current = stored.case;
    if (await wasAnswered(trx, signedIn.accountId, asked)) return stored;
    if (current.version !== body.expectedVersion) {
      throw new Problem({
        code: "dispatch.stale",
        expectedVersion: body.expectedVersion,
        card: cardOf(current, stored.number),
      });
    }

    const category = requireCategory(current.categoryId);
    const target = await targetOf(trx, body);
    const { command, scopePath } = await commandOf(trx, body, stored.scopePath, now);
    const decided = decide(current, command, {
      ...contextOf(current, now),
      actor: actorFor(signedIn, body.verb, viewOf(current)),
      category,
      target,
    });
    if (!decided.ok) throw new Problem(decided.error);

    const open = { number: stored.number, scopePath };
    const folded = await storeAll(trx, { ...open, folded: current }, decided.value, asked);
    await saveAnswer(trx, {
      accountId: signedIn.accountId,
      idempotencyKey: body.idempotencyKey,
      caseId,
      intent: intentOf(asked),
    });
    await append(trx, [caseChanged({ ...open, folded }, folded, body.verb)]);
    return { case: folded, number: stored.number };
  });
}

/** The events of a command, what they do to the other case of a merge, and what follows by itself. */
async function storeAll(
  trx: Db,
  open: OpenCase & { folded: Case },
  events: readonly CaseEvent[],
  { body, now }: Asked,
): Promise<Case> {
  let { folded } = open;
  for (const event of events) {
    folded = await storeEvent(trx, { ...open, folded }, event);
    await storeCounterpart(trx, event, open.folded, body);
  }
  return automate(trx, { ...open, folded }, requireCategory(folded.categoryId), now);
}

const contextOf = (
  current: Case,
  now: Date,
): Pick<DecideContext, "caseId" | "at" | "policy" | "responsibleUnitIds" | "fallbackUnitId"> => ({
  caseId: current.id,
  at: now.getTime(),
  policy: DEFAULT_POLICY,
  responsibleUnitIds: null,
  fallbackUnitId: null,
});

const intentOf = ({ caseId, body }: Asked): string =>
  JSON.stringify({ caseId, ...body, idempotencyKey: undefined });

async function wasAnswered(trx: Db, accountId: string, asked: Asked): Promise<boolean> {
  const { idempotencyKey } = asked.body;
  const answer = await findAnswer(trx, accountId, idempotencyKey);
  if (answer && answer.intent !== intentOf(asked)) {
    throw new Problem({ code: "dispatch.key-reused", idempotencyKey });
  }
  return answer !== undefined;
}

async function targetOf(trx: Db, body: CommandBody): Promise<DecideContext["target"]> {
  if (body.verb !== "merge") return undefined;
  const { targetCaseId: caseId } = body.fields;
  const found = await loadCase(trx, caseId);
  const category = found && findCategory(found.case.categoryId);
  if (!category) throw new Problem({ code: "dispatch.not-found", caseId });
  return { case: found.case, category };
}

/** The command as the machine takes it; a relocated case gets the areas of its new place. */
async function commandOf(
  trx: Db,
  body: CommandBody,
  scopePath: readonly string[],
  now: Date,
): Promise<{ command: CaseCommand; scopePath: readonly string[] }> {
  const header = {
    reason: body.reason ?? null,
    note: body.note ?? null,
    deviceAt: body.deviceAt ?? null,
    devicePosition: body.devicePosition ?? null,
  };
  if (body.verb === "relocate") {
    const { position, address } = body.fields;
    const located = await locate(trx, { position, address, day: localDay(now) });
    const fields = { place: located.place };
    return { command: { ...header, verb: body.verb, fields }, scopePath: located.scopePath };
  }
  return { command: { ...body, ...header }, scopePath };
}

/** A merge is written into both cases. */
async function storeCounterpart(
  trx: Db,
  event: CaseEvent,
  source: Case,
  body: CommandBody,
): Promise<void> {
  const targetId = body.verb === "merge" ? body.fields.targetCaseId : source.merged?.into;
  if (event.verb !== "merge" && event.verb !== "unmerge") return;
  const target = targetId === undefined ? undefined : await loadCaseForUpdate(trx, targetId);
  if (!target) throw new Error(`case ${source.id} merged with a case that is not there`);
  let folded = target.case;
  for (const other of counterpartEvents(event, source, target.case)) {
    folded = await storeEvent(trx, { ...target, folded }, other);
  }
}
