import type { Bbox } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { boxOf, extentOf } from "../postgis.ts";

export interface NewBatch {
  readonly id: string;
  readonly accountId: string | null;
  readonly fileName: string;
  readonly layer: string;
}

export async function openBatch(db: Db, batch: NewBatch): Promise<void> {
  await db
    .insertInto("import_batch")
    .values({
      id: batch.id,
      account_id: batch.accountId,
      file_name: batch.fileName,
      layer: batch.layer,
      state: "reading",
      ended_at: null,
      detail: "{}",
    })
    .execute();
}

export interface BatchEnd {
  readonly state: "done" | "failed" | "cancelled";
  readonly accepted: number;
  readonly added: number;
  readonly updated: number;
  readonly rejected: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Writes how a batch ended and empties its waiting room; a cancelled one keeps no rejects either. */
export async function endBatch(db: Db, id: string, now: Date, end: BatchEnd): Promise<void> {
  await db.deleteFrom("import_row").where("batch_id", "=", id).execute();
  if (end.state === "cancelled")
    await db.deleteFrom("import_reject").where("batch_id", "=", id).execute();
  await db
    .updateTable("import_batch")
    .set({ ...end, detail: JSON.stringify(end.detail), ended_at: now })
    .where("id", "=", id)
    .execute();
}

/** Takes away a batch that came to nothing, so that its id can be used for another try. */
export async function dropUnusedBatch(db: Db, id: string): Promise<void> {
  await db
    .deleteFrom("import_batch")
    .where("id", "=", id)
    .where("state", "in", ["failed", "cancelled"])
    .execute();
}

export interface BatchRow {
  readonly id: string;
  readonly state: "reading" | "done" | "failed" | "cancelled";
  readonly accepted: number;
  readonly rejected: number;
  readonly detail: unknown;
}

/** Degrees, round the rows that wait in a batch; `null` when none has a place. */
export async function measureBatch(db: Db, id: string): Promise<Bbox | null> {
  const { rows } = await sql<{ bbox: Bbox | null }>`
    select case when extent is not null then ${boxOf(sql.ref("extent"))} end as bbox
    from (
      select ${extentOf(sql.ref("geom"))} as extent from import_row
      where batch_id = ${id} and geom is not null
    ) measured`.execute(db);
  return rows[0]?.bbox ?? null;
}

/** A batch that this account has started. */
export const findOwnBatch = (
  db: Db,
  id: string,
  accountId: string,
): Promise<BatchRow | undefined> =>
  db
    .selectFrom("import_batch")
    .select(["id", "state", "accepted", "rejected", "detail"])
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .executeTakeFirst();

/** Batches that were being read when the process ended: their rows go, and they count as failed. */
export async function sweepUnfinishedBatches(db: Db, now: Date): Promise<number> {
  const unfinished = await db
    .updateTable("import_batch")
    .set({ state: "failed", ended_at: now })
    .where("state", "=", "reading")
    .returning("id")
    .execute();
  await db.deleteFrom("import_row").execute();
  return unfinished.length;
}

/** When something was last taken in; `undefined`: never. */
export async function lastImportAt(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom("import_batch")
    .select((eb) => eb.fn.max("ended_at").as("at"))
    .where("state", "=", "done")
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Whether a source of this name has been taken in before. */
export async function wasImported(db: Db, fileName: string): Promise<boolean> {
  const row = await db
    .selectFrom("import_batch")
    .select("id")
    .where("file_name", "=", fileName)
    .where("state", "=", "done")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
