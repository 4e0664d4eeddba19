import type { Jurisdiction } from "@onegrid/core/access";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { classPatterns } from "../like-pattern.ts";
import { asGeometry, groundOf, holds, latOf, lngOf, pointInside } from "../postgis.ts";
import { reached } from "./cases.ts";

export interface ReportsAsked {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly areaId: string | null;
  /** A class or a major; `null`: all. */
  readonly category: string | null;
}

export interface PlacedReport {
  readonly caseId: string;
  /** The grid in force today that it lies in. */
  readonly gridId: string | null;
  /** Milliseconds since 1970. */
  readonly reportedAt: number;
}

/**
 * Reports of a period, each in the grid that is there today: after a new division the cases of before
 * would otherwise lie in no grid, and every new grid would look hot. What came to nothing is left out.
 */
export async function listPlacedReports(db: Db, asked: ReportsAsked): Promise<PlacedReport[]> {
  const { jurisdiction, from, to, areaId, category } = asked;
  const { rows } = await sql<PlacedReport>`
    with report as materialized (
      select id, grid_version_id, place, reported_at from dispatch_case
      where reported_at >= ${from} and reported_at < ${to} and ${reached(jurisdiction)}
        and not is_rehearsal and state not in ('rejected', 'merged', 'cancelled')
        and (${areaId}::text is null or scope_path @> array[${areaId}::text])
        and (${category}::text is null
          or category like any(${classPatterns(category === null ? [] : [category])}::text[]))
    )
    select report.id as "caseId", coalesce(own.id, found.id) as "gridId",
      (extract(epoch from reported_at) * 1000)::double precision as "reportedAt"
    from report
    left join grid_version own on own.id = report.grid_version_id and own.valid_to is null
    left join lateral (
      select v.id from grid_version v
      where own.id is null and v.valid_to is null
        and ${holds(sql.ref("v.geom"), sql.ref("report.place"))}
      order by v.code limit 1
    ) found on true
    order by report.id`.execute(db);
  return rows;
}

export interface GridPlace {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly households: number;
  readonly lng: number;
  readonly lat: number;
}

/** The grids in force that a reader sees, in one area or everywhere, each with a point inside it. */
export async function listGridPlaces(db: Db, areaId: string | null): Promise<GridPlace[]> {
  const { rows } = await sql<GridPlace>`
    select v.id, v.code, v.name, v.household_count as households,
      ${lngOf(sql.ref("v.inside"))} as lng, ${latOf(sql.ref("v.inside"))} as lat
    from (
      select id, code, name, household_count, community_id,
        ${pointInside(sql.ref("geom"))} as inside
      from grid_version where valid_to is null
    ) v join area a on a.id = v.community_id
    where ${areaId}::text is null or a.path && array[${areaId}::text]
    order by v.code`.execute(db);
  return rows;
}

const NO_GROUND: MultiPolygon = { type: "MultiPolygon", coordinates: [] };

/** What some grids cover together, without the borders between them. */
export async function readGroundOfGrids(db: Db, ids: readonly string[]): Promise<MultiPolygon> {
  const ground = groundOf(sql`select geom from grid_version where id = any(${ids}::text[])`);
  const { rows } = await sql<{
    readonly ground: MultiPolygon | null;
  }>`select ${asGeometry<MultiPolygon>(ground)} as ground`.execute(db);
  return rows[0]?.ground ?? NO_GROUND;
}
