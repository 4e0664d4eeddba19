import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import { readSchemaTypes, type ColumnTypes } from "../test/read-schema-types.ts";
import type { Db } from "./connect.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

async function readTables(): Promise<Record<string, ColumnTypes>> {
  const { rows } = await sql<{ table: string; columns: ColumnTypes }>`
    select c.table_name as table,
      json_object_agg(c.column_name, case c.is_nullable when 'YES' then 'null' else 'not null' end) as columns
    from information_schema.columns c
      join pg_class t on t.oid = format('public.%I', c.table_name)::regclass and t.relkind = 'r'
    where c.table_schema = 'public' and c.table_name not like 'kysely%'
      and not exists (select 1 from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    group by c.table_name`.execute(db);
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

test("schema.ts says what the migrations made: tables, columns, and which may be null", async () => {
  const types = await readSchemaTypes();
  expect(Object.keys(types).length).toBeGreaterThan(10);
  const tables = await readTables();
  for (const [table, columns] of Object.entries(types))
    for (const [name, said] of Object.entries(columns))
      if (said === "untold" && tables[table]?.[name]) tables[table][name] = "untold";
  expect(types).toEqual(tables);
});
