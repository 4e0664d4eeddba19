import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { holds, pointInside } from "../postgis.ts";

// An aggregate instead of `order by … limit 1`: that would walk the index of the order through all
// areas until one fits, where the spatial index finds the few at once.
const communityAt = (place: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select (array_agg(a.id order by a.code))[1] from area a
    where a.kind = 'community' and a.valid_to is null and ${holds(sql.ref("a.geom"), place)})`;

const KINDS = sql`array['city', 'district', 'street', 'community']`;
/** A kind's depth in the tree: an area lies only in one of a higher kind, so no circle can arise. */
const depth = (table: string): RawBuilder<number> =>
  sql<number>`array_position(${KINDS}, ${sql.ref(`${table}.kind`)})`;

/** Works out which area is above which: by the code of the parent, else by place. */
export async function linkAreas(trx: Db, batchId: string): Promise<void> {
  // Whoever has become of a higher kind, or got a parent that is not higher any more, looks afresh.
  await sql`update area set parent_id = null from area above
    where above.id = area.parent_id and ${depth("above")} >= ${depth("area")}`.execute(trx);
  await sql`
    update area set parent_id = above.id
    from import_row r join area above on above.code = r.record ->> 'parentCode'
      and above.valid_to is null
    where r.batch_id = ${batchId} and r.layer = 'areas' and area.source_id = r.source_id
      and ${depth("above")} < ${depth("area")}`.execute(trx);
  await sql`
    update area set parent_id = (
      select above.id from area above
      where above.valid_to is null and ${depth("above")} < ${depth("area")}
        and ${holds(sql.ref("above.geom"), pointInside(sql.ref("area.geom")))}
      order by ${depth("above")} desc, above.code
      limit 1)
    where area.parent_id is null and area.kind <> 'city' and exists (
      select 1 from import_row r where r.batch_id = ${batchId} and r.layer = 'areas')`.execute(trx);
  await sql`
    with recursive tree as (
      select id, array[id] as path from area where parent_id is null
      union all
      select below.id, tree.path || below.id from area below join tree on below.parent_id = tree.id
    )
    update area set path = tree.path from tree where tree.id = area.id
      and area.path <> tree.path`.execute(trx);
}

/** Gives objects their community and compound; all of them when areas or compounds have changed. */
export async function linkObjects(
  trx: Db,
  batchId: string,
  changed: { areas: boolean; compounds: boolean },
): Promise<void> {
  const isNew = (table: string, layer: string): RawBuilder<boolean> =>
    sql<boolean>`${sql.ref(`${table}.source_id`)} in (
      select source_id from import_row where batch_id = ${batchId} and layer = ${layer})`;
  const which = (table: string, layer: string, all: boolean): RawBuilder<boolean> =>
    all ? sql<boolean>`true` : isNew(table, layer);

  await sql`update compound set community_id = ${communityAt(pointInside(sql.ref("compound.geom")))}
    where ${which("compound", "compounds", changed.areas)}`.execute(trx);
  await sql`update building set community_id = ${communityAt(sql`building.place`)}
    where ${which("building", "buildings", changed.areas)}`.execute(trx);
  await sql`update building set compound_id = (select (array_agg(c.id order by c.id))[1]
      from compound c where ${holds(sql.ref("c.geom"), sql`building.place`)})
    where ${which("building", "buildings", changed.compounds)}`.execute(trx);
  await sql`update station set community_id = ${communityAt(sql`station.geom`)}
    where ${which("station", "stations", changed.areas)}`.execute(trx);
  await sql`update ready_unit set community_id = coalesce(
      (select a.id from area a where a.kind = 'community' and a.valid_to is null
        and (a.code = within_code or a.name = within_code or a.source_id = within_code)
        order by a.code limit 1),
      ${communityAt(pointInside(sql.ref("ready_unit.geom")))})
    where ${which("ready_unit", "units", changed.areas)}`.execute(trx);
}

/**
 * Whoever held a role in every root of the tree so far holds it in a new root too: otherwise nobody
 * could see what has just been imported. Whoever held it in some of them does not. Answers the new
 * roots.
 */
export async function extendRootDuties(trx: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with roots as (select id from area where parent_id is null and valid_to is null),
    fresh as (select id from roots where not exists (
      select 1 from duty where duty.area_id = any(
        select below.id from area below where roots.id = any(below.path)))),
    known as (select id from roots where id not in (select id from fresh)),
    held as (
      select d.* from duty d join known on known.id = d.area_id
      where d.account_id is not null and d.valid_to is null
    ),
    everywhere as (
      select distinct on (account_id, role) held.* from held
      where (account_id, role) in (
        select account_id, role from held group by account_id, role
        having count(distinct area_id) = (select count(*) from known))
      order by account_id, role, id like 'root-%', id
    ),
    spread as (
      insert into duty (id, account_id, role, area_id, display_name, categories, shift,
        max_open_cases, unit_id)
      select 'root-' || fresh.id || '-' || d.id, d.account_id, d.role, fresh.id, d.display_name,
        d.categories, d.shift, d.max_open_cases, d.unit_id
      from fresh cross join everywhere d
      on conflict (id) do nothing
    )
    select id from fresh`.execute(trx);
  return rows.map((row) => row.id);
}

/**
 * A district that is drawn round what was the top until now (`before`): whoever held a role in every
 * one of those areas holds it up there too. Otherwise they would not see what lies in the district and
 * in none of those areas, and nobody could give it to them.
 */
export async function liftRootDuties(trx: Db, before: readonly string[]): Promise<void> {
  const areas = sql`${before}::text[]`;
  await sql`
    with risen as (
      select root.id from area root
      where root.parent_id is null and root.valid_to is null and root.id <> all(${areas})
        and exists (select 1 from area below
          where below.id = any(${areas}) and root.id = any(below.path))
    ),
    held as (
      select d.* from duty d
      where d.area_id = any(${areas}) and d.account_id is not null and d.valid_to is null
    ),
    everywhere as (
      select distinct on (account_id, role) held.* from held
      where (account_id, role) in (
        select account_id, role from held group by account_id, role
        having count(distinct area_id) = cardinality(${areas}))
      order by account_id, role, id like 'root-%', id
    )
    insert into duty (id, account_id, role, area_id, display_name, categories, shift,
      max_open_cases, unit_id)
    select 'root-' || risen.id || '-' || d.id, d.account_id, d.role, risen.id, d.display_name,
      d.categories, d.shift, d.max_open_cases, d.unit_id
    from risen cross join everywhere d
    on conflict (id) do nothing`.execute(trx);
}
