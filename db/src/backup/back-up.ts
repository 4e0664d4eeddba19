import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import {
  FORMAT,
  type EndLine,
  type HeaderLine,
  type SequenceLine,
  type TableLine,
} from "./format.ts";
import { listMigrations, listTables, type BackupTable } from "./tables.ts";

const PAGE = 1_000;

export interface BackUpOptions {
  readonly now: Date;
  /** Takes a piece of text; the next one waits for it. */
  readonly write: (text: string) => Promise<void>;
}

/** Writes everything as it is at one moment, while others go on working; answers the number of rows. */
export const backUp = (db: Db, { now, write }: BackUpOptions): Promise<number> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      await plainText(trx);
      const digest = createHash("sha256");
      const put = async (lines: readonly unknown[]): Promise<void> => {
        const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
        digest.update(text);
        await write(text);
      };
      const header: HeaderLine = {
        onegrid: "backup",
        format: FORMAT,
        migrations: await listMigrations(trx),
        at: now.toISOString(),
      };
      await put([header]);
      let rows = 0;
      for (const table of await listTables(trx)) rows += await putTable(trx, table, put);
      await put(await listSequences(trx));
      const end: EndLine = { end: true, rows, digest: digest.digest("hex") };
      await write(`${JSON.stringify(end)}\n`);
      return rows;
    });

/** Text forms that do not depend on where the database stands; until the transaction ends. */
export async function plainText(trx: Db): Promise<void> {
  await sql`set local timezone = 'UTC'`.execute(trx);
  await sql`set local datestyle = 'ISO'`.execute(trx);
  await sql`set local bytea_output = 'hex'`.execute(trx);
  await sql`set local extra_float_digits = 1`.execute(trx);
}

async function putTable(
  trx: Db,
  { name, columns }: BackupTable,
  put: (lines: readonly unknown[]) => Promise<void>,
): Promise<number> {
  const line: TableLine = { table: name, columns: columns.map((column) => column.name) };
  await put([line]);
  const texts = columns.map((column) => sql`${sql.ref(column.name)}::text`);
  await sql`declare backup_rows no scroll cursor for
    select array[${sql.join(texts)}] as row from ${sql.table(name)}`.execute(trx);
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ row: (string | null)[] }>`
      fetch ${sql.lit(PAGE)} from backup_rows`.execute(trx);
    await put(rows.map(({ row }) => row));
    count += rows.length;
    if (rows.length < PAGE) break;
  }
  await sql`close backup_rows`.execute(trx);
  return count;
}

async function listSequences(trx: Db): Promise<SequenceLine[]> {
  const { rows } = await sql<SequenceLine>`
    select sequencename as sequence, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`.execute(trx);
  return rows;
}
