import type { Bbox, MultiPolygon, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, meetsBbox, positionOf } from "../postgis.ts";

export interface WayRow {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly coordinates: readonly Position[];
}

/** Every way that meets a box in degrees, in the order of ids. */
export async function listWays(db: Db, box: Bbox): Promise<WayRow[]> {
  const { rows } = await sql<Omit<WayRow, "coordinates"> & { line: { coordinates: Position[] } }>`
    select id, tags, ${asGeometry(sql.ref("geom"))} as line from way
    where ${meetsBbox(sql.ref("geom"), box)} order by id`.execute(db);
  return rows.map(({ line, ...way }) => ({ ...way, coordinates: line.coordinates }));
}

export interface WayBarrierRow {
  readonly tags: Readonly<Record<string, string>>;
  readonly position: Position;
}

/** What stands on ways (路障), in the order of ids. */
export const listWayBarriers = (db: Db, box: Bbox): Promise<WayBarrierRow[]> =>
  db
    .selectFrom("way_barrier")
    .select((eb) => ["tags", positionOf(eb.ref("geom")).as("position")])
    .where((eb) => meetsBbox(eb.ref("geom"), box))
    .orderBy("id")
    .execute();

export interface GateRow {
  readonly id: string;
  readonly compoundId: string | null;
  readonly access: "public" | "residents";
  readonly evidence: "surveyed" | "mapped" | "inferred";
  /** Weekly hours in OpenStreetMap's notation; `null`: unknown. */
  readonly hours: string | null;
  readonly position: Position;
}

export const listGates = (db: Db, box: Bbox): Promise<GateRow[]> =>
  db
    .selectFrom("gate")
    .select((eb) => [
      "id",
      "compound_id as compoundId",
      "access",
      "evidence",
      "hours",
      positionOf(eb.ref("geom")).as("position"),
    ])
    .where((eb) => meetsBbox(eb.ref("geom"), box))
    .orderBy("id")
    .execute();

export interface CompoundRow {
  readonly id: string;
  readonly access: "open" | "closed";
  readonly geometry: MultiPolygon;
}

export const listCompounds = (db: Db, box: Bbox): Promise<CompoundRow[]> =>
  db
    .selectFrom("compound")
    .select((eb) => ["id", "access", asGeometry<MultiPolygon>(eb.ref("geom")).as("geometry")])
    .where((eb) => meetsBbox(eb.ref("geom"), box))
    .orderBy("id")
    .execute();
