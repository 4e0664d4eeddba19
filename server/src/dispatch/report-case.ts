import { randomUUID } from "node:crypto";
import { scanText } from "@onegrid/core/access";
import {
  areaIdsOf,
  decide,
  DEFAULT_POLICY,
  findCategory,
  type Case,
  type Category,
  type CommandActor,
  type CommandOf,
} from "@onegrid/core/dispatch";
import type { ReportCaseBody } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findAnswer, loadCase, nextCaseNumber, saveAnswer } from "@onegrid/db/dispatch";
import { append } from "@onegrid/db/events";
import { localDay, type SignedIn } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { actorFor } from "./acting-duty.ts";
import { automate } from "./automate.ts";
import { locate } from "./place-of.ts";
import { caseChanged, storeEvent } from "./store-event.ts";

export interface Reported {
  readonly case: Case;
  readonly number: string;
}

/** Takes a report in. The same key again answers with the case that the first try made. */
export async function reportCase(
  db: Db,
  signedIn: SignedIn,
  body: ReportCaseBody,
  now: Date,
): Promise<Reported> {
  const category = requireCategory(body.categoryId);
  refusePersonalText("description", body.description);
  return db.transaction().execute(async (trx) => {
    const known = await knownCase(trx, signedIn.accountId, body);
    if (known) return known;

    const day = localDay(now);
    const position = body.position ?? null;
    const located = await locate(trx, { position, address: body.address ?? "", day });
    const command = reportCommand(body, category, located.place, signedIn.accountId);
    const caseId = randomUUID();
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
    folded = await automate(trx, { ...open, folded }, category, now);
    await saveAnswer(trx, {
      accountId: signedIn.accountId,
      idempotencyKey: body.idempotencyKey,
      caseId,
      intent: intentOf(body),
    });
    await append(trx, [caseChanged(open, folded, "report")]);
    return { case: folded, number };
  });
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
  });

/** Level a case begins at: the lowest that its place allows. */
const firstLevel = (place: Case["place"]): Case["level"] =>
  place.gridId ? "grid" : place.communityId ? "community" : place.streetId ? "street" : "district";

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
    deviceAt: body.deviceAt ?? null,
    devicePosition: body.devicePosition ?? null,
    fields: {
      place,
      categoryId: category.id,
      description: body.description,
      channel: body.channel,
      severity: body.severity ?? category.severity,
      condition: body.condition ?? "ordinary",
      level: firstLevel(place),
      reporterId,
      photos: body.photos ?? [],
    },
  };
}

export function requireCategory(categoryId: string): Category {
  const category = findCategory(categoryId);
  if (!category) throw new Problem({ code: "dispatch.unknown-category", categoryId });
  return category;
}

/** Refuses text with a personal number in it: the answer names the place, never the number. */
export function refusePersonalText(field: string, text: string): void {
  const found = scanText(text).find(({ action }) => action !== "warn");
  if (found) throw new Problem({ code: "access.personal-text", field, position: found.start });
}

/** What a key stands for: the same key with another intent is a mistake of the sender. */
const intentOf = (body: ReportCaseBody): string =>
  JSON.stringify({ ...body, idempotencyKey: undefined });

async function knownCase(
  trx: Db,
  accountId: string,
  body: ReportCaseBody,
): Promise<Reported | undefined> {
  const answer = await findAnswer(trx, accountId, body.idempotencyKey);
  if (!answer) return undefined;
  if (answer.intent !== intentOf(body)) {
    throw new Problem({ code: "dispatch.key-reused", idempotencyKey: body.idempotencyKey });
  }
  const stored = await loadCase(trx, answer.caseId);
  return stored && { case: stored.case, number: stored.number };
}
