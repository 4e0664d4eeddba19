import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asMultiPolygon, fromWkb } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

export interface BaseRow {
  readonly id: string;
  readonly communityId: string;
  readonly origin: "units" | "buildings";
  readonly unitCount: number;
  readonly householdCount: number;
}

export interface NewBase extends BaseRow {
  readonly problems: unknown;
  /** The encoded planar map. */
  readonly map: Uint8Array;
  /** In the map's order. */
  readonly units: readonly {
    readonly sourceId: string;
    readonly households: number;
    readonly compoundId: string | null;
    readonly geometry: Polygon | MultiPolygon;
  }[];
  readonly buildings: readonly { readonly id: string; readonly unit: number }[];
}

/** Stores one immutable base version (底图版本) of a community with its units and placed buildings. */
export async function insertBase(trx: Db, base: NewBase): Promise<void> {
  await trx
    .insertInto("base_version")
    .values({
      id: base.id,
      community_id: base.communityId,
      origin: base.origin,
      unit_count: base.unitCount,
      household_count: base.householdCount,
      problems: JSON.stringify(base.problems),
      map: Buffer.from(base.map),
    })
    .execute();
  await sql`
    insert into base_unit (base_id, number, source_id, household_count, compound_id, geom)
    select ${base.id}, u.number, u.source_id, u.households, u.compound_id,
      ${asMultiPolygon(fromWkb(sql.ref("u.wkb")))}
    from unnest(
      ${base.units.map((_, number) => number)}::int[],
      ${base.units.map((unit) => unit.sourceId)}::text[],
      ${base.units.map((unit) => unit.households)}::int[],
      ${base.units.map((unit) => unit.compoundId)}::text[],
      ${base.units.map((unit) => writeWkb(unit.geometry))}::bytea[]
    ) as u (number, source_id, households, compound_id, wkb)`.execute(trx);
  await sql`
    insert into unit_building (base_id, building_id, unit_number)
    select ${base.id}, * from unnest(
      ${base.buildings.map((building) => building.id)}::text[],
      ${base.buildings.map((building) => building.unit)}::int[]
    )`.execute(trx);
}

/** The newest base version of a community. */
export const findBase = (
  db: Db,
  communityId: string,
): Promise<(BaseRow & { readonly madeAt: Date }) | undefined> =>
  db
    .selectFrom("base_version")
    .select([
      "id",
      "community_id as communityId",
      "origin",
      "unit_count as unitCount",
      "household_count as householdCount",
      "made_at as madeAt",
    ])
    .where("community_id", "=", communityId)
    .orderBy("made_at", "desc")
    .limit(1)
    .executeTakeFirst();

export interface StoredBase {
  readonly communityId: string;
  readonly map: Uint8Array;
  readonly problems: unknown;
}

export const loadBase = (db: Db, id: string): Promise<StoredBase | undefined> =>
  db
    .selectFrom("base_version")
    .select(["community_id as communityId", "map", "problems"])
    .where("id", "=", id)
    .executeTakeFirst();
