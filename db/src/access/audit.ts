import { createHash } from "node:crypto";
import {
  breakAt,
  breakAtEnd,
  CHAIN_START,
  chainText,
  type AuditFacts,
  type ChainBreak,
  type ChainedEntry,
  type ChainLink,
} from "@onegrid/core/access";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { inScope } from "../organisation/in-scope.ts";

/** What happened. `detail` explains: never a password, a token or words about a person. */
export type AuditEntry = Omit<AuditFacts, "position" | "at">;

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/**
 * Writes an entry at the end of the chain. Inside a transaction it belongs to it, and holds the end of
 * the chain until it commits: call it late, before `append` of the events.
 */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  if (!db.isTransaction) return db.transaction().execute((trx) => appendAudit(trx, entry));
  const { rows } = await sql<ChainLink & { now: Date }>`
    select position, hash, date_trunc('milliseconds', clock_timestamp()) as now
    from audit_head where id = 1 for update`.execute(db);
  const [head] = rows;
  if (!head) throw new Error("the audit log has lost its head");
  const position = head.position + 1;
  const at = head.now.toISOString();
  // As it will be read again: what JSON cannot say is not hashed either.
  const detail: unknown = JSON.parse(JSON.stringify(entry.detail));
  const hash = digest(chainText(head.hash, { ...entry, position, at, detail }));
  await sql`with entry as (
      insert into audit (position, at, account_id, role, on_behalf_of, source, action, object,
        detail, hash)
      values (${position}, ${at}, ${entry.accountId}, ${entry.role}, ${entry.onBehalfOf},
        ${entry.source}, ${entry.action}, ${entry.object}, ${JSON.stringify(detail)}, ${hash})
      returning position)
    update audit_head set position = entry.position, hash = ${hash} from entry where id = 1`.execute(
    db,
  );
  return undefined;
}

export interface AuditQuery {
  /** Login or account id. */
  readonly person: string | null;
  /** Beginning of an action: `access.` finds all of that capability. */
  readonly action: string | null;
  readonly object: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Entries before this position; `null`: from the newest. */
  readonly before: number | null;
  readonly limit: number;
  /** Whose deeds: one's own, and those of people with duties in these areas alone; `null`: all. */
  readonly of: { readonly accountId: string; readonly scope: readonly string[] } | null;
}

export interface AuditRow extends ChainedEntry {
  readonly login: string | null;
  readonly displayName: string | null;
  /** For whom they stood in (代班). */
  readonly onBehalfOfName: string | null;
}

const entries = (db: Db) =>
  db
    .selectFrom("audit")
    .leftJoin("account", "account.id", "audit.account_id")
    .leftJoin("account as behalf", "behalf.id", "audit.on_behalf_of")
    .select([
      "audit.position",
      sql<string>`to_char(audit.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as("at"),
      "audit.account_id as accountId",
      "audit.role",
      "audit.on_behalf_of as onBehalfOf",
      "audit.source",
      "audit.action",
      "audit.object",
      "audit.detail",
      "audit.hash",
      "account.login",
      "account.display_name as displayName",
      "behalf.display_name as onBehalfOfName",
    ])
    .$narrowType<{ position: number; hash: string }>()
    .where("audit.position", "is not", null);

const actorHolds = (where: RawBuilder<boolean>) => sql<boolean>`exists (
  select 1 from duty where duty.account_id = audit.account_id and ${where})`;

const isDeedOf = ({ accountId, scope }: NonNullable<AuditQuery["of"]>) => {
  const isMine = inScope("duty.area_id", scope);
  const isShared = actorHolds(sql<boolean>`not ${isMine}`);
  return sql<boolean>`(audit.account_id = ${accountId} or (${actorHolds(isMine)} and not ${isShared}))`;
};

/** Entries that fit, the newest first. */
export const listAudit = (db: Db, query: AuditQuery): Promise<AuditRow[]> => {
  const { person, action, object, from, to, before, limit, of } = query;
  return entries(db)
    .$if(of !== null, (qb) => qb.where(isDeedOf(of ?? { accountId: "", scope: [] })))
    .$if(person !== null, (qb) =>
      qb.where((eb) =>
        eb.or([
          eb("account.login", "=", person),
          eb("account.display_name", "=", person),
          eb("audit.account_id", "=", person),
        ]),
      ),
    )
    .$if(action !== null, (qb) => qb.where(sql<boolean>`starts_with(audit.action, ${action})`))
    .$if(object !== null, (qb) => qb.where("audit.object", "=", object ?? ""))
    .$if(from !== null, (qb) => qb.where("audit.at", ">=", from))
    .$if(to !== null, (qb) => qb.where("audit.at", "<", to))
    .$if(before !== null, (qb) => qb.where("audit.position", "<", before))
    .orderBy("audit.position", "desc")
    .limit(limit)
    .execute();
};

export interface AuditVerdict {
  /** Entries read. */
  readonly entries: number;
  /** The first place that is not what was written; `null`: the log is whole. */
  readonly broken: ChainBreak | null;
  /** To be kept elsewhere: a log that was rewritten from here on has another. */
  readonly head: ChainLink;
}

const PAGE = 5_000;

/** Reads the whole log in the order it was written and checks every link. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const head = await db
    .selectFrom("audit_head")
    .select(["position", "hash"])
    .where("id", "=", 1)
    .executeTakeFirstOrThrow();
  let last: ChainLink = CHAIN_START;
  for (;;) {
    const page = await entries(db)
      .where("audit.position", ">", last.position)
      .where("audit.position", "<=", head.position)
      .orderBy("audit.position")
      .limit(PAGE)
      .execute();
    for (const entry of page) {
      const broken = breakAt(last, entry, digest);
      if (broken !== null) return { entries: last.position, broken, head };
      last = { position: entry.position, hash: entry.hash };
    }
    if (page.length < PAGE) return { entries: last.position, broken: breakAtEnd(last, head), head };
  }
}
