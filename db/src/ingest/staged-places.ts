import type { MultiPolygon, Polygon, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, holds, pointInside, positionOf } from "../postgis.ts";

export interface StagedUnit {
  readonly id: string;
  readonly within: string | null;
  readonly households: number;
  readonly geometry: Polygon | MultiPolygon;
}

/** Units that are waiting in a batch and lie in no community of the store or of the batch. */
export async function listHomelessUnits(db: Db, batchId: string): Promise<StagedUnit[]> {
  const { rows } = await sql<StagedUnit>`
    select r.source_id as id, r.record ->> 'within' as within,
      (r.record ->> 'households')::int as households, ${asGeometry(sql.ref("r.geom"))} as geometry
    from import_row r
    where r.batch_id = ${batchId} and r.layer = 'units' and r.geom is not null
      and ${isHomeless(batchId)}
    order by r.source_id`.execute(db);
  return rows;
}

/** Places of buildings, stations and incidents of a batch that lie in no community. */
export async function listHomelessPlaces(db: Db, batchId: string): Promise<Position[]> {
  const { rows } = await sql<{ place: Position }>`
    select ${positionOf(pointInside(sql.ref("r.geom")))} as place from import_row r
    where r.batch_id = ${batchId} and r.layer in ('buildings') and r.geom is not null
      and ${isHomeless(batchId)}
    order by r.number`.execute(db);
  return rows.map((row) => row.place);
}

const isHomeless = (batchId: string) => sql<boolean>`
  not exists (
    select 1 from area a where a.kind = 'community' and a.valid_to is null
      and ${holds(sql.ref("a.geom"), pointInside(sql.ref("r.geom")))}
  ) and not exists (
    select 1 from import_row a where a.batch_id = ${batchId} and a.layer = 'areas'
      and a.record ->> 'kind' = 'community'
      and ${holds(sql.ref("a.geom"), pointInside(sql.ref("r.geom")))}
  )`;
