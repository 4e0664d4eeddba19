import type { Db } from "../connect.ts";

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

/** Writes how a batch ended and empties its waiting room. */
export async function endBatch(db: Db, id: string, now: Date, end: BatchEnd): Promise<void> {
  await db.deleteFrom("import_row").where("batch_id", "=", id).execute();
  await db
    .updateTable("import_batch")
    .set({ ...end, detail: JSON.stringify(end.detail), ended_at: now })
    .where("id", "=", id)
    .execute();
}

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
