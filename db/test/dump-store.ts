import { sql } from "kysely";
import type { Db } from "../src/index.ts";

/** A column of the store as one text: what somebody would see who reads all of it. */
export interface DumpedColumn {
  readonly place: string;
  readonly text: string;
}

/** Every column of every table of ours, and what the planner has sampled of them. */
export async function dumpStore(db: Db): Promise<DumpedColumn[]> {
  await sql`analyze`.execute(db);
  const columns = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and not a.attisdropped
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1, 2`.execute(db);
  const dumped: DumpedColumn[] = [];
  for (const { table, column } of columns.rows) {
    const { rows } = await sql<{ value: string | null }>`
      select ${sql.ref(column)}::text as value from ${sql.table(table)}`.execute(db);
    const text = rows.map(({ value }) => value ?? "").join("\n");
    dumped.push({ place: `db ${table}.${column}`, text });
  }
  const sampled = await sql`
    select tablename, attname, most_common_vals::text, histogram_bounds::text,
      most_common_elems::text
    from pg_stats where schemaname = 'public'`.execute(db);
  return [...dumped, { place: "db pg_stats", text: JSON.stringify(sampled.rows) }];
}
