import type { Db } from "../connect.ts";

/** Puts a division on another base version; whoever calls this assigns its units in the same transaction. */
export async function moveDivisionToBase(
  trx: Db,
  divisionId: string,
  baseId: string,
): Promise<void> {
  await trx.updateTable("division").set({ base_id: baseId }).where("id", "=", divisionId).execute();
}
