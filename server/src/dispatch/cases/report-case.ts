import {
  areaIdsOf,
  decide,
  DEFAULT_POLICY,
  emergencyOf,
  type Case,
  type Category,
  type CommandActor,
  type CommandOf,
  type Place,
} from "@onegrid/core/dispatch";
import { deviceFacts, type ReportCaseBody } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import {
  claimAnswer,
  findActivationAt,
  nextCaseNumber,
  saveAnswer,
  type AnswerClaim,
} from "@onegrid/db/dispatch";
import { append } from "@onegrid/db/events";
import { localDay, type SignedIn } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { actorFor } from "../rights/acting-duty.ts";
import { automate } from "./automate.ts";
import type { NumberedCase } from "./describe-cases.ts";
import { requirePhotos } from "../photos/photo-store.ts";
import { requireCategory, writtenOn } from "../rules/require-category.ts";
import { holdRules } from "../rules/rules-in-force.ts";
import { newCaseId } from "./new-case-id.ts";
import { levelOfPlace, locate } from "./place-of.ts";
import { repeatAnswer } from "./repeat-answer.ts";
import { raiseReported } from "../warnings/raise-cases.ts";
import { caseChanged, storeEvent } from "./store-event.ts";

/** Takes a report in. The same key again answers with the case that the first try made. */
export async function reportCase(
  db: Db,
  signedIn: SignedIn,
  body: ReportCaseBody,
  now: Date,
): Promise<NumberedCase> {
  return db.transaction().execute(async (trx) => {
    const { book } = await holdRules(trx);
    const caseId = newCaseId(now.getTime());
    const claim = claimOf(signedIn, body, caseId);
    if (!(await claimAnswer(trx, claim))) return repeatAnswer(trx, claim);

    const day = localDay(now);
    const category = requireCategory(book, body.categoryId, writtenOn(body, now));
    await requirePhotos(trx, body.photos ?? []);
    const position = body.position ?? null;
    const located = await locate(trx, { position, address: body.address ?? "", day });
    const command = withEmergency(
      reportCommand(body, category, located.place, signedIn.accountId),
      await activationAt(trx, located.place),
      body.isReal === true,
    );
    const decided = decide(null, command, {
      ...startOf(caseId, now),
      actor: reporterOf(signedIn, command),
      category,
    });
    if (!decided.ok) throw new Problem(decided.error);

    const number = await nextCaseNumber(trx, day);
    const open = { number, scopePath: located.scopePath, folded: null };
    let folded: Case | null = null;
    for (const event of decided.value) folded = await storeEvent(trx, { ...open, folded }, event);
    if (!folded) throw new Error(`no event for the report ${caseId}`);
    folded = await raiseReported(trx, { ...open, folded }, now);
    folded = await automate(trx, { ...open, folded }, category, now);
    await saveAnswer(trx, claim, { case: folded, number });
    const step = { verb: "report", actorId: signedIn.accountId, was: null };
    await append(trx, [await caseChanged(trx, open, folded, step)]);
    return { case: folded, number };
  });
}

/** Under which activation (应急启动) a place is; none where no community holds it. */
const activationAt = async (trx: Db, { communityId }: Place) =>
  communityId === null ? null : ((await findActivationAt(trx, communityId)) ?? null);

function withEmergency(
  command: CommandOf<"report">,
  activation: Awaited<ReturnType<typeof activationAt>>,
  isReal: boolean,
): CommandOf<"report"> {
  const emergency = emergencyOf(activation, { channel: command.fields.channel, isReal });
  return emergency ? { ...command, fields: { ...command.fields, emergency } } : command;
}

const startOf = (caseId: string, now: Date) => ({
  caseId,
  at: now.getTime(),
  policy: DEFAULT_POLICY,
  responsibleUnitIds: null,
  fallbackUnitId: null,
});

const reporterOf = (signedIn: SignedIn, { fields }: CommandOf<"report">): CommandActor =>
  actorFor(signedIn, "report", {
    areaIds: areaIdsOf(fields.place),
    categoryId: fields.categoryId,
    level: fields.level,
    reporterId: signedIn.accountId,
    handlerIds: [],
    handlerUnitIds: [],
    helperUnitIds: [],
  });

function reportCommand(
  body: ReportCaseBody,
  category: Category,
  place: Case["place"],
  reporterId: string,
): CommandOf<"report"> {
  return {
    verb: "report",
    reason: null,
    note: null,
    ...deviceFacts(body),
    fields: {
      place,
      categoryId: category.id,
      description: body.description,
      channel: body.channel,
      severity: body.severity ?? category.severity,
      condition: body.condition ?? "ordinary",
      level: levelOfPlace(place),
      reporterId,
      photos: body.photos ?? [],
    },
  };
}

/** What a key stands for: the same key with another intent is a mistake of the sender. */
const claimOf = ({ accountId }: SignedIn, body: ReportCaseBody, caseId: string): AnswerClaim => ({
  accountId,
  idempotencyKey: body.idempotencyKey,
  caseId,
  intent: JSON.stringify({ ...body, idempotencyKey: undefined }),
});
