import { sql } from "kysely";
import type { Db } from "../connect.ts";

/**
 * Writes the grid of every unit of a division anew, in their order: after a cut there are more or
 * fewer units than the base has.
 */
export async function replaceAssignment(
  trx: Db,
  divisionId: string,
  gridOf: readonly (string | null)[],
): Promise<void> {
  await sql`delete from division_unit where division_id = ${divisionId}
    and unit_number >= ${gridOf.length}`.execute(trx);
  await sql`
    insert into division_unit (division_id, unit_number, grid_id)
    select ${divisionId}, given.unit_number, given.grid_id
    from unnest(${[...gridOf.keys()]}::int[], ${[...gridOf]}::text[])
      as given (unit_number, grid_id)
    on conflict (division_id, unit_number) do update set grid_id = excluded.grid_id
    where division_unit.grid_id is distinct from excluded.grid_id`.execute(trx);
}
