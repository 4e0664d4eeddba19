import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { fromGeoJson, holds, meetsAround } from "../postgis.ts";
import { LANE_DEGREES, type PlaceToSave } from "./duty-list.ts";

/** A version of a place that holds a case, or of a lane that may be near enough. */
export interface PlaceNearCase {
  readonly caseId: string;
  readonly id: string;
  readonly validFrom: string;
}

/** The versions of places round some cases, of whatever days. */
export async function listPlacesNear(db: Db, caseIds: readonly string[]): Promise<PlaceNearCase[]> {
  const { rows } = await sql<PlaceNearCase>`
    select c.id as "caseId", p.id, to_char(p.valid_from, 'YYYY-MM-DD') as "validFrom"
    from dispatch_case c join duty_place p on ${isNearCase(sql.ref("p.geom"), sql.ref("p.kind"))}
    where c.id = any(${[...caseIds]}::text[])`.execute(db);
  return rows;
}

/** The same of places that are not in the list yet. */
export async function listGivenPlacesNear(
  db: Db,
  caseIds: readonly string[],
  places: readonly PlaceToSave[],
): Promise<PlaceNearCase[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<PlaceNearCase>`
    with p as materialized (
      select id, kind, "validFrom", ${fromGeoJson(sql`geometry::text`)} as geom
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as given (id text, kind text,
        geometry jsonb, "validFrom" text))
    select c.id as "caseId", p.id, p."validFrom"
    from dispatch_case c join p on ${isNearCase(sql.ref("p.geom"), sql.ref("p.kind"))}
    where c.id = any(${[...caseIds]}::text[])`.execute(db);
  return rows;
}

const isNearCase = (geom: RawBuilder<unknown>, kind: RawBuilder<unknown>) =>
  sql<boolean>`${meetsAround(geom, sql.ref("c.place"), LANE_DEGREES)}
    and (${kind} = 'lane' or ${holds(geom, sql.ref("c.place"))})`;
