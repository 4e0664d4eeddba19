import type { Case } from "@onegrid/core/dispatch";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** The communities by name, and what the whole is called. */
export async function listPublicPlaces(
  db: Db,
): Promise<{ districts: string[]; communities: { id: string; name: string }[] }> {
  const areas = await db
    .selectFrom("area")
    .select(["id", "name", "kind", "parent_id as parentId"])
    .where("valid_to", "is", null)
    .orderBy("code")
    .orderBy("id")
    .execute();
  return {
    districts: areas.filter(({ parentId }) => parentId === null).map(({ name }) => name),
    communities: areas
      .filter(({ kind }) => kind === "community")
      .map(({ id, name }) => ({ id, name })),
  };
}

/** Cases that were closed in a span, its end not included, in pages by id. */
export const listClosedCases = (
  db: Db,
  span: { readonly from: Date; readonly to: Date; readonly after: string; readonly limit: number },
): Promise<{ case: Case; communityId: string | null }[]> =>
  db
    .selectFrom("dispatch_case")
    .select(["card as case", "community_id as communityId"])
    .$narrowType<{ case: Case }>()
    .where("state", "=", "closed")
    .where("is_rehearsal", "=", false)
    .where("closed_at", ">=", span.from)
    .where("closed_at", "<", span.to)
    .where("id", ">", span.after)
    .orderBy("id")
    .limit(span.limit)
    .execute();

/** How many cases were open at a moment, by community and class. */
export async function countOpenAt(
  db: Db,
  at: Date,
): Promise<{ communityId: string | null; categoryId: string; count: number }[]> {
  const { rows } = await sql<{ communityId: string | null; categoryId: string; count: number }>`
    select community_id as "communityId", category as "categoryId", count(*)::int as count
    from dispatch_case
    where reported_at < ${at} and not is_rehearsal
      and (state = any(${[...OPEN_STATES]}::text[]) or coalesce(closed_at, updated_at) >= ${at})
    group by community_id, category`.execute(db);
  return rows;
}
