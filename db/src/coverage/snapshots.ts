import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** Households of one area by state, to be kept. */
export interface SnapshotRow {
  readonly areaId: string;
  readonly covered: number;
  readonly uncovered: number;
  readonly notComputable: number;
}

export interface SnapshotKey {
  readonly seriesId: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Of the layers that the figures were computed from. */
  readonly dataVersion: string;
}

/** Whether figures of this day and state of the data are kept. */
export async function hasSnapshot(db: Db, key: SnapshotKey): Promise<boolean> {
  const { rows } = await sql`
    select 1 from coverage_snapshot where series_id = ${key.seriesId} and day = ${key.day}::date
      and data_version = ${key.dataVersion} limit 1`.execute(db);
  return rows.length > 0;
}

/** Definitions that are kept beside the usual ones; the one that was written longest ago goes. */
export const MOST_OTHER_SERIES = 40;
/** Of one day and definition; the last one then takes the place of the one before it. */
export const MOST_STATES_OF_A_DAY = 8;

/** Keeps the figures of one day. What is there already stays: two servers may write at once. */
export async function insertSnapshot(
  db: Db,
  snapshot: SnapshotKey & {
    readonly definition: unknown;
    readonly at: Date;
    readonly rows: readonly SnapshotRow[];
    /** Series that never go. */
    readonly usual: readonly string[];
  },
): Promise<void> {
  const { seriesId, day, dataVersion, definition, at, rows, usual } = snapshot;
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into coverage_series (id, definition, written_at)
      values (${seriesId}, ${JSON.stringify(definition)}::jsonb, ${at.toISOString()}::timestamptz)
      on conflict (id) do update set written_at = excluded.written_at`.execute(trx);
    await dropOldSeries(trx, usual);
    await dropLastState(trx, { seriesId, day, areaId: rows[0]?.areaId ?? "" });
    await sql`
      insert into coverage_snapshot (series_id, area_id, day, data_version, written_at,
        covered, uncovered, not_computable)
      select ${seriesId}, r."areaId", ${day}::date, ${dataVersion}, ${at.toISOString()}::timestamptz,
        r.covered, r.uncovered, r."notComputable"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r ("areaId" text, covered int, uncovered int, "notComputable" int)
      where r."areaId" in (select id from area)
      on conflict do nothing`.execute(trx);
  });
}

async function dropOldSeries(trx: Db, usual: readonly string[]): Promise<void> {
  const old = sql`
    select id from coverage_series where id <> all(${[...usual]}::text[])
    order by written_at desc, id offset ${MOST_OTHER_SERIES}`;
  await sql`delete from coverage_snapshot where series_id in (${old})`.execute(trx);
  await sql`delete from coverage_series where id in (${old})`.execute(trx);
}

/** One area stands for all: its states of the day are those of the others. */
async function dropLastState(
  trx: Db,
  { seriesId, day, areaId }: { seriesId: string; day: string; areaId: string },
): Promise<void> {
  await sql`
    delete from coverage_snapshot where series_id = ${seriesId} and day = ${day}::date
      and data_version in (
        select data_version from coverage_snapshot
        where series_id = ${seriesId} and area_id = ${areaId} and day = ${day}::date
        order by written_at offset ${MOST_STATES_OF_A_DAY - 1})`.execute(trx);
}

export interface SnapshotPoint {
  readonly day: string;
  readonly at: Date;
  readonly covered: number;
  readonly uncovered: number;
  readonly notComputable: number;
}

/** What was kept of a series, summed over areas that do not lie in each other, oldest first. */
export async function listSnapshots(
  db: Db,
  seriesId: string,
  areaIds: readonly string[],
): Promise<SnapshotPoint[]> {
  const { rows } = await sql<SnapshotPoint>`
    select day, min(written_at) as at, sum(covered)::int as covered,
      sum(uncovered)::int as uncovered, sum(not_computable)::int as "notComputable"
    from coverage_snapshot
    where series_id = ${seriesId} and area_id = any(${[...areaIds]}::text[])
    group by day, data_version order by day, min(written_at)`.execute(db);
  return rows;
}
