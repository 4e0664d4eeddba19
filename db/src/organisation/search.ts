import type { Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
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

/** A code that is no longer used (旧编码) leads to the grid that carries its ground on. */
const formerCodes = (word: string, day: string): RawBuilder<unknown> =>
  /^[0-9a-z]{6,}$/.test(word)
    ? sql`union all
      select 'grid', g.id, g.name, old.code, g.geom, '', '', old.code
        from (select distinct v.code from grid_version v join mine on mine.id = v.community_id
            where v.valid_to <= ${day}::date and lower(v.code) like ${likePattern(word)}) old
          join grid_version g on g.code = grid_code_on(old.code, ${day}::date)
            and g.code <> old.code and g.valid_from <= ${day}::date
            and (g.valid_to is null or g.valid_to > ${day}::date)`
    : sql``;

const inside = sql`${positionOf(pointInside(sql.ref("geom")))}`;

/** Objects whose name, pinyin, initials, code or address holds the text; best match first. */
export async function searchObjects(db: Db, query: SearchQuery): Promise<SearchHit[]> {
  const word = query.text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
  const like = likePattern(word);
  if (word === "") return [];
  const scope = [...query.scope];
  // Each part is narrowed where it is read: only what fits is sorted, and of it only the first few
  // get a position.
  const fits = (alias: string, more: readonly string[] = []): RawBuilder<boolean> => {
    const column = (name: string) => sql.ref(`${alias}.${name}`);
    const typed = ["name", ...more].map(
      (name) => sql`replace(lower(${column(name)}), ' ', '') like ${like}`,
    );
    const spelt = ["pinyin", "initials"].map((name) => sql`${column(name)} like ${like}`);
    return sql<boolean>`(${sql.join([...typed, ...spelt], sql` or `)})`;
  };
  const { rows } = await sql<SearchHit>`
    with mine as (select id, name from area where path && ${scope}::text[] and valid_to is null),
    found as (
      select 'area' as kind, id, name, code as detail, geom, pinyin, initials, code
        from area a where valid_to is null and ${fits("a", ["code"])}
      union all
      select 'grid', g.id, g.name, g.code, g.geom, g.pinyin, g.initials, g.code
        from grid_version g join mine on mine.id = g.community_id
        where g.valid_from <= ${query.day}::date
          and (g.valid_to is null or g.valid_to > ${query.day}::date)
          and ${fits("g", ["code"])}
      ${formerCodes(word, query.day)}
      union all
      select 'compound', c.id, c.name, mine.name, c.geom, c.pinyin, c.initials, ''
        from compound c join mine on mine.id = c.community_id where ${fits("c")}
      union all
      select 'station', id, name, address, geom, pinyin, initials, '' from station s
        where ${fits("s", ["address"])}
      union all
      select 'building', b.id, case when b.name = '' then b.address else b.name end, b.address,
          b.geom, b.pinyin, b.initials, b.address
        from building b join mine on mine.id = b.community_id
        where ${fits("b", ["address"])}
      union all
      select 'way', min(id), name, '', (array_agg(geom order by id))[1], min(pinyin), min(initials), ''
        from way w where name <> '' and ${fits("w")} group by name
    )
    select kind, id, name, detail, ${inside} as center from (
      select *, case when lower(name) = ${word} then 0 when lower(code) = ${word} then 0
          when starts_with(lower(name), ${word}) then 1 when starts_with(pinyin, ${word}) then 2
          when starts_with(initials, ${word}) then 2 else 3 end as rank
      from found
    ) ranked
    order by rank, array_position(array['area', 'grid', 'compound', 'station', 'way', 'building'], kind),
      length(name), name, id
    limit ${query.limit}`.execute(db);
  return rows;
}
