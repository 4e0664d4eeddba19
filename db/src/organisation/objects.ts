import type { Bbox, Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import type { Database } from "../schema.ts";
import { boxOf, extentOf, pointInside, positionOf } from "../postgis.ts";
import { inScope } from "./in-scope.ts";

/** Layers whose objects can be opened as a card. */
export type CardLayer =
  "buildings" | "compounds" | "stations" | "grids" | "city_units" | "areas" | "gates" | "ways";

export interface ObjectCard {
  readonly id: string;
  readonly name: string;
  readonly center: Position;
  readonly bbox: Bbox;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Card {
  readonly from: string;
  /** What the object is called; its own name unless told. */
  readonly name?: string;
  readonly tells: (isMine: RawBuilder<boolean>) => RawBuilder<unknown>;
  /** Whose: opened by everybody, or only where the reader answers for the community. */
  readonly isOpen: boolean;
}

/** Per layer: the table and what the card tells. */
const CARDS: Record<CardLayer, Card> = {
  // As on the map: the building for everybody, its households only for those who answer for it.
  buildings: {
    from: "building",
    tells: (isMine) => sql`json_build_object('address', address,
      'households', case when ${isMine} then household_count end,
      'household_source', case when ${isMine} then household_source end,
      'storeys', storeys, 'use', building_use,
      'compound', (select c.name from compound c where c.id = o.compound_id and ${isMine}),
      'community', (select a.name from area a where a.id = o.community_id))`,
    isOpen: true,
  },
  compounds: {
    from: "compound",
    tells: () => sql`json_build_object('access', access,
      'community', (select a.name from area a where a.id = o.community_id),
      'buildings', (select count(*) from building b where b.compound_id = o.id),
      'households', (select sum(b.household_count) from building b where b.compound_id = o.id),
      'gates', (select count(*) from gate g where g.compound_id = o.id))`,
    isOpen: false,
  },
  stations: {
    from: "station",
    tells:
      () => sql`json_build_object('kind', kind, 'address', address, 'floor_area_m2', floor_area_m2,
      'hours', hours, 'services', services,
      'community', (select a.name from area a where a.id = o.community_id))`,
    isOpen: true,
  },
  grids: {
    from: "grid_version",
    tells: () => sql`json_build_object('code', code, 'households', household_count,
      'buildings', building_count, 'valid_from', valid_from, 'valid_to', valid_to,
      'community', (select a.name from area a where a.id = o.community_id),
      'plan', (select p.name from division_plan p where p.id = o.plan_id))`,
    isOpen: false,
  },
  city_units: {
    from: "city_unit",
    name: "code",
    tells: () => sql`json_build_object('area_m2', round(area_m2::numeric),
      'households', household_count, 'buildings', building_count,
      'community', (select a.name from area a where a.id = o.community_id),
      'grids', (select json_agg(json_build_object('id', g.id, 'name', g.name,
          'households', c.household_count, 'area_m2', round(c.area_m2::numeric),
          'valid_to', g.valid_to)
          order by c.area_m2 desc, g.code)
        from city_unit_grid c join grid_version g on g.id = c.grid_version_id
        where c.city_unit_id = o.id))`,
    isOpen: false,
  },
  areas: {
    from: "area",
    tells: () => sql`json_build_object('kind', kind, 'code', code)`,
    isOpen: true,
  },
  gates: {
    from: "gate",
    tells: () => sql`json_build_object('access', access, 'hours', hours, 'evidence', evidence,
      'compound', (select c.name from compound c where c.id = o.compound_id))`,
    isOpen: true,
  },
  ways: {
    from: "way",
    tells: () => sql`json_build_object('class', class, 'tags', tags)`,
    isOpen: true,
  },
};

export const isCardLayer = (layer: string): layer is CardLayer => Object.hasOwn(CARDS, layer);

/** One object's card; `undefined` when there is none in the reader's scope. */
export async function loadObjectCard(
  db: Db,
  layer: CardLayer,
  id: string,
  scope: readonly string[],
): Promise<ObjectCard | undefined> {
  const { from, name = "name", tells, isOpen } = CARDS[layer];
  const geom = sql.ref("o.geom");
  const isMine = inScope("o.community_id", scope);
  const { rows } = await sql<ObjectCard>`
    select o.id, coalesce(${sql.ref(`o.${name}`)}, '') as name, ${positionOf(pointInside(geom))} as center,
      ${boxOf(geom)} as bbox, ${tells(isMine)} as properties
    from ${sql.table(from)} o where o.id = ${id} ${isOpen ? sql`` : sql`and ${isMine}`}`.execute(
    db,
  );
  return rows[0];
}

/** How many rows a served table has and the box around them; `null` while it is empty. */
export async function measureTable(
  db: Db,
  table: string,
): Promise<{ count: number; bbox: Bbox | null }> {
  const { rows } = await sql<{ count: number; bbox: Bbox | null }>`
    select count, case when count > 0 then ${boxOf(sql.ref("extent"))} end as bbox
    from (
      select count(*)::int as count, ${extentOf(sql.ref("geom"))} as extent
      from ${sql.table(table)}
    ) measured`.execute(db);
  return rows[0] ?? { count: 0, bbox: null };
}

/** Whether a table has no row yet. */
export async function isEmpty(db: Db, table: keyof Database): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
  return rows.length === 0;
}
