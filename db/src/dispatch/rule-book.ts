import {
  seedVersions,
  type Case,
  type RuleEdition,
  type RuleVersion,
} from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { stored, type CaseRow, type StoredCase } from "./cases.ts";

/** Which edition of the rule book is in force; no other book's has the same token. */
export interface RuleHead {
  readonly edition: number;
  readonly token: string;
}

const headOf = (db: Db) =>
  db
    .selectFrom("rule_head")
    .innerJoin("rule_edition", "rule_edition.edition", "rule_head.edition")
    .select(["rule_head.edition", "rule_edition.token"]);

export const ruleHead = (db: Db): Promise<RuleHead> => headOf(db).executeTakeFirstOrThrow();

/**
 * The edition in force, which stays so until the transaction ends: a change of the book waits, and
 * whoever comes while it is saved waits here and then reads the new one.
 */
export async function holdRuleHead(trx: Db): Promise<RuleHead> {
  await sql`select 1 from rule_head for share`.execute(trx);
  return ruleHead(trx);
}

/** As above, and alone: for whoever changes the book. */
export async function lockRuleHead(trx: Db): Promise<RuleHead> {
  await sql`select 1 from rule_head for update`.execute(trx);
  return ruleHead(trx);
}

/** All that was ever written into the book, in the order of writing. */
export async function listRuleVersions(db: Db): Promise<RuleVersion[]> {
  const { rows } = await sql<RuleVersion>`
    select kind, rule_id as id, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", edition, body as rule
    from rule_version order by edition, kind, rule_id, valid_from`.execute(db);
  return rows;
}

/** A saved change, for whoever asks who changed what when. */
export interface SavedRules extends RuleEdition {
  readonly accountId: string | null;
  readonly note: string;
}

export async function listRuleEditions(db: Db): Promise<SavedRules[]> {
  const rows = await db
    .selectFrom("rule_edition")
    .select(["edition", "saved_at", "account_id as accountId", "note"])
    .orderBy("edition")
    .execute();
  return rows.map(({ saved_at, ...row }) => ({ ...row, savedAt: saved_at.getTime() }));
}

/** Writes one edition with its rows, and makes it the one in force. The caller holds the head alone. */
export async function saveRuleEdition(
  trx: Db,
  edition: SavedRules,
  rows: readonly RuleVersion[],
): Promise<void> {
  await trx
    .insertInto("rule_edition")
    .values({
      edition: edition.edition,
      saved_at: new Date(edition.savedAt),
      account_id: edition.accountId,
      note: edition.note,
    })
    .execute();
  const written = rows.map((row) => ({ ...row, edition: edition.edition }));
  await sql`
    insert into rule_version (kind, rule_id, valid_from, edition, body)
    select kind, id, "validFrom", edition, nullif(rule, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as given (kind text, id text, "validFrom" date, edition int, rule jsonb)`.execute(trx);
  await sql`
    insert into rule_head (id, edition) values (1, ${edition.edition})
    on conflict (id) do update set edition = excluded.edition`.execute(trx);
}

/** The first edition for a store that has none. Its time is before everything: it was always so. */
export const seedRules = (db: Db): Promise<void> =>
  db.transaction().execute(async (trx) => {
    // Two servers that start at once would both write it.
    await sql`select pg_advisory_xact_lock(hashtext('onegrid.rule-book'))`.execute(trx);
    const head = await trx.selectFrom("rule_head").select("edition").executeTakeFirst();
    if (head) return;
    const first = { edition: 1, savedAt: 0, accountId: null, note: "" };
    await saveRuleEdition(trx, first, seedVersions());
  });

/** Open cases in order of their ids, held until the transaction ends. */
export const takeOpenCases = (
  trx: Db,
  states: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredCase[]> => openCases(trx, states, { after, limit }).forUpdate().execute();

/** Open cases in order of their ids. */
export const listOpenCases = (
  db: Db,
  states: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredCase[]> => openCases(db, states, { after, limit }).execute();

const openCases = (
  db: Db,
  states: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
) =>
  stored(db)
    .where(sql<boolean>`state = any(${[...states]}::text[])`)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit);

/** When a case is looked at again, computed anew under other rules. The case itself stays what it was. */
export type CaseTimes = Pick<CaseRow, "dueAt" | "alarmAt" | "facts" | "totalDueAt"> & {
  readonly id: Case["id"];
  /** Earliest warning of a running clock: what the board shows. */
  readonly yellowAt: number | null;
};

/** Stores the times of cases, and in how they stand on the board since their last event. */
export async function saveCaseTimes(trx: Db, times: readonly CaseTimes[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as t
    (id text, "dueAt" double precision, "alarmAt" double precision, "totalDueAt" double precision,
     "yellowAt" double precision, facts int)`;
  await sql`
    update dispatch_case c
    set due_at = to_timestamp(t."dueAt" / 1000), soon_at = to_timestamp(t."yellowAt" / 1000),
      alarm_at = to_timestamp(t."alarmAt" / 1000),
      total_due_at = to_timestamp(t."totalDueAt" / 1000), facts = t.facts
    from ${given}
    where c.id = t.id and (c.due_at, c.soon_at, c.alarm_at, c.total_due_at, c.facts) is distinct from
      (to_timestamp(t."dueAt" / 1000), to_timestamp(t."yellowAt" / 1000),
       to_timestamp(t."alarmAt" / 1000), to_timestamp(t."totalDueAt" / 1000), t.facts)`.execute(
    trx,
  );
  await sql`
    update case_span s
    set due_at = to_timestamp(t."dueAt" / 1000), yellow_at = to_timestamp(t."yellowAt" / 1000)
    from ${given}
    where s.case_id = t.id and s.to_at is null and (s.due_at, s.yellow_at) is distinct from
      (to_timestamp(t."dueAt" / 1000), to_timestamp(t."yellowAt" / 1000))`.execute(trx);
}
