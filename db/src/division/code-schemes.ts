import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface CodeSchemeRow {
  /** The area whose choice it is. */
  readonly areaId: string;
  readonly scheme: string;
  readonly text: string | null;
}

/** The scheme (编码方案) of the nearest of the areas on a path, the root first, that has chosen one. */
export async function findScheme(
  db: Db,
  path: readonly string[],
): Promise<CodeSchemeRow | undefined> {
  const { rows } = await sql<CodeSchemeRow>`
    select c.area_id as "areaId", c.scheme, c.text
    from unnest(${[...path]}::text[]) with ordinality as asked (id, depth)
      join code_scheme c on c.area_id = asked.id
    order by asked.depth desc limit 1`.execute(db);
  return rows[0];
}

export async function saveScheme(trx: Db, choice: CodeSchemeRow): Promise<void> {
  await sql`
    insert into code_scheme (area_id, scheme, text)
    values (${choice.areaId}, ${choice.scheme}, ${choice.text})
    on conflict (area_id) do update set scheme = excluded.scheme, text = excluded.text`.execute(
    trx,
  );
}

/** Of some codes one that another community has used. */
export async function findCodeElsewhere(
  db: Db,
  communityId: string,
  codes: readonly string[],
): Promise<string | undefined> {
  const row = await db
    .selectFrom("grid_version")
    .select("code")
    .where(sql<boolean>`code = any(${[...codes]}::text[])`)
    .where("community_id", "<>", communityId)
    .orderBy("code")
    .limit(1)
    .executeTakeFirst();
  return row?.code;
}
