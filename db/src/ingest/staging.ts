import { sql } from "kysely";
import type { IngestRefusal, LayerRecord, IncidentRecord } from "@onegrid/core/ingest";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "../connect.ts";
import { fromWkb, positionOf } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

/** A row on its way in, with the words search looks through already worked out. */
export interface StagedRecord {
  readonly record: LayerRecord;
  readonly pinyin: string;
  readonly initials: string;
}

/**
 * Adds checked records to a batch's waiting room. Nothing of it is seen by anybody until the batch
 * is applied; a batch that is given up leaves nothing.
 */
export async function stageRecords(
  db: Db,
  batchId: string,
  firstNumber: number,
  staged: readonly StagedRecord[],
): Promise<void> {
  if (staged.length === 0) return;
  const rows = staged.map(({ record: { geometry, ...record }, pinyin, initials }) => ({
    layer: record.layer,
    sourceId: record.sourceId,
    record: JSON.stringify({ ...record, pinyin, initials }),
    wkb: geometry ? writeWkb(geometry) : null,
  }));
  await sql`
    insert into import_row (batch_id, number, layer, source_id, record, geom)
    select ${batchId}, r.number, r.layer, r.source_id, r.record::jsonb, ${fromWkb(sql.ref("r.wkb"))}
    from unnest(
      ${rows.map((_, index) => firstNumber + index)}::int[],
      ${rows.map((row) => row.layer)}::text[],
      ${rows.map((row) => row.sourceId)}::text[],
      ${rows.map((row) => row.record)}::text[],
      ${rows.map((row) => row.wkb)}::bytea[]
    ) as r (number, layer, source_id, record, wkb)`.execute(db);
}

export interface StagedReject {
  readonly place: string;
  readonly severity: "refused" | "warned";
  readonly refusal: IngestRefusal;
  readonly field: string;
  readonly value: string;
}

/** Adds refused rows, each with where it stood and why. */
export async function stageRejects(
  db: Db,
  batchId: string,
  firstNumber: number,
  rejects: readonly StagedReject[],
): Promise<void> {
  if (rejects.length === 0) return;
  await sql`
    insert into import_reject (batch_id, number, place, severity, code, refusal, field, value)
    select ${batchId}, number, place, severity, code, refusal::jsonb, field, value from unnest(
      ${rejects.map((_, index) => firstNumber + index)}::int[],
      ${rejects.map((reject) => reject.place)}::text[],
      ${rejects.map((reject) => reject.severity)}::text[],
      ${rejects.map((reject) => reject.refusal.code)}::text[],
      ${rejects.map((reject) => JSON.stringify(reject.refusal))}::text[],
      ${rejects.map((reject) => reject.field)}::text[],
      ${rejects.map((reject) => reject.value.slice(0, 400))}::text[]
    ) as r (number, place, severity, code, refusal, field, value)`.execute(db);
}

/** Refused rows of a batch in file order. */
export const listRejects = (
  db: Db,
  batchId: string,
  after: number,
  limit: number,
): Promise<(StagedReject & { number: number })[]> =>
  db
    .selectFrom("import_reject")
    .select(["number", "place", "severity", "refusal", "field", "value"])
    .where("batch_id", "=", batchId)
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();

/** Staged incidents after a row number, in file order: they become cases, not rows of a table. */
export async function listStagedIncidents(
  db: Db,
  batchId: string,
  after: number,
  limit: number,
): Promise<{ number: number; record: IncidentRecord }[]> {
  const { rows } = await sql<{
    number: number;
    record: Omit<IncidentRecord, "geometry">;
    position: Position | null;
  }>`
    select number, record, case when geom is not null then ${positionOf(sql.ref("geom"))} end
      as position
    from import_row
    where batch_id = ${batchId} and layer = 'incidents' and number > ${after}
    order by number limit ${limit}`.execute(db);
  return rows.map(({ number, record, position }) => ({
    number,
    record: { ...record, geometry: position && { type: "Point", coordinates: position } },
  }));
}
