import { sql } from "kysely";
import type { Db } from "../src/index.ts";

/** Where copies of tables lie: `migrated/area` is what `area` held when `migrated` was kept. */
export const KEPT_SCHEMA = "kept";

/** Beside them, and written last: how far the sequences were. */
const SEQUENCES = "*";

const keptTable = (name: string, table: string) => sql.table(`${KEPT_SCHEMA}.${name}/${table}`);

/** Whose rows a foreign key wants come first; what belongs to an extension or to kysely stays as it is. */
const ownTables = sql<{ name: string; columns: string[] }>`
  with recursive own as (
    select c.oid, c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not like 'kysely\\_migration%'
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ), deep as (
    select oid, 0 as depth from own
    union
    select k.conrelid, depth + 1 from deep join pg_constraint k on k.confrelid = deep.oid
    where k.contype = 'f' and k.conrelid <> k.confrelid and not k.condeferrable
  )
  select relname as name, (
    select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = own.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  ) as columns
  from own order by (select max(depth) from deep where deep.oid = own.oid), relname`;

/** Keeps a copy of the rows of all tables under a name. */
export async function keepRows(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create schema if not exists ${sql.id(KEPT_SCHEMA)}`.execute(trx);
    for (const { name: table, columns } of (await ownTables.execute(trx)).rows) {
      const some = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
      if (some.rows.length > 0)
        await sql`create table ${keptTable(name, table)} as
          select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}`.execute(
          trx,
        );
    }
    await sql`create table ${keptTable(name, SEQUENCES)} as
      select sequencename::text as sequence, coalesce(last_value, start_value) as value,
        last_value is not null as is_called
      from pg_sequences where schemaname = 'public'`.execute(trx);
  });
}

export const areRowsKept = async (db: Db, name: string): Promise<boolean> =>
  (await keptTables(db, name)).has(SEQUENCES);

/** Every table holds the rows that were kept under a name, and nothing else. */
export async function putBackRows(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const tables = (await ownTables.execute(trx)).rows;
    // What is never rewritten may be emptied here, by the owner of the tables.
    await sql`alter table audit disable trigger audit_no_truncate`.execute(trx);
    const all = sql.join(tables.map((table) => sql.table(table.name)));
    await sql`truncate ${all} restart identity cascade`.execute(trx);
    await sql`alter table audit enable trigger audit_no_truncate`.execute(trx);

    const kept = await keptTables(trx, name);
    for (const { name: table, columns } of tables.filter((each) => kept.has(each.name))) {
      const listed = sql.join(columns.map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${listed}) overriding system value
        select ${listed} from ${keptTable(name, table)}`.execute(trx);
    }
    await sql`select setval(sequence::regclass, value, is_called)
      from ${keptTable(name, SEQUENCES)}`.execute(trx);
  });
}

async function keptTables(db: Db, name: string): Promise<ReadonlySet<string>> {
  const found = await sql<{ table: string }>`
    select split_part(tablename, '/', 2) as table from pg_tables
    where schemaname = ${KEPT_SCHEMA} and split_part(tablename, '/', 1) = ${name}`.execute(db);
  return new Set(found.rows.map(({ table }) => table));
}
