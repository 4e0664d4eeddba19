import { createHash } from "node:crypto";
import { fail, ok, type Result } from "@onegrid/core/result";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { knownMigrations, migrate } from "../migrate.ts";
import { plainText } from "./back-up.ts";
import {
  FORMAT,
  type EndLine,
  type HeaderLine,
  type RowLine,
  type SequenceLine,
  type TableLine,
} from "./format.ts";
import { listMigrations, listTables, type BackupTable } from "./tables.ts";

/** Why a backup is not restored; the store is then what it was. */
export type RestoreRefusal =
  | { readonly code: "backup.not-a-backup" }
  | { readonly code: "backup.newer"; readonly migration: string }
  | { readonly code: "backup.store-not-empty" }
  | { readonly code: "backup.cut-off" }
  | { readonly code: "backup.damaged"; readonly line: number };

class Refused extends Error {
  readonly refusal: RestoreRefusal;
  constructor(refusal: RestoreRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export interface Restored {
  readonly rows: number;
  /** When the backup was made, ISO 8601. */
  readonly at: string;
}

/**
 * Fills an empty store with a backup, all of it or nothing, in the schema that it was made with; then
 * the schema is brought up to date. `lines` come without their line feeds.
 */
export async function restore(
  db: Db,
  lines: AsyncIterable<string>,
): Promise<Result<Restored, RestoreRefusal>> {
  const reading = lines[Symbol.asyncIterator]();
  try {
    const first = await reading.next();
    const text = first.done === true ? "" : first.value;
    const header = readHeader(text);
    await prepareSchema(db, header);
    const rows = await db.transaction().execute((trx) => fill(trx, { reading, first: text }));
    await migrate(db);
    await sql`analyze`.execute(db);
    return ok({ rows, at: header.at });
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal);
    throw error;
  } finally {
    await reading.return?.();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const has = <K extends string>(value: unknown, key: K): value is Record<K, unknown> =>
  typeof value === "object" && value !== null && key in value;

function readHeader(line: string): HeaderLine {
  const header = parse(line);
  if (!has(header, "onegrid") || header.onegrid !== "backup" || !has(header, "migrations"))
    throw new Refused({ code: "backup.not-a-backup" });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own first line
  const known = header as unknown as HeaderLine;
  if (known.format > FORMAT)
    throw new Refused({ code: "backup.newer", migration: `format ${known.format}` });
  return known;
}

/** An empty store in the schema of the backup. */
async function prepareSchema(db: Db, { migrations }: HeaderLine): Promise<void> {
  const ours = new Set(await knownMigrations());
  const strange = migrations.find((name) => !ours.has(name));
  if (strange !== undefined) throw new Refused({ code: "backup.newer", migration: strange });
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('public.kysely_migration') is not null as "isThere"`.execute(db);
  if (rows[0]?.isThere !== true) {
    await migrate(db, migrations.at(-1));
    return;
  }
  const isSame = (await listMigrations(db)).join() === migrations.join();
  if (!isSame || (await holdsAnything(db))) throw new Refused({ code: "backup.store-not-empty" });
}

async function holdsAnything(db: Db): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select exists (select 1 from area) or exists (select 1 from account) as holds`.execute(db);
  return rows[0]?.holds === true;
}

interface Source {
  readonly reading: AsyncIterator<string>;
  readonly first: string;
}

async function fill(trx: Db, { reading, first }: Source): Promise<number> {
  await plainText(trx);
  const tables = new Map((await listTables(trx)).map((table) => [table.name, table]));
  const keys = await takeForeignKeys(trx);
  // What the migrations wrote is in the backup as well.
  for (const name of tables.keys()) await sql`delete from ${sql.table(name)}`.execute(trx);

  const digest = createHash("sha256").update(`${first}\n`);
  const load = new Loader(trx, tables);
  for (let number = 2; ; number += 1) {
    const next = await reading.next();
    if (next.done === true) throw new Refused({ code: "backup.cut-off" });
    const line = parse(next.value);
    if (has(line, "end")) {
      await load.flush();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- compared below
      const { rows, digest: wanted } = line as unknown as EndLine;
      if (rows !== load.rows || digest.digest("hex") !== wanted)
        throw new Refused({ code: "backup.damaged", line: number });
      await putForeignKeys(trx, keys);
      return load.rows;
    }
    digest.update(`${next.value}\n`);
    if (!(await load.take(line))) throw new Refused({ code: "backup.damaged", line: number });
  }
}

const PAGE = 500;

/** Puts rows in, some hundred at a time. */
class Loader {
  readonly #trx: Db;
  readonly #tables: ReadonlyMap<string, BackupTable>;
  #table: TableLine | undefined;
  #waiting: RowLine[] = [];
  rows = 0;

  constructor(trx: Db, tables: ReadonlyMap<string, BackupTable>) {
    this.#trx = trx;
    this.#tables = tables;
  }

  /** False: no line of a backup. */
  async take(line: unknown): Promise<boolean> {
    if (Array.isArray(line)) return this.#takeRow(line);
    await this.flush();
    if (has(line, "table") && has(line, "columns")) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its names are looked up
      this.#table = line as unknown as TableLine;
      return this.#tables.has(this.#table.table);
    }
    if (!has(line, "sequence")) return false;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- handed over as parameters
    const { sequence, value } = line as unknown as SequenceLine;
    await sql`select setval(${sequence}::regclass, ${value}::bigint)`.execute(this.#trx);
    return true;
  }

  async #takeRow(row: RowLine): Promise<boolean> {
    if (row.length !== this.#table?.columns.length) return false;
    this.#waiting.push(row);
    if (this.#waiting.length >= PAGE) await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length === 0 || this.#table === undefined) return;
    const { table, columns } = this.#table;
    const types = new Map(this.#tables.get(table)?.columns.map(({ name, type }) => [name, type]));
    const values = columns.map(
      (name, at) => sql`(r ->> ${sql.lit(at)})::${sql.raw(types.get(name) ?? "text")}`,
    );
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      overriding system value
      select ${sql.join(values)} from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as r
      `.execute(this.#trx);
    this.rows += rows.length;
  }
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Rows may come before those they name: the keys are checked when everything is there. */
async function takeForeignKeys(trx: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`.execute(trx);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(trx);
  return rows;
}

async function putForeignKeys(trx: Db, keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of keys)
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
      trx,
    );
}
