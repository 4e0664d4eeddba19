import type { Bbox, MultiPolygon, Polygon, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, boxOf, covers, pointInside, positionOf } from "../postgis.ts";

export interface AreaRow {
  readonly id: string;
  readonly kind: "city" | "district" | "street" | "community";
  readonly code: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly parentId: string | null;
  readonly path: readonly string[];
  readonly bbox: Bbox;
  readonly center: Position;
  /**
   * Of the ready units or else the buildings counted to the communities below; unknown counts are
   * not in it.
   */
  readonly households: number;
  readonly buildings: number;
}

/** The areas in a scope and those above them, root first. */
export async function listAreas(db: Db, scope: readonly string[]): Promise<AreaRow[]> {
  const geom = sql.ref("a.geom");
  const { rows } = await sql<AreaRow>`
    with mine as (
      select * from area a where valid_to is null and (
        path && ${[...scope]}::text[]
        or id in (select unnest(path) from area where id = any(${[...scope]}::text[]))
      )
    ), built as (
      select community_id, sum(household_count)::int as households, count(*)::int as buildings
      from building group by community_id
    ), ready as (
      select community_id, sum(household_count)::int as households
      from ready_unit group by community_id
    ), own as (
      select community_id, coalesce(ready.households, built.households) as households,
        built.buildings
      from built full join ready using (community_id)
    ), total as (
      select above.id, coalesce(sum(own.households), 0)::int as households,
        coalesce(sum(own.buildings), 0)::int as buildings
      from mine above
      join mine below on above.id = any(below.path)
      left join own on own.community_id = below.id
      where below.path && ${[...scope]}::text[]
      group by above.id
    )
    select a.id, a.kind, a.code, a.name, a.pinyin, a.initials, a.parent_id as "parentId", a.path,
      ${boxOf(geom)} as bbox, ${positionOf(pointInside(geom))} as center,
      coalesce(t.households, 0) as households, coalesce(t.buildings, 0) as buildings
    from mine a left join total t on t.id = a.id
    order by a.path`.execute(db);
  return rows;
}

export interface AreaShape {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly kind: AreaRow["kind"];
  readonly path: readonly string[];
  readonly geometry: Polygon | MultiPolygon;
}

/** Present areas with their outlines, by id. */
export const loadAreaShapes = (db: Db, ids: readonly string[]): Promise<AreaShape[]> =>
  db
    .selectFrom("area")
    .select((eb) => [
      "id",
      "name",
      "code",
      "kind",
      "path",
      asGeometry<Polygon | MultiPolygon>(eb.ref("geom")).as("geometry"),
    ])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .where("valid_to", "is", null)
    .orderBy("id")
    .execute();

export interface AreaAtPoint {
  readonly id: string;
  readonly kind: AreaRow["kind"];
  readonly name: string;
  readonly path: readonly string[];
}

/** The present areas that hold a point, from the root down; the lowest code wins on a border. */
export const findAreasAt = (db: Db, position: Position): Promise<AreaAtPoint[]> =>
  db
    .selectFrom("area")
    .select(["id", "kind", "name", "path"])
    .where("valid_to", "is", null)
    .where((eb) => covers(eb.ref("geom"), position))
    .orderBy(sql`cardinality(path)`)
    .orderBy("code")
    .execute();

/** The present roots of the tree, by code. */
export const listRootAreas = (
  db: Db,
): Promise<{ id: string; name: string; kind: AreaRow["kind"]; path: string[] }[]> =>
  db
    .selectFrom("area")
    .select(["id", "name", "kind", "path"])
    .where("parent_id", "is", null)
    .where("valid_to", "is", null)
    .orderBy("code")
    .execute();

export type AreaKinds = ReadonlyMap<string, AreaRow["kind"]>;

/** The kind of every present area, by id. */
export async function listAreaKinds(db: Db): Promise<AreaKinds> {
  const rows = await db
    .selectFrom("area")
    .select(["id", "kind"])
    .where("valid_to", "is", null)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

/** The boxes of the present roots, degrees. */
export const listRootBoxes = (db: Db): Promise<{ id: string; bbox: Bbox }[]> =>
  db
    .selectFrom("area")
    .select((eb) => ["id", boxOf(eb.ref("geom")).as("bbox")])
    .where("parent_id", "is", null)
    .where("valid_to", "is", null)
    .orderBy("code")
    .execute();
