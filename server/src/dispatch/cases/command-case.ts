import type { Jurisdiction, Sight } from "@onegrid/core/access";
import {
  ALARM_VERBS,
  counterpartEvents,
  decide,
  DEFAULT_POLICY,
  viewOf,
  type Case,
  type CaseCommand,
  type CaseEvent,
  type DecideContext,
} from "@onegrid/core/dispatch";
import { deviceFacts, type CommandBody } from "@onegrid/core/dispatch/contract";
import { peekAs, type Db } from "@onegrid/db";
import {
  claimAnswer,
  listVerbsAfter,
  loadCase,
  loadCaseForUpdate,
  saveAnswer,
  type AnswerClaim,
  type StoredCase,
} from "@onegrid/db/dispatch";
import { append, type NewEvent } from "@onegrid/db/events";
import { localDay, type SignedIn } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { responsibleUnits } from "../duty-list/responsible-units.ts";
import { actorFor } from "../rights/acting-duty.ts";
import { automate } from "./automate.ts";
import { checkAssignee } from "./check-assignee.ts";
import { requirePhotos } from "../photos/photo-store.ts";
import { describeCase, type NumberedCase } from "./describe-cases.ts";
import { lockCounterpart } from "./lock-counterpart.ts";
import { locate } from "./place-of.ts";
import { raiseAlarms } from "../clocks/raise-alarms.ts";
import { repeatAnswer } from "./repeat-answer.ts";
import { requireReached } from "./require-case.ts";
import { awaitWarnings, raiseMoved } from "../warnings/raise-cases.ts";
import { requireCategory, requireCategoryOf, writtenOn } from "../rules/require-category.ts";
import { holdRules, type Rules } from "../rules/rules-in-force.ts";
import { caseChanged, storeEvent, type OpenCase } from "./store-event.ts";

export interface AskedCommand {
  readonly caseId: string;
  readonly body: CommandBody;
  /** Area ids in which the asker may act. */
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  readonly now: Date;
}

/** Carries one command out: one transaction, one winner; the same key again gets the first answer. */
export async function commandCase(
  db: Db,
  signedIn: SignedIn,
  asked: AskedCommand,
): Promise<NumberedCase> {
  return db.transaction().execute(async (trx) => {
    const rules = await holdRules(trx);
    const claim = claimOf(signedIn, asked);
    if (!(await claimAnswer(trx, claim))) return repeatAnswer(trx, claim);
    await awaitWarnings(trx, asked.body.verb);
    const { stored, other } = await lockCases(trx, asked);
    await refuseStale(trx, stored, asked.body);

    const open = { ...stored, folded: stored.case };
    const current = await raiseAlarms(trx, open, asked.now);
    const { command, scopePath } = await commandOf(trx, asked, stored.scopePath, rules);
    const decided = decide(current, command, {
      ...(await contextOf(trx, { case: current, scopePath }, asked, rules)),
      actor: actorFor(signedIn, asked.body.verb, viewOf(current)),
      target: targetOf(other, rules),
    });
    if (!decided.ok) throw new Problem(decided.error);
    await checkAssignee(trx, { case: current, scopePath }, asked);

    const before = { ...open, scopePath, folded: current };
    const folded = await storeAll(trx, before, decided.value, { ...asked, other });
    const answer = { case: folded, number: stored.number };
    await saveAnswer(trx, claim, answer);
    const step = { verb: asked.body.verb, actorId: signedIn.accountId };
    await append(trx, [
      await caseChanged(trx, before, folded, { ...step, was: stored }),
      ...(await counterpartChanged(trx, other, step)),
    ]);
    return answer;
  });
}

const claimOf = ({ accountId }: SignedIn, { caseId, body }: AskedCommand): AnswerClaim => ({
  accountId,
  idempotencyKey: body.idempotencyKey,
  caseId,
  intent: JSON.stringify({ caseId, ...body, idempotencyKey: undefined }),
});

interface Locked {
  readonly stored: StoredCase;
  /** The other case of a merge or of its undoing. */
  readonly other: StoredCase | undefined;
}

async function lockCases(trx: Db, asked: AskedCommand): Promise<Locked> {
  const { caseId, body, jurisdiction } = asked;
  const isPair = body.verb === "merge" || body.verb === "unmerge";
  const { stored, other } = isPair
    ? await lockCounterpart(trx, caseId, body)
    : { stored: await loadCaseForUpdate(trx, caseId), other: undefined };
  const mine = async (found: StoredCase | undefined, id: string): Promise<StoredCase> =>
    requireReached(await behindWall(trx, asked.sight, found), id, jurisdiction);
  return {
    stored: await mine(stored, caseId),
    other: other && (await mine(other, other.case.id)),
  };
}

/** A row can only be held by the tables' owner: whether the asker sees it is asked beside. */
async function behindWall(
  trx: Db,
  sight: Sight,
  found: StoredCase | undefined,
): Promise<StoredCase | undefined> {
  const { id } = found?.case ?? {};
  const seen = id === undefined ? undefined : await peekAs(trx, sight, (on) => loadCase(on, id));
  return seen && found;
}

/** A colour that a clock raised in between is nobody's move: it makes no screen out of date. */
async function refuseStale(trx: Db, stored: StoredCase, body: CommandBody): Promise<void> {
  const { expectedVersion } = body;
  if (stored.case.version === expectedVersion) return;
  const between =
    stored.case.version > expectedVersion
      ? await listVerbsAfter(trx, stored.case.id, expectedVersion)
      : ["unknown"];
  if (between.every((verb) => ALARM_VERBS.some((alarm) => alarm === verb))) return;
  throw new Problem({
    code: "dispatch.stale",
    expectedVersion,
    card: await describeCase(trx, stored),
  });
}

async function contextOf(
  trx: Db,
  { case: current, scopePath }: Pick<StoredCase, "case" | "scopePath">,
  { body, now }: AskedCommand,
  rules: Rules,
): Promise<Omit<DecideContext, "actor">> {
  const right =
    body.verb === "dispatch"
      ? await responsibleUnits(trx, current, { scopePath, now })
      : { responsibleUnitIds: null, fallbackUnitId: null };
  return {
    caseId: current.id,
    at: now.getTime(),
    category: requireCategoryOf(rules, current),
    policy: DEFAULT_POLICY,
    ...right,
  };
}

function targetOf(other: StoredCase | undefined, rules: Rules): DecideContext["target"] {
  const category = other && rules.categoryFor(other.case);
  return category && { case: other.case, category };
}

/** The command as the machine takes it; a relocated case gets the areas of its new place. */
async function commandOf(
  trx: Db,
  { body, now }: AskedCommand,
  scopePath: readonly string[],
  { book }: Rules,
): Promise<{ command: CaseCommand; scopePath: readonly string[] }> {
  const header = {
    reason: body.reason ?? null,
    note: body.note ?? null,
    ...deviceFacts(body),
  };
  if ("photos" in body.fields) await requirePhotos(trx, body.fields.photos);
  if (body.verb === "reclassify")
    requireCategory(book, body.fields.categoryId, writtenOn(body, now));
  if (body.verb === "relocate") {
    const { position, address } = body.fields;
    const located = await locate(trx, { position, address, day: localDay(now) });
    const fields = { place: located.place };
    return { command: { ...header, verb: body.verb, fields }, scopePath: located.scopePath };
  }
  return { command: { ...body, ...header }, scopePath };
}

/** The events of a command, what they do to the other case of a merge, and what follows by itself. */
async function storeAll(
  trx: Db,
  open: OpenCase & { folded: Case },
  events: readonly CaseEvent[],
  { other, body, now }: AskedCommand & Pick<Locked, "other">,
): Promise<Case> {
  let { folded } = open;
  for (const event of events) {
    folded = await storeEvent(trx, { ...open, folded }, event);
    let target = other?.case;
    for (const next of other ? counterpartEvents(event, open.folded, other.case) : []) {
      if (other && target) target = await storeEvent(trx, { ...other, folded: target }, next);
    }
  }
  folded = await raiseMoved(trx, { ...open, folded }, { verb: body.verb, now });
  const category = requireCategoryOf(await holdRules(trx), folded);
  return automate(trx, { ...open, folded }, category, now);
}

/** The other case of a merge has a new version too: screens that show it hear of it. */
async function counterpartChanged(
  trx: Db,
  other: StoredCase | undefined,
  step: { readonly verb: string; readonly actorId: string },
): Promise<NewEvent[]> {
  const changed = other && (await loadCaseForUpdate(trx, other.case.id));
  return changed ? [await caseChanged(trx, changed, changed.case, { ...step, was: other })] : [];
}
