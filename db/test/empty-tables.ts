import { sql } from "kysely";
import type { Db } from "../src/index.ts";

/** Everything that belongs to an extension or to the migrations themselves stays as it is. */
const ownTables = sql<{ name: string }>`
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and c.relname not like 'kysely\\_migration%'
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname`;

/** Keeps a copy of the rows that migrations wrote, for emptyTables to put back. */
export async function rememberMigratedRows(db: Db): Promise<void> {
  await sql`create schema migrated`.execute(db);
  await sql`create table migrated.row_set (name text primary key, rows jsonb not null)`.execute(db);
  for (const { name } of (await ownTables.execute(db)).rows)
    await sql`insert into migrated.row_set
      select ${name}, jsonb_agg(t) from ${sql.table(name)} t having count(*) > 0`.execute(db);
}

export async function emptyTables(db: Db): Promise<void> {
  const tables = (await ownTables.execute(db)).rows.map(({ name }) => name);
  if (tables.length === 0) return;
  // What is never rewritten may be emptied here, by the owner of the tables.
  await sql`alter table audit disable trigger audit_no_truncate`.execute(db);
  await sql`truncate ${sql.join(tables.map((name) => sql.table(name)))} restart identity cascade`.execute(
    db,
  );
  await sql`alter table audit enable trigger audit_no_truncate`.execute(db);

  const kept = await sql<{ name: string }>`select name from migrated.row_set`.execute(db);
  for (const { name } of kept.rows)
    await sql`insert into ${sql.table(name)}
      select r.* from migrated.row_set, jsonb_populate_recordset(null::${sql.table(name)}, rows) r
      where name = ${name}`.execute(db);
}
