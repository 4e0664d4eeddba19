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
