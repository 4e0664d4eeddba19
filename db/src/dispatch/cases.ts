import type { Jurisdiction } from "@onegrid/core/access";
import {
  calledUnitIds,
  isHelpPending,
  isMeetingOpen,
  isRehearsal,
  plannedAtOf,
  type Case,
} from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import { CASE_COLUMNS, isReachedSql } from "../access/index.ts";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { meetsDegrees, pointAt } from "../postgis.ts";

/** A case as it is stored: the fold, and what lists are narrowed and sorted by. */
export interface CaseRow {
  readonly number: string;
  readonly case: Case;
  /** Area ids from the root down: who may see one of them may see the case. */
  readonly scopePath: readonly string[];
  readonly dueAt: number | null;
  /** When the first of its running clocks warns, past or to come. */
  readonly soonAt: number | null;
  /** When time alone changes something about it: a colour to raise, a hold that ends. */
  readonly alarmAt: number | null;
  /** What figures of any period are counted from. */
  readonly facts: number;
  readonly totalDueAt: number | null;
  readonly sourceId?: string;
}

const columns = ({ case: folded, scopePath, dueAt, soonAt, alarmAt, ...row }: CaseRow) => ({
  version: folded.version,
  state: folded.state,
  category: folded.categoryId,
  level: folded.level,
  severity: folded.severity,
  channel: folded.channel,
  address: folded.place.address,
  place: folded.place.position ? pointAt(folded.place.position) : null,
  grid_version_id: folded.place.gridVersionId,
  community_id: folded.place.communityId,
  scope_path: [...scopePath],
  assignee_id: folded.assignee?.memberId ?? folded.assignee?.unitId ?? null,
  reported_at: new Date(folded.reportedAt),
  due_at: dueAt === null ? null : new Date(dueAt),
  soon_at: soonAt === null ? null : new Date(soonAt),
  closed_at: folded.closedAt === null ? null : new Date(folded.closedAt),
  updated_at: new Date(folded.updatedAt),
  alarm_at: alarmAt === null ? null : new Date(alarmAt),
  facts: row.facts,
  total_due_at: row.totalDueAt === null ? null : new Date(row.totalDueAt),
  is_rehearsal: isRehearsal(folded),
  helper_ids: calledUnitIds(folded),
  called_at: lastCallAt(folded),
  is_help_pending: folded.cooperations.some(isHelpPending),
  meeting_at: lastMeetingAt(folded),
  is_meeting_pending: (folded.consultations ?? []).some(isMeetingOpen),
  card: JSON.stringify(folded),
});

const lastCallAt = ({ cooperations }: Case): Date | null => {
  const last = Math.max(...cooperations.map(({ calledAt }) => calledAt));
  return cooperations.length === 0 ? null : new Date(last);
};

const lastMeetingAt = ({ consultations = [] }: Case): Date | null =>
  consultations.length === 0 ? null : new Date(Math.max(...consultations.map(plannedAtOf)));

export async function insertCase(trx: Db, row: CaseRow): Promise<void> {
  await trx
    .insertInto("dispatch_case")
    .values({
      id: row.case.id,
      number: row.number,
      source_id: row.sourceId ?? null,
      has_spans: true,
      ...columns(row),
    })
    .execute();
}

/** Stores the next version; false when somebody else was first. */
export async function saveCase(trx: Db, row: CaseRow, expectedVersion: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("dispatch_case")
    .set(columns(row))
    .where("id", "=", row.case.id)
    .where("version", "=", expectedVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface StoredCase {
  readonly number: string;
  readonly case: Case;
  readonly scopePath: readonly string[];
}

/** Whether a case lies in a jurisdiction. */
export const reached = (jurisdiction: Jurisdiction): RawBuilder<boolean> =>
  isReachedSql(CASE_COLUMNS, jurisdiction);

export const stored = (db: Db) =>
  db
    .selectFrom("dispatch_case")
    .select(["number", "card as case", "scope_path as scopePath"])
    .$narrowType<{ case: Case }>();

export const loadCase = (db: Db, id: string): Promise<StoredCase | undefined> =>
  stored(db).where("id", "=", id).executeTakeFirst();

/** Those of many cases that lie within a reader's reach. */
export const listCasesById = (
  db: Db,
  ids: readonly string[],
  jurisdiction: Jurisdiction,
): Promise<StoredCase[]> =>
  stored(db)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .where(reached(jurisdiction))
    .orderBy("id")
    .execute();

/** Loads a case and holds its row until the transaction ends. */
export const loadCaseForUpdate = (trx: Db, id: string): Promise<StoredCase | undefined> =>
  stored(trx).where("id", "=", id).forUpdate().executeTakeFirst();

export interface CaseQuery {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  readonly states: readonly string[] | null;
  readonly areaId: string | null;
  readonly category: string | null;
  readonly text: string | null;
  readonly memberId: string | null;
  readonly level: string | null;
  readonly severity: string | null;
  readonly limit: number;
  /** The mark (`next`) of the last case of the page before; `null`: from the beginning. */
  readonly after: string | null;
}

export interface CasePage {
  readonly cases: StoredCase[];
  readonly total: number;
  /** Where the next page begins; `null` at the end. */
  readonly next: string | null;
}

/** A case without a limit of time stands behind every date. */
const NEVER_DUE_MS = "999999999999999";

const wholeMs = (column: string): RawBuilder<string> =>
  sql<string>`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

/**
 * Cases within the reader's reach: the next due first, then the newest. Counted and found in one
 * pass: whether a case is theirs is asked once, and only the listed ones are read whole. A page begins
 * behind the last case of the one before, not after a number of them: cases that have left the list
 * meanwhile must not hide others.
 */
export async function listCases(db: Db, query: CaseQuery): Promise<CasePage> {
  const rows = await db
    .with("mine", (on) =>
      matching(on, query).select([
        "id",
        sql<string>`coalesce(${wholeMs("due_at")}, ${sql.lit(NEVER_DUE_MS)}::bigint)`.as("due"),
        wholeMs("reported_at").as("reported"),
      ]),
    )
    .selectFrom(sql<{ total: number }>`(select count(*)::int as total from mine)`.as("counted"))
    .leftJoin(
      (eb) =>
        eb
          .selectFrom("mine")
          .selectAll()
          .$if(query.after !== null, (qb) => qb.where(isBehind(query.after ?? "")))
          .orderBy("due")
          .orderBy("reported", "desc")
          .orderBy("id")
          .limit(query.limit + 1)
          .as("listed"),
      (join) => join.onTrue(),
    )
    .leftJoin("dispatch_case as c", "c.id", "listed.id")
    .select(["counted.total", "c.number", "c.card as case", "c.scope_path as scopePath"])
    .select(sql<string>`concat_ws('.', listed.due, listed.reported, listed.id)`.as("mark"))
    .$narrowType<{ case: Case | null }>()
    .orderBy("listed.due")
    .orderBy("listed.reported", "desc")
    .orderBy("listed.id")
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    total: rows[0]?.total ?? 0,
    next: rows.length > page.length ? (page.at(-1)?.mark ?? null) : null,
    cases: page.flatMap(({ number, case: folded, scopePath }) =>
      number && folded && scopePath ? { number, case: folded, scopePath } : [],
    ),
  };
}

/** Later in the order of the list than the case with a mark. */
function isBehind(mark: string): RawBuilder<boolean> {
  const [due = "", reported = "", ...id] = mark.split(".");
  return sql<boolean>`(due, -reported, id)
    > (${due}::bigint, -${reported}::bigint, ${id.join(".")}::text)`;
}

function matching(db: Pick<Db, "selectFrom">, query: CaseQuery) {
  const { states, areaId, category, memberId, level, severity } = query;
  const like = query.text === null ? null : likePattern(query.text);
  return db
    .selectFrom("dispatch_case")
    .where(reached(query.jurisdiction))
    .$if(states !== null, (qb) =>
      qb.where(sql<boolean>`state = any(${[...(states ?? [])]}::text[])`),
    )
    .$if(areaId !== null, (qb) => qb.where(sql<boolean>`scope_path @> ${[areaId]}::text[]`))
    .$if(category !== null, (qb) =>
      qb.where(sql<boolean>`(category = ${category} or starts_with(category, ${`${category}-`})
        or starts_with(category, ${`${category}.`}))`),
    )
    .$if(level !== null, (qb) => qb.where("level", "=", level))
    .$if(severity !== null, (qb) => qb.where("severity", "=", severity))
    .$if(memberId !== null, (qb) => qb.where("assignee_id", "=", memberId))
    .$if(like !== null, (qb) =>
      qb.where(sql<boolean>`(number ilike ${like} or address ilike ${like}
        or card ->> 'description' ilike ${like})`),
    );
}

/**
 * Cases that may be the same problem as something at a point: in a square round it, open or closed
 * since a day, and within the reader's reach.
 */
export const listCasesNear = (
  db: Db,
  query: {
    readonly position: Position;
    readonly halfSideDegrees: number;
    readonly closedSince: Date;
    readonly jurisdiction: Jurisdiction;
  },
): Promise<StoredCase[]> =>
  stored(db)
    .where(meetsDegrees(sql.ref("place"), query.position, query.halfSideDegrees))
    .where(reached(query.jurisdiction))
    .where("state", "not in", ["rejected", "merged", "cancelled"])
    .where((eb) => eb.or([eb("closed_at", "is", null), eb("closed_at", ">=", query.closedSince)]))
    .orderBy("reported_at", "desc")
    .limit(200)
    .execute();

/** The number people say: the day of the report and a running one. Gaps are harmless. */
export async function nextCaseNumber(trx: Db, day: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('case_number') as next`.execute(trx);
  return `${day.replaceAll("-", "")}-${String(rows[0]?.next ?? 0).padStart(6, "0")}`;
}
