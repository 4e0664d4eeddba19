import type { BaseRepair } from "@onegrid/core/division";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface BaseRepairRow {
  readonly id: string;
  readonly communityId: string;
  readonly repair: BaseRepair;
  readonly reason: string;
  readonly by: string | null;
  readonly at: Date;
}

/** Repairs of these communities that stand, oldest first. */
export const listBaseRepairs = (
  db: Db,
  communityIds: readonly string[],
): Promise<BaseRepairRow[]> =>
  db
    .selectFrom("base_repair as r")
    .leftJoin("account as a", "a.id", "r.made_by")
    .select([
      "r.id",
      "r.community_id as communityId",
      "r.repair",
      "r.reason",
      "a.display_name as by",
      "r.made_at as at",
    ])
    .$narrowType<{ repair: BaseRepair }>()
    .where(sql<boolean>`r.community_id = any(${[...communityIds]}::text[])`)
    .where("r.withdrawn_at", "is", null)
    .orderBy("r.made_at")
    .orderBy("r.id")
    .execute();

export async function insertBaseRepair(
  trx: Db,
  row: Omit<BaseRepairRow, "by" | "at"> & { readonly accountId: string | null },
): Promise<void> {
  await trx
    .insertInto("base_repair")
    .values({
      id: row.id,
      community_id: row.communityId,
      kind: row.repair.kind,
      repair: JSON.stringify(row.repair),
      reason: row.reason,
      made_by: row.accountId,
    })
    .execute();
}

/** False when there is none, or it was taken back before. */
export async function withdrawBaseRepair(
  trx: Db,
  id: string,
  accountId: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("base_repair")
    .set({ withdrawn_by: accountId, withdrawn_at: sql`clock_timestamp()` })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The community of a repair that stands. */
export async function findRepairedCommunity(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("base_repair")
    .select("community_id as communityId")
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return row?.communityId;
}

/** When something was last settled, or unsettled, that changes the ground of one of these communities. */
export async function lastGroundRepairAt(
  db: Db,
  communityIds: readonly string[],
): Promise<Date | undefined> {
  const row = await db
    .selectFrom("base_repair")
    .select(sql<Date | null>`max(greatest(made_at, withdrawn_at))`.as("at"))
    .where(sql<boolean>`community_id = any(${[...communityIds]}::text[])`)
    .where("kind", "<>", "accept")
    .executeTakeFirst();
  return row?.at ?? undefined;
}
