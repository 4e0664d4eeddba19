import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** Households that go from the grid of an old code to that of another one. */
export interface NewGridAlias {
  readonly oldCode: string;
  readonly newCode: string;
  readonly households: number;
}

/** Writes who carries on what (承接关系) from the day on which a plan takes effect. */
export async function insertAliases(
  trx: Db,
  issue: { readonly planId: string; readonly communityId: string; readonly validFrom: string },
  aliases: readonly NewGridAlias[],
): Promise<void> {
  if (aliases.length === 0) return;
  await sql`
    insert into grid_alias
      (plan_id, community_id, old_code, new_code, household_count, valid_from)
    select ${issue.planId}, ${issue.communityId}, a.old_code, a.new_code, a.households,
      ${issue.validFrom}::date
    from unnest(
      ${aliases.map(({ oldCode }) => oldCode)}::text[],
      ${aliases.map(({ newCode }) => newCode)}::text[],
      ${aliases.map(({ households }) => households)}::int[]
    ) as a (old_code, new_code, households)`.execute(trx);
}

/** A plan that is withdrawn hands nothing over. */
export async function removeAliases(trx: Db, planId: string): Promise<void> {
  await trx.deleteFrom("grid_alias").where("plan_id", "=", planId).execute();
}
