import type { ReportMapInput } from "@onegrid/core/coverage";
import type { Bbox } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, meetsBbox } from "../postgis.ts";

/** Roads that a map of a district shows; the lanes of one community would be a grey sheet. */
const MAIN = ["motorway", "trunk", "primary", "secondary", "tertiary"];

/** Water, green and main roads under a printed map of coverage; `hasLanes`: every way. */
export async function loadReportGround(
  db: Db,
  box: Bbox,
  hasLanes: boolean,
): Promise<Pick<ReportMapInput, "land" | "ways">> {
  const geom = sql.ref("o.geom");
  const near = meetsBbox(geom, box);
  const shape = asGeometry(geom);
  const land = await sql<ReportMapInput["land"][number]>`
    select o.kind, ${shape} as geometry from land o
    where ${near} and o.kind in ('green', 'water') order by o.id`.execute(db);
  const ways = await sql<ReportMapInput["ways"][number]>`
    select o.class, ${shape} as geometry from way o
    where ${near} and (${hasLanes}::boolean or replace(o.class, '_link', '') = any(${MAIN}::text[]))
    order by o.id`.execute(db);
  return { land: land.rows, ways: ways.rows };
}
