import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface StationFacts {
  readonly kind: string;
  readonly hours: string | null;
  readonly floorAreaSquareMetres: number | null;
  readonly services: readonly string[];
}

/** From the district down to its community, held until the transaction ends; `undefined`: no such station. */
export async function lockStationPath(trx: Db, id: string): Promise<string[] | undefined> {
  const { rows } = await sql<{ path: string[] }>`
    select coalesce(a.path, '{}') as path from station s
    left join area a on a.id = s.community_id where s.id = ${id} for update of s`.execute(trx);
  return rows[0]?.path;
}

export async function updateStation(trx: Db, id: string, facts: StationFacts): Promise<void> {
  const { kind, hours, floorAreaSquareMetres, services } = facts;
  await trx
    .updateTable("station")
    .set({ kind, hours, floor_area_m2: floorAreaSquareMetres, services: [...services] })
    .where("id", "=", id)
    .execute();
}
