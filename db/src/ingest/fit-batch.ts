import { sql } from "kysely";
import type { Db } from "../connect.ts";

/**
 * Holds a batch until the transaction ends and counts the rows that wait in it. None when somebody
 * has given it up meanwhile, as a second server does when it starts.
 */
export async function holdBatch(trx: Db, batchId: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    with held as (
      select id from import_batch where id = ${batchId} and state = 'reading' for update
    )
    select count(*)::int as waiting from import_row
    where batch_id in (select id from held)`.execute(trx);
  return rows[0]?.waiting ?? 0;
}

/** An area that the store knows by its code keeps the id it has, whatever the file calls it. */
export async function adoptKnownAreas(db: Db, batchId: string): Promise<void> {
  await sql`
    update import_row r set source_id = area.source_id from area
    where r.batch_id = ${batchId} and r.layer = 'areas' and area.code = r.record ->> 'code'
      and area.valid_to is null and area.source_id <> r.source_id
      and area.code not like '99%'`.execute(db);
}

/**
 * Stand-in codes (99…) are made up from the source's ids, so two sources may bring the same one: the
 * later area gets another, always the same for the same id.
 */
export async function renumberStandIns(db: Db, batchId: string): Promise<void> {
  const digits = sql`('x' || substr(md5(r.source_id), 1, 12))::bit(48)::bigint % 10000000000`;
  await sql`
    update import_row r
    set record = jsonb_set(r.record, '{code}', to_jsonb('99' || lpad((${digits})::text, 10, '0')))
    where r.batch_id = ${batchId} and r.layer = 'areas' and r.record ->> 'code' like '99%'
      and r.source_id not like 'derived:%' and (
        exists (select 1 from area where area.code = r.record ->> 'code'
          and area.valid_to is null and area.source_id <> r.source_id)
        or exists (select 1 from import_row o where o.batch_id = ${batchId} and o.layer = 'areas'
          and o.record ->> 'code' = r.record ->> 'code' and o.number < r.number
          and o.source_id <> r.source_id))`.execute(db);
}

export interface UnfitRow {
  readonly number: number;
  readonly sourceId: string;
}

/** Areas whose code an earlier area of the batch has under another id leave it; with the code. */
export async function dropDoubledCodes(
  db: Db,
  batchId: string,
): Promise<(UnfitRow & { code: string; first: string })[]> {
  const { rows } = await sql<UnfitRow & { code: string; first: string }>`
    delete from import_row r using (
      select number, first_value(source_id) over codes as first, row_number() over codes as nth
      from import_row where batch_id = ${batchId} and layer = 'areas'
      window codes as (partition by record ->> 'code' order by number)
    ) same
    where r.batch_id = ${batchId} and r.number = same.number and same.nth > 1
      and r.source_id <> same.first
    returning r.number, r.source_id as "sourceId", r.record ->> 'code' as code, same.first`.execute(
    db,
  );
  return rows;
}

/**
 * Entrances of buildings that neither the store nor the batch has leave it; with the building's id. `not in`, not
 * `not exists`: the waiting room has no statistics, and a join over rows by rows takes minutes there,
 * where a hashed list takes milliseconds whatever the planner thinks.
 */
export async function dropHomelessEntrances(
  db: Db,
  batchId: string,
): Promise<(UnfitRow & { building: string })[]> {
  const { rows } = await sql<UnfitRow & { building: string }>`
    delete from import_row r
    where r.batch_id = ${batchId} and r.layer = 'entrances'
      and coalesce(r.record ->> 'buildingSourceId', '') not in (
        select source_id from building
        union all
        select source_id from import_row where batch_id = ${batchId} and layer = 'buildings')
    returning r.number, r.source_id as "sourceId", r.record ->> 'buildingSourceId' as building`.execute(
    db,
  );
  return rows;
}
