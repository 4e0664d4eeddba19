import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** Display names by id: of accounts, and of units: bodies (部门), and areas for the teams that belong to them. */
export async function findNames(
  db: Db,
  accountIds: readonly string[],
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length + unitIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, display_name as name from account where id = any(${[...accountIds]}::text[])
    union all
    select id, name from area where id = any(${[...unitIds]}::text[])
    union all
    select id, name from department where id = any(${[...unitIds]}::text[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
