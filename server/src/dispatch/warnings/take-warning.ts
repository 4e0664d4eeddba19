import { randomUUID } from "node:crypto";
import { floorOf, readCap, type CapReference, type CapWarning } from "@onegrid/core/dispatch";
import type { WarningTaken } from "@onegrid/core/dispatch/warnings-contract";
import type { Db } from "@onegrid/db";
import {
  endWarnings,
  findWarnedPath,
  findWarning,
  holdWarnings,
  insertWarning,
} from "@onegrid/db/dispatch";
import { append, type NewEvent } from "@onegrid/db/events";
import { writeAudit } from "../../access/audit.ts";
import { refusePersonalText } from "../../access/personal-text.ts";
import { Problem } from "../../problem.ts";
import { holdRules } from "../rules/rules-in-force.ts";
import { capTree } from "./cap-tree.ts";
import { raiseCases } from "./raise-cases.ts";

export interface WarningSender {
  readonly accountId: string;
  /** Area ids in which they may warn (`warning.send`). */
  readonly scope: readonly string[];
  readonly now: Date;
}

const NOTHING = { id: null, isNew: false, raisedCases: 0, ended: 0 };

/**
 * Takes a message of CAP 1.2 in: one transaction, in which a warning is kept, those that it takes the
 * place of end, and every open case in its area is as grave as it asks for. The same message again
 * changes nothing.
 */
export async function takeWarning(
  db: Db,
  xml: string,
  sender: WarningSender,
): Promise<WarningTaken> {
  const tree = capTree(xml);
  if (!tree.ok) throw new Problem(tree.error);
  const read = readCap(tree.value);
  if (!read.ok) throw new Problem(read.error);
  const message = read.value;
  return db.transaction().execute(async (trx) => {
    // As whatever writes a case; then one warning at a time, and no report between.
    await holdRules(trx);
    await holdWarnings(trx);
    return message.kind === "end"
      ? endOnly(trx, message, message.ends, sender)
      : keep(trx, message, sender);
  });
}

async function endOnly(
  trx: Db,
  named: CapReference,
  ends: readonly CapReference[],
  sender: WarningSender,
): Promise<WarningTaken> {
  const ended = await end(trx, named.sender, ends, sender);
  const known = await Promise.all(ends.map((each) => findWarning(trx, each)));
  if (ended.length === 0 && !known.some((each) => each !== undefined))
    throw new Problem({ code: "dispatch.warning-unknown" });
  await append(trx, ended);
  return { ...NOTHING, ended: ended.length };
}

async function keep(trx: Db, message: CapWarning, sender: WarningSender): Promise<WarningTaken> {
  const { accountId, scope, now } = sender;
  const before = await findWarning(trx, message);
  if (before) return { ...NOTHING, id: before.id };
  if (message.expiresAt <= now.getTime()) throw new Problem({ code: "dispatch.warning-over" });
  const { area, headline, event } = message;
  for (const [place, text] of Object.entries({ headline, event, areaDesc: area.words }))
    refusePersonalText(place, "words", text);
  const scopePath = await findWarnedPath(trx, area, scope);
  if (scopePath.length === 0) throw new Problem({ code: "dispatch.warning-elsewhere" });
  const ended = await end(trx, message.sender, message.replaces, sender);
  const [id, floor] = [randomUUID(), floorOf(message)];
  const { words: areaWords, ...shape } = area;
  const received = { receivedAt: now, receivedBy: accountId };
  await insertWarning(
    trx,
    { ...message, ...received, id, floor, areaWords, shape, scopePath },
    scope,
  );
  const raised =
    floor === null ? [] : await raiseCases(trx, { id, floor, headline }, { scope, now });
  await writeAudit(trx, {
    accountId,
    action: "dispatch.warning",
    object: id,
    detail: { identifier: message.identifier, status: message.status, raisedCases: raised.length },
  });
  await append(trx, [...raised, ...ended, changed(id, scopePath)]);
  return { id, isNew: true, raisedCases: raised.length, ended: ended.length };
}

/** Only those of the same sender, and of a part that whoever asks may warn. */
async function end(
  trx: Db,
  sender: string,
  messages: readonly CapReference[],
  { scope, now }: WarningSender,
): Promise<NewEvent[]> {
  const identifiers = messages.filter((each) => each.sender === sender);
  const named = { sender, identifiers: identifiers.map(({ identifier }) => identifier), scope };
  const ended = await endWarnings(trx, named, now);
  return ended.map(({ id, scopePath }) => changed(id, scopePath));
}

const changed = (id: string, scopePath: readonly string[]): NewEvent => ({
  kind: "dispatch.warning-changed",
  subject: id,
  scopePath,
  payload: { warningId: id },
});
