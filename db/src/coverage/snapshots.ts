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

/** Keeps the figures of one day. What is there already stays: two servers may write at once. */
export async function insertSnapshot(
  db: Db,
  snapshot: SnapshotKey & {
    readonly definition: unknown;
    readonly at: Date;
    readonly rows: readonly SnapshotRow[];
  },
): Promise<void> {
  const { seriesId, day, dataVersion, definition, at, rows } = snapshot;
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into coverage_series (id, definition)
      values (${seriesId}, ${JSON.stringify(definition)}::jsonb)
      on conflict (id) do nothing`.execute(trx);
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
