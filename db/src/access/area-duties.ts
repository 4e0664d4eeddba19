import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { inScope } from "../organisation/in-scope.ts";

/** How many people hold a role in an area on a day. */
export interface AreaDutyCount {
  readonly areaId: string;
  readonly role: string;
  readonly people: number;
}

/** Who is in charge where: open accounts by area and role, in a scope (任职分布). */
export async function countDutiesByArea(
  db: Db,
  scope: readonly string[],
  day: string,
): Promise<AreaDutyCount[]> {
  const { rows } = await sql<AreaDutyCount>`
    select d.area_id as "areaId", d.role, count(distinct d.account_id)::int as people
    from duty d join account a on a.id = d.account_id and a.closed_at is null
    where d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
      and ${inScope("d.area_id", scope)}
    group by d.area_id, d.role
    order by d.area_id, d.role`.execute(db);
  return rows;
}
