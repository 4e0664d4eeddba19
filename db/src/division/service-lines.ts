import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { holds } from "../postgis.ts";

/** The number (服务电话) of the nearest area on a path that has one. */
export async function findServiceLine(
  db: Db,
  path: readonly string[],
): Promise<{ readonly areaId: string; readonly number: string } | undefined> {
  const { rows } = await sql<{ areaId: string; number: string }>`
    select l.area_id as "areaId", l.number from service_line l join area a on a.id = l.area_id
    where l.area_id = any(${[...path]}::text[]) order by cardinality(a.path) desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** Empty: the area has none of its own any more. */
export async function saveServiceLine(db: Db, areaId: string, number: string): Promise<void> {
  if (number === "") {
    await db.deleteFrom("service_line").where("area_id", "=", areaId).execute();
    return;
  }
  await db
    .insertInto("service_line")
    .values({ area_id: areaId, number })
    .onConflict((conflict) => conflict.column("area_id").doUpdateSet({ number }))
    .execute();
}

export interface PublicGrid {
  readonly code: string;
  readonly name: string;
  readonly validFrom: string;
  /** First day no longer in force; `null`: no end is known. */
  readonly validTo: string | null;
  readonly community: string;
  readonly path: readonly string[];
  readonly stations: readonly {
    readonly name: string;
    readonly address: string;
    readonly hours: string | null;
  }[];
}

/** What anybody may know of the grid with a code, as it was last: its name, its place, its stations. */
export async function findPublicGrid(
  db: Db,
  code: string,
  day: string,
): Promise<PublicGrid | undefined> {
  const { rows } = await sql<PublicGrid>`
    select g.code, g.name, g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
      a.name as community, a.path,
      (select coalesce(json_agg(json_build_object('name', s.name, 'address', s.address,
        'hours', s.hours) order by s.name, s.id), '[]')
        from station s where ${holds(sql.ref("g.geom"), sql.ref("s.geom"))}) as stations
    from grid_version g join area a on a.id = g.community_id
    where g.code = ${code} and g.valid_from <= ${day}::date
    order by g.valid_from desc limit 1`.execute(db);
  return rows[0];
}
