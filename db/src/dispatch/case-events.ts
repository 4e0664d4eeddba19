import type { CaseEvent } from "@onegrid/core/dispatch";
import type { Db } from "../connect.ts";

/** An event on its way into the log. People's words are taken out of it and stand beside it. */
export interface NewCaseEvent {
  readonly event: CaseEvent;
  readonly texts: readonly {
    readonly field: string;
    readonly body: string;
    readonly salt: string;
  }[];
  readonly previousHash: string;
  readonly hash: string;
}

export async function appendCaseEvent(trx: Db, entry: NewCaseEvent): Promise<void> {
  const { event, texts } = entry;
  await trx
    .insertInto("case_event")
    .values({
      case_id: event.caseId,
      version: event.version,
      verb: event.verb,
      at: new Date(event.at),
      actor_id: event.actor.id,
      role: event.actor.role,
      event: JSON.stringify(event),
      previous_hash: entry.previousHash,
      hash: entry.hash,
    })
    .execute();
  if (texts.length === 0) return;
  await trx
    .insertInto("case_text")
    .values(texts.map((text) => ({ case_id: event.caseId, version: event.version, ...text })))
    .execute();
}

/** Hash of a case's last event; empty before the first. */
export async function lastEventHash(trx: Db, caseId: string): Promise<string> {
  const row = await trx
    .selectFrom("case_event")
    .select("hash")
    .where("case_id", "=", caseId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.hash ?? "";
}

export interface LoggedCaseEvent {
  readonly event: CaseEvent;
  readonly actorName: string | null;
  readonly texts: Readonly<Record<string, string>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** A case's events in order, with the words that stand beside them. */
export async function listCaseEvents(db: Db, caseId: string): Promise<LoggedCaseEvent[]> {
  const events = await db
    .selectFrom("case_event as e")
    .leftJoin("account as a", "a.id", "e.actor_id")
    .select(["e.event", "e.version", "e.hash", "e.previous_hash", "a.display_name"])
    .$narrowType<{ event: CaseEvent }>()
    .where("e.case_id", "=", caseId)
    .orderBy("e.version")
    .execute();
  const texts = await db
    .selectFrom("case_text")
    .select(["version", "field", "body"])
    .where("case_id", "=", caseId)
    .execute();
  return events.map(({ event, version, hash, previous_hash, display_name }) => ({
    event,
    actorName: display_name,
    hash,
    previousHash: previous_hash,
    texts: Object.fromEntries(
      texts.filter((text) => text.version === version).map(({ field, body }) => [field, body]),
    ),
  }));
}

/** Verbs of the events after a version, in order. */
export async function listVerbsAfter(db: Db, caseId: string, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom("case_event")
    .select("verb")
    .where("case_id", "=", caseId)
    .where("version", ">", version)
    .orderBy("version")
    .execute();
  return rows.map(({ verb }) => verb);
}
