-- adoptKnownAreas

update import_row r set source_id = area.source_id from area
where r.batch_id = $1 and r.layer = 'areas' and area.code = r.record ->> 'code'
  and area.valid_to is null and area.source_id <> r.source_id
  and area.code not like '99%';

-- applyBatch

with written as (
  insert into "area" (id, source_id, "name", "pinyin", "initials", "kind", "code", "path", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), coalesce(r.record ->> 'pinyin', ''), coalesce(r.record ->> 'initials', ''), r.record ->> 'kind', r.record ->> 'code', array[r.source_id], ST_Multi("r"."geom")
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "pinyin" = "excluded"."pinyin", "initials" = "excluded"."initials", "kind" = "excluded"."kind", "code" = "excluded"."code", "path" = "excluded"."path", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "compound" (id, source_id, "name", "pinyin", "initials", "access", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), coalesce(r.record ->> 'pinyin', ''), coalesce(r.record ->> 'initials', ''), r.record ->> 'access', ST_Multi("r"."geom")
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "pinyin" = "excluded"."pinyin", "initials" = "excluded"."initials", "access" = "excluded"."access", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "gate" (id, source_id, "name", "access", "hours", "evidence", "compound_id", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), r.record ->> 'access', r.record ->> 'hours', r.record ->> 'evidence', (select c.id from compound c where c.source_id = r.record ->> 'compoundSourceId'), "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "access" = "excluded"."access", "hours" = "excluded"."hours", "evidence" = "excluded"."evidence", "compound_id" = "excluded"."compound_id", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "building" (id, source_id, "name", "pinyin", "initials", "address", "household_count", "household_source", "storeys", "building_use", "facility", "place", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), coalesce(r.record ->> 'pinyin', ''), coalesce(r.record ->> 'initials', ''), coalesce(r.record ->> 'address', ''), (r.record ->> 'households')::int, r.record ->> 'householdSource', (r.record ->> 'storeys')::int, r.record ->> 'use', r.record ->> 'facility', ST_PointOnSurface("r"."geom"), "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, (r.record ->> 'householdSource') = 'unknown', r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "pinyin" = "excluded"."pinyin", "initials" = "excluded"."initials", "address" = "excluded"."address", "household_count" = coalesce(excluded.household_count, building.household_count), "household_source" = case when excluded.household_source = 'unknown'
  then building.household_source else excluded.household_source end, "storeys" = "excluded"."storeys", "building_use" = "excluded"."building_use", "facility" = coalesce(excluded.facility, building.facility), "place" = "excluded"."place", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "entrance" (id, source_id, "name", "building_id", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), (select b.id from building b where b.source_id = r.record ->> 'buildingSourceId'), "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "building_id" = "excluded"."building_id", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "way" (id, source_id, "name", "pinyin", "initials", "class", "tags", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), coalesce(r.record ->> 'pinyin', ''), coalesce(r.record ->> 'initials', ''), coalesce(r.record -> 'tags' ->> 'highway', 'path'), r.record -> 'tags', "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "pinyin" = "excluded"."pinyin", "initials" = "excluded"."initials", "class" = "excluded"."class", "tags" = "excluded"."tags", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "barrier" (id, source_id, "name", "barrier_class", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), (r.record ->> 'barrier')::int, "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "barrier_class" = "excluded"."barrier_class", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "way_barrier" (id, source_id, "name", "tags", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), r.record -> 'tags', "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "tags" = "excluded"."tags", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "land" (id, source_id, "name", "kind", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), r.record ->> 'kind', "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "kind" = "excluded"."kind", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "station" (id, source_id, "name", "pinyin", "initials", "kind", "address", "floor_area_m2", "hours", "services", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, coalesce(r.record ->> 'name', ''), coalesce(r.record ->> 'pinyin', ''), coalesce(r.record ->> 'initials', ''), r.record ->> 'kind', coalesce(r.record ->> 'address', ''), (r.record ->> 'floorAreaM2')::double precision, r.record ->> 'hours', array(select jsonb_array_elements_text(r.record -> 'services')), "r"."geom"
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "name" = "excluded"."name", "pinyin" = "excluded"."pinyin", "initials" = "excluded"."initials", "kind" = "excluded"."kind", "address" = "excluded"."address", "floor_area_m2" = "excluded"."floor_area_m2", "hours" = "excluded"."hours", "services" = "excluded"."services", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

with written as (
  insert into "ready_unit" (id, source_id, "household_count", "within_code", "geom")
  select distinct on (r.source_id) r.source_id, r.source_id, (r.record ->> 'households')::int, r.record ->> 'within', ST_Multi("r"."geom")
  from import_row r where r.batch_id = $1 and r.layer = $2
  order by r.source_id, r.number desc
  on conflict (source_id) do update set
    "household_count" = "excluded"."household_count", "within_code" = "excluded"."within_code", "geom" = "excluded"."geom"
  returning (xmax = 0) as is_new
)
select count(*) filter (where is_new)::int as added,
  count(*) filter (where not is_new)::int as updated
from written;

-- dropDoubledCodes

delete from import_row r using (
  select number, first_value(source_id) over codes as first, row_number() over codes as nth
  from import_row where batch_id = $1 and layer = 'areas'
  window codes as (partition by record ->> 'code' order by number)
) same
where r.batch_id = $2 and r.number = same.number and same.nth > 1
  and r.source_id <> same.first
returning r.number, r.source_id as "sourceId", r.record ->> 'code' as code, same.first;

-- dropForeignRows

delete from import_row r where r.batch_id = $1 and (
  r.layer = 'areas' or r.geom is null or not exists (select 1 from area a
where a.id = any($2::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("r"."geom")))
  or r.layer = 'units' and exists (select 1 from area w where w.kind = 'community'
    and r.record ->> 'within' in (w.code, w.name, w.source_id) and not w.path && $3::text[])
  or r.layer = $4 and exists (select 1 from "area" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($5::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $6 and exists (select 1 from "compound" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($7::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $8 and exists (select 1 from "gate" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($9::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $10 and exists (select 1 from "building" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($11::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $12 and exists (select 1 from "entrance" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($13::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $14 and exists (select 1 from "way" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($15::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $16 and exists (select 1 from "barrier" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($17::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $18 and exists (select 1 from "way_barrier" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($19::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $20 and exists (select 1 from "land" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($21::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $22 and exists (select 1 from "station" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($23::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))) or r.layer = $24 and exists (select 1 from "ready_unit" t
  where t.source_id = r.source_id and not exists (select 1 from area a
where a.id = any($25::text[]) and a.valid_to is null
  and ST_Covers("a"."geom", ST_PointOnSurface("t"."geom")))))
returning r.number, r.source_id as "sourceId";

-- dropHomelessEntrances

delete from import_row r
where r.batch_id = $1 and r.layer = 'entrances'
  and coalesce(r.record ->> 'buildingSourceId', '') not in (
    select source_id from building
    union all
    select source_id from import_row where batch_id = $2 and layer = 'buildings')
returning r.number, r.source_id as "sourceId", r.record ->> 'buildingSourceId' as building;

-- dropInvalidRows

delete from import_row
where batch_id = $1 and geom is not null and not ST_IsValid("geom")
returning number, source_id as "sourceId";

-- dropUnusedBatch

delete
from "import_batch"
where "id" = $1 and "state" in ($2, $3);

-- endBatch

delete
from "import_row"
where "batch_id" = $1;

delete
from "import_reject"
where "batch_id" = $1;

update "import_batch"
set "accepted" = $1, "added" = $2, "updated" = $3, "rejected" = $4, "detail" = $5, "state" = $6, "ended_at" = $7
where "id" = $8;

-- extendRootDuties

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
select id from fresh;

-- findOwnBatch

select "id", "state", "accepted", "rejected", "detail"
from "import_batch"
where "id" = $1 and "account_id" = $2;

-- holdBatch

with held as (
  select id from import_batch where id = $1 and state = 'reading' for update
)
select count(*)::int as waiting from import_row
where batch_id in (select id from held);

-- lastImportAt

select max("ended_at") as "at"
from "import_batch"
where "state" = $1;

-- liftRootDuties

with risen as (
  select root.id from area root
  where root.parent_id is null and root.valid_to is null and root.id <> all($1::text[])
    and exists (select 1 from area below
      where below.id = any($2::text[]) and root.id = any(below.path))
),
held as (
  select d.* from duty d
  where d.area_id = any($3::text[]) and d.account_id is not null and d.valid_to is null
),
everywhere as (
  select distinct on (account_id, role) held.* from held
  where (account_id, role) in (
    select account_id, role from held group by account_id, role
    having count(distinct area_id) = cardinality($4::text[]))
  order by account_id, role, id like 'root-%', id
)
insert into duty (id, account_id, role, area_id, display_name, categories, shift,
  max_open_cases, unit_id)
select 'root-' || risen.id || '-' || d.id, d.account_id, d.role, risen.id, d.display_name,
  d.categories, d.shift, d.max_open_cases, d.unit_id
from risen cross join everywhere d
on conflict (id) do nothing;

-- linkAreas

update area set parent_id = null from area above
where above.id = area.parent_id and array_position(array['city', 'district', 'street', 'community'], "above"."kind") >= array_position(array['city', 'district', 'street', 'community'], "area"."kind");

update area set parent_id = above.id
from import_row r join area above on above.code = r.record ->> 'parentCode'
  and above.valid_to is null
where r.batch_id = $1 and r.layer = 'areas' and area.source_id = r.source_id
  and array_position(array['city', 'district', 'street', 'community'], "above"."kind") < array_position(array['city', 'district', 'street', 'community'], "area"."kind");

update area set parent_id = (
  select above.id from area above
  where above.valid_to is null and array_position(array['city', 'district', 'street', 'community'], "above"."kind") < array_position(array['city', 'district', 'street', 'community'], "area"."kind")
    and ST_Covers("above"."geom", ST_PointOnSurface("area"."geom"))
  order by array_position(array['city', 'district', 'street', 'community'], "above"."kind") desc, above.code
  limit 1)
where area.parent_id is null and area.kind <> 'city' and exists (
  select 1 from import_row r where r.batch_id = $1 and r.layer = 'areas');

with recursive tree as (
  select id, array[id] as path from area where parent_id is null
  union all
  select below.id, tree.path || below.id from area below join tree on below.parent_id = tree.id
)
update area set path = tree.path from tree where tree.id = area.id
  and area.path <> tree.path;

-- linkObjects

update compound set community_id = (select (array_agg(a.id order by a.code))[1] from area a
where a.kind = 'community' and a.valid_to is null and ST_Covers("a"."geom", ST_PointOnSurface("compound"."geom")))
where "compound"."source_id" in (
  select source_id from import_row where batch_id = $1 and layer = $2);

update building set community_id = (select (array_agg(a.id order by a.code))[1] from area a
where a.kind = 'community' and a.valid_to is null and ST_Covers("a"."geom", building.place))
where "building"."source_id" in (
  select source_id from import_row where batch_id = $1 and layer = $2);

update building set compound_id = (select (array_agg(c.id order by c.id))[1]
  from compound c where ST_Covers("c"."geom", building.place))
where "building"."source_id" in (
  select source_id from import_row where batch_id = $1 and layer = $2);

update station set community_id = (select (array_agg(a.id order by a.code))[1] from area a
where a.kind = 'community' and a.valid_to is null and ST_Covers("a"."geom", station.geom))
where "station"."source_id" in (
  select source_id from import_row where batch_id = $1 and layer = $2);

update ready_unit set community_id = coalesce(
  (select a.id from area a where a.kind = 'community' and a.valid_to is null
    and (a.code = within_code or a.name = within_code or a.source_id = within_code)
    order by a.code limit 1),
  (select (array_agg(a.id order by a.code))[1] from area a
where a.kind = 'community' and a.valid_to is null and ST_Covers("a"."geom", ST_PointOnSurface("ready_unit"."geom"))))
where "ready_unit"."source_id" in (
  select source_id from import_row where batch_id = $1 and layer = $2);

-- listHomelessPlaces

select json_build_array(ST_X(ST_PointOnSurface("r"."geom")), ST_Y(ST_PointOnSurface("r"."geom"))) as place from import_row r
  where r.batch_id = $1 and r.layer in ('buildings') and r.geom is not null
    and 
not exists (
  select 1 from area a where a.kind = 'community' and a.valid_to is null
    and ST_Covers("a"."geom", ST_PointOnSurface("r"."geom"))
) and not exists (
  select 1 from import_row a where a.batch_id = $2 and a.layer = 'areas'
    and a.record ->> 'kind' = 'community'
    and ST_Covers("a"."geom", ST_PointOnSurface("r"."geom"))
)
  order by r.number;

-- listHomelessUnits

select r.source_id as id, r.record ->> 'within' as within,
    (r.record ->> 'households')::int as households, ST_AsGeoJSON("r"."geom", 9)::json as geometry
  from import_row r
  where r.batch_id = $1 and r.layer = 'units' and r.geom is not null
    and 
not exists (
  select 1 from area a where a.kind = 'community' and a.valid_to is null
    and ST_Covers("a"."geom", ST_PointOnSurface("r"."geom"))
) and not exists (
  select 1 from import_row a where a.batch_id = $2 and a.layer = 'areas'
    and a.record ->> 'kind' = 'community'
    and ST_Covers("a"."geom", ST_PointOnSurface("r"."geom"))
)
  order by r.source_id;

-- listRejects

select "number", "place", "severity", "refusal", "field", "value"
from "import_reject"
where "batch_id" = $1 and "number" > $2
order by "number"
limit $3;

-- listStagedIncidents

select number, record, case when geom is not null then json_build_array(ST_X("geom"), ST_Y("geom")) end
  as position
from import_row
where batch_id = $1 and layer = 'incidents' and number > $2
order by number limit $3;

-- measureBatch

select case when extent is not null then json_build_array(ST_XMin("extent"), ST_YMin("extent"), ST_XMax("extent"), ST_YMax("extent")) end as bbox
from (
  select ST_Extent("geom")::geometry as extent from import_row
  where batch_id = $1 and geom is not null
) measured;

-- openBatch

insert into "import_batch" ("id", "account_id", "file_name", "layer", "state", "ended_at", "detail")
values ($1, $2, $3, $4, $5, $6, $7);

-- renumberStandIns

update import_row r
set record = jsonb_set(r.record, '{code}', to_jsonb('99' || lpad((('x' || substr(md5(r.source_id), 1, 12))::bit(48)::bigint % 10000000000)::text, 10, '0')))
where r.batch_id = $1 and r.layer = 'areas' and r.record ->> 'code' like '99%'
  and r.source_id not like 'derived:%' and (
    exists (select 1 from area where area.code = r.record ->> 'code'
      and area.valid_to is null and area.source_id <> r.source_id)
    or exists (select 1 from import_row o where o.batch_id = $2 and o.layer = 'areas'
      and o.record ->> 'code' = r.record ->> 'code' and o.number < r.number
      and o.source_id <> r.source_id));

-- stageRecords

insert into import_row (batch_id, number, layer, source_id, record, geom)
select $1, r.number, r.layer, r.source_id, r.record::jsonb, ST_GeomFromWKB("r"."wkb", 4326)
from unnest(
  $2::int[],
  $3::text[],
  $4::text[],
  $5::text[],
  $6::bytea[]
) as r (number, layer, source_id, record, wkb);

-- stageRejects

insert into import_reject (batch_id, number, place, severity, code, refusal, field, value)
select $1, number, place, severity, code, refusal::jsonb, field, value from unnest(
  $2::int[],
  $3::text[],
  $4::text[],
  $5::text[],
  $6::text[],
  $7::text[],
  $8::text[]
) as r (number, place, severity, code, refusal, field, value);

-- sweepUnfinishedBatches

update "import_batch"
set "state" = $1, "ended_at" = $2
where "state" = $3
returning "id";

delete
from "import_row";

-- wasImported

select "id"
from "import_batch"
where "file_name" = $1 and "state" = $2
limit $3;
