import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { pointInside, positionOf } from "../postgis.ts";

export interface SearchHit {
  readonly kind: "area" | "grid" | "compound" | "building" | "station" | "way";
  readonly id: string;
  readonly name: string;
  /** The community, code or address that tells two equal names apart. */
  readonly detail: string;
  readonly center: Position;
}

export interface SearchQuery {
  /** As typed: hanzi, pinyin, initials, a code or an address. */
  readonly text: string;
  readonly limit: number;
  readonly scope: readonly string[];
  readonly day: string;
}

const inside = sql`${positionOf(pointInside(sql.ref("geom")))}`;

/** Objects whose name, pinyin, initials, code or address holds the text; best match first. */
export async function searchObjects(db: Db, query: SearchQuery): Promise<SearchHit[]> {
  const text = query.text.trim().toLowerCase();
  const word = text.replaceAll(/\s+/g, "");
  const like = `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const scope = [...query.scope];
  const { rows } = await sql<SearchHit>`
    with mine as (select id, name from area where path && ${scope}::text[] and valid_to is null),
    found as (
      select 'area' as kind, id, name, code as detail, geom, pinyin, initials, code
        from area where valid_to is null
      union all
      select 'grid', g.id, g.name, g.code, g.geom, g.pinyin, g.initials, g.code
        from grid_version g join mine on mine.id = g.community_id
        where g.valid_from <= ${query.day}::date
          and (g.valid_to is null or g.valid_to > ${query.day}::date)
      union all
      select 'compound', c.id, c.name, mine.name, c.geom, c.pinyin, c.initials, ''
        from compound c join mine on mine.id = c.community_id
      union all
      select 'station', id, name, address, geom, pinyin, initials, '' from station
      union all
      select 'building', b.id, case when b.name = '' then b.address else b.name end, b.address,
          b.geom, b.pinyin, b.initials, b.address
        from building b join mine on mine.id = b.community_id
      union all
      select 'way', min(id), name, '', (array_agg(geom order by id))[1], min(pinyin), min(initials), ''
        from way where name <> '' group by name
    )
    select kind, id, name, detail, ${inside} as center from (
      select *, case when lower(name) = ${word} then 0 when code = ${word} then 0
          when starts_with(lower(name), ${word}) then 1 when starts_with(pinyin, ${word}) then 2
          when starts_with(initials, ${word}) then 2 else 3 end as rank
      from found
      where replace(lower(name), ' ', '') like ${like} or pinyin like ${like}
        or initials like ${like} or code like ${like}
    ) ranked
    order by rank, array_position(array['area', 'grid', 'compound', 'station', 'way', 'building'], kind),
      length(name), name, id
    limit ${query.limit}`.execute(db);
  return rows;
}
