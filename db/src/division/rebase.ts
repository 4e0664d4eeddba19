import { sql } from "kysely";
import type { Db } from "../connect.ts";

/**
 * Puts a division on another base version: every unit of it is without a grid then. Grids stay; whoever
 * calls this assigns the units in the same transaction.
 */
export async function moveDivisionToBase(
  trx: Db,
  divisionId: string,
  baseId: string,
): Promise<void> {
  await trx.updateTable("division").set({ base_id: baseId }).where("id", "=", divisionId).execute();
  await trx.deleteFrom("division_unit").where("division_id", "=", divisionId).execute();
  await sql`insert into division_unit (division_id, unit_number)
    select ${divisionId}, number from base_unit where base_id = ${baseId}`.execute(trx);
}
