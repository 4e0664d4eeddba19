import type { Bbox, Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { boxOf, extentOf, pointInside, positionOf } from "../postgis.ts";

/** Layers whose objects can be opened as a card. */
export type CardLayer =
  "buildings" | "compounds" | "stations" | "grids" | "areas" | "gates" | "ways";

export interface ObjectCard {
  readonly id: string;
  readonly name: string;
  readonly center: Position;
  readonly bbox: Bbox;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Per layer: the table, what the card tells, and what its jurisdiction hangs on. */
const CARDS: Record<
  CardLayer,
  { from: string; tells: RawBuilder<unknown>; community: string | null }
> = {
  buildings: {
    from: "building",
    tells: sql`json_build_object('address', address, 'households', household_count,
      'household_source', household_source, 'storeys', storeys, 'use', building_use,
      'compound', (select c.name from compound c where c.id = o.compound_id),
      'community', (select a.name from area a where a.id = o.community_id))`,
    community: "community_id",
  },
  compounds: {
    from: "compound",
    tells: sql`json_build_object('access', access,
      'community', (select a.name from area a where a.id = o.community_id),
      'buildings', (select count(*) from building b where b.compound_id = o.id),
      'households', (select sum(b.household_count) from building b where b.compound_id = o.id),
      'gates', (select count(*) from gate g where g.compound_id = o.id))`,
    community: "community_id",
  },
  stations: {
    from: "station",
    tells: sql`json_build_object('kind', kind, 'address', address, 'floor_area_m2', floor_area_m2,
      'hours', hours, 'services', services,
      'community', (select a.name from area a where a.id = o.community_id))`,
    community: null,
  },
  grids: {
    from: "grid_version",
    tells: sql`json_build_object('code', code, 'households', household_count,
      'buildings', building_count, 'valid_from', valid_from, 'valid_to', valid_to,
      'community', (select a.name from area a where a.id = o.community_id),
      'plan', (select p.name from division_plan p where p.id = o.plan_id))`,
    community: "community_id",
  },
  areas: {
    from: "area",
    tells: sql`json_build_object('kind', kind, 'code', code)`,
    community: null,
  },
  gates: {
    from: "gate",
    tells: sql`json_build_object('access', access, 'hours', hours, 'evidence', evidence,
      'compound', (select c.name from compound c where c.id = o.compound_id))`,
    community: null,
  },
  ways: {
    from: "way",
    tells: sql`json_build_object('class', class, 'tags', tags)`,
    community: null,
  },
};

export const isCardLayer = (layer: string): layer is CardLayer => layer in CARDS;

/** One object's card; `undefined` when there is none in the reader's scope. */
export async function loadObjectCard(
  db: Db,
  layer: CardLayer,
  id: string,
  scope: readonly string[],
): Promise<ObjectCard | undefined> {
  const { from, tells, community } = CARDS[layer];
  const geom = sql.ref("o.geom");
  const mine = community
    ? sql`and (${sql.ref(`o.${community}`)} is null
        or ${sql.ref(`o.${community}`)} in (select id from area where path && ${[...scope]}::text[]))`
    : sql``;
  const { rows } = await sql<ObjectCard>`
    select o.id, coalesce(o.name, '') as name, ${positionOf(pointInside(geom))} as center,
      ${boxOf(geom)} as bbox, ${tells} as properties
    from ${sql.table(from)} o where o.id = ${id} ${mine}`.execute(db);
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
