import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** Display names by id: of accounts, and of areas for the teams that belong to them. */
export async function findNames(
  db: Db,
  accountIds: readonly string[],
  areaIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length + areaIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, display_name as name from account where id = any(${[...accountIds]}::text[])
    union all
    select id, name from area where id = any(${[...areaIds]}::text[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
