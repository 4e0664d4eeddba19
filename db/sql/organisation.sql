-- findAreasAt

select "id", "kind", "name", "path"
from "area"
where "valid_to" is null and ST_Covers("geom", ST_SetSRID(ST_MakePoint($1, $2), 4326))
order by cardinality(path), "code";

-- isEmpty

select 1
from "building"
limit 1;

-- listAreaKinds

select "id", "kind"
from "area"
where "valid_to" is null;

-- listAreaLabels

select id, kind, name, ST_AsBinary(ST_PointOnSurface("geom_3857"), 'NDR') as wkb from area
where valid_to is null and "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by path;

-- listAreaRows

select id, kind, name, code, ST_AsBinary("geom_3857", 'NDR') as wkb from area
where valid_to is null and "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by path;

-- listAreas

with mine as (
  select * from area a where valid_to is null and (
    path && $1::text[]
    or id in (select unnest(path) from area where id = any($2::text[]))
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
  where below.path && $3::text[]
  group by above.id
)
select a.id, a.kind, a.code, a.name, a.pinyin, a.initials, a.parent_id as "parentId", a.path,
  json_build_array(ST_XMin("a"."geom"), ST_YMin("a"."geom"), ST_XMax("a"."geom"), ST_YMax("a"."geom")) as bbox, json_build_array(ST_X(ST_PointOnSurface("a"."geom")), ST_Y(ST_PointOnSurface("a"."geom"))) as center,
  coalesce(t.households, 0) as households, coalesce(t.buildings, 0) as buildings
from mine a left join total t on t.id = a.id
order by a.path;

-- listBarrierRows

select id, barrier_class, name, ST_AsBinary("geom_3857", 'NDR') as wkb from barrier
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by id;

-- listBuildingRows

select b.id, null as name, storeys,
  building_use as use,
  case when mine.id is not null then household_count end as households,
  case when mine.id is not null then household_source end as household_source,
  ST_AsBinary("b"."geom_3857", 'NDR') as wkb
from building b left join area mine
  on mine.id = b.community_id and mine.path && $1::text[]
where "b"."geom_3857" && ST_MakeEnvelope($2, $3, $4, $5, 3857) order by b.id;

-- listCityUnitLabels

select id, code, ST_AsBinary(ST_PointOnSurface("geom_3857"), 'NDR') as wkb from city_unit
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and "community_id" in (select id from area where path && $5::text[]) order by code;

-- listCityUnitRows

select id, code, ST_AsBinary("geom_3857", 'NDR') as wkb from city_unit
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and "community_id" in (select id from area where path && $5::text[]) order by code;

-- listCompoundLabels

select id, name, ST_AsBinary(ST_PointOnSurface("geom_3857"), 'NDR') as wkb from compound
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and "community_id" in (select id from area where path && $5::text[]) order by id;

-- listCompoundRows

select id, name, access, ST_AsBinary("geom_3857", 'NDR') as wkb from compound
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and "community_id" in (select id from area where path && $5::text[]) order by id;

-- listEntranceRows

select id, name, ST_AsBinary("geom_3857", 'NDR') as wkb from entrance
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by id;

-- listGateRows

select id, access, evidence, ST_AsBinary("geom_3857", 'NDR') as wkb from gate
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by id;

-- listGridLabels

select id, code, name, household_count as households,
  ST_AsBinary(ST_PointOnSurface("geom_3857"), 'NDR') as wkb
from grid_version
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and valid_from <= $5::date
  and (valid_to is null or valid_to > $6::date) and "community_id" in (select id from area where path && $7::text[])
order by code;

-- listGridRows

select id, code, name, household_count as households, ST_AsBinary("geom_3857", 'NDR') as wkb
from grid_version
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and valid_from <= $5::date
  and (valid_to is null or valid_to > $6::date) and "community_id" in (select id from area where path && $7::text[])
order by code;

-- listLandRows

select id, kind, name, ST_AsBinary("geom_3857", 'NDR') as wkb from land
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by kind, id;

-- beginLayerRead

select coalesce((select revision from layer_revision where layer = $1), 0) as revision,
  set_config('role', $2, true), set_config('search_path', 'seen, public', true),
set_config('jit', 'off', true), set_config('onegrid.sight', $3, true);

-- listLayerRevisions

select "layer", "revision"
from "layer_revision"
order by "layer";

-- listRootAreas

select "id", "name", "kind", "path"
from "area"
where "parent_id" is null and "valid_to" is null
order by "code";

-- listRootBoxes

select "id", json_build_array(ST_XMin("geom"), ST_YMin("geom"), ST_XMax("geom"), ST_YMax("geom")) as "bbox"
from "area"
where "parent_id" is null and "valid_to" is null
order by "code";

-- listStationRows

select id, kind, name, ST_AsBinary("geom_3857", 'NDR') as wkb from station
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) order by id;

-- listWayRows

select id, class, name, (tags ? 'bridge') as bridge, (tags ? 'tunnel') as tunnel,
  ST_AsBinary("geom_3857", 'NDR') as wkb
from way
where "geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857) and class = any($5::text[])
order by id;

-- loadAreaShapes

select "id", "name", "code", "kind", "path", ST_AsGeoJSON("geom", 9)::json as "geometry"
from "area"
where id = any($1::text[]) and "valid_to" is null
order by "id";

-- loadLayerRevision

select "revision"
from "layer_revision"
where "layer" = $1;

-- loadObjectCard

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('address', address,
  'households', case when "o"."community_id" in (select id from area where path && $1::text[]) then household_count end,
  'household_source', case when "o"."community_id" in (select id from area where path && $2::text[]) then household_source end,
  'storeys', storeys, 'use', building_use,
  'compound', (select c.name from compound c where c.id = o.compound_id and "o"."community_id" in (select id from area where path && $3::text[])),
  'community', (select a.name from area a where a.id = o.community_id)) as properties
from "building" o where o.id = $4;

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('access', access,
  'community', (select a.name from area a where a.id = o.community_id),
  'buildings', (select count(*) from building b where b.compound_id = o.id),
  'households', (select sum(b.household_count) from building b where b.compound_id = o.id),
  'gates', (select count(*) from gate g where g.compound_id = o.id)) as properties
from "compound" o where o.id = $1 and "o"."community_id" in (select id from area where path && $2::text[]);

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('kind', kind, 'address', address, 'floor_area_m2', floor_area_m2,
  'hours', hours, 'services', services,
  'community', (select a.name from area a where a.id = o.community_id)) as properties
from "station" o where o.id = $1;

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('code', code, 'households', household_count,
  'buildings', building_count, 'valid_from', valid_from, 'valid_to', valid_to,
  'community', (select a.name from area a where a.id = o.community_id),
  'plan', (select p.name from division_plan p where p.id = o.plan_id)) as properties
from "grid_version" o where o.id = $1 and "o"."community_id" in (select id from area where path && $2::text[]);

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('kind', kind, 'code', code) as properties
from "area" o where o.id = $1;

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('access', access, 'hours', hours, 'evidence', evidence,
  'compound', (select c.name from compound c where c.id = o.compound_id)) as properties
from "gate" o where o.id = $1;

select o.id, coalesce("o"."name", '') as name, json_build_array(ST_X(ST_PointOnSurface("o"."geom")), ST_Y(ST_PointOnSurface("o"."geom"))) as center,
  json_build_array(ST_XMin("o"."geom"), ST_YMin("o"."geom"), ST_XMax("o"."geom"), ST_YMax("o"."geom")) as bbox, json_build_object('class', class, 'tags', tags) as properties
from "way" o where o.id = $1;

-- measureTable

select count, case when count > 0 then json_build_array(ST_XMin("extent"), ST_YMin("extent"), ST_XMax("extent"), ST_YMax("extent")) end as bbox
from (
  select count(*)::int as count, ST_Extent("geom")::geometry as extent
  from "building"
) measured;

-- raiseLayerRevisions

insert into layer_revision (layer, revision)
select layer, 1 from unnest($1::text[]) as layer
on conflict (layer) do update set revision = layer_revision.revision + 1
returning layer, revision;

-- searchObjects

with mine as (select id, name from area where path && $1::text[] and valid_to is null),
found as (
  select 'area' as kind, id, name, code as detail, geom, pinyin, initials, code
    from area a where valid_to is null and (replace(lower("a"."name"), ' ', '') like $2 or replace(lower("a"."code"), ' ', '') like $3 or "a"."pinyin" like $4 or "a"."initials" like $5)
  union all
  select 'grid', g.id, g.name, g.code, g.geom, g.pinyin, g.initials, g.code
    from grid_version g join mine on mine.id = g.community_id
    where g.valid_from <= $6::date
      and (g.valid_to is null or g.valid_to > $7::date)
      and (replace(lower("g"."name"), ' ', '') like $8 or replace(lower("g"."code"), ' ', '') like $9 or "g"."pinyin" like $10 or "g"."initials" like $11)
  union all
  select 'grid', g.id, g.name, old.code, g.geom, '', '', old.code
    from (select distinct v.code from grid_version v join mine on mine.id = v.community_id
        where v.valid_to <= $12::date and lower(v.code) like $13) old
      join grid_version g on g.code = grid_code_on(old.code, $14::date)
        and g.code <> old.code and g.valid_from <= $15::date
        and (g.valid_to is null or g.valid_to > $16::date)
  union all
  select 'compound', c.id, c.name, mine.name, c.geom, c.pinyin, c.initials, ''
    from compound c join mine on mine.id = c.community_id where (replace(lower("c"."name"), ' ', '') like $17 or "c"."pinyin" like $18 or "c"."initials" like $19)
  union all
  select 'station', id, name, address, geom, pinyin, initials, '' from station s
    where (replace(lower("s"."name"), ' ', '') like $20 or replace(lower("s"."address"), ' ', '') like $21 or "s"."pinyin" like $22 or "s"."initials" like $23)
  union all
  select 'building', b.id, case when b.name = '' then b.address else b.name end, b.address,
      b.geom, b.pinyin, b.initials, b.address
    from building b join mine on mine.id = b.community_id
    where (replace(lower("b"."name"), ' ', '') like $24 or replace(lower("b"."address"), ' ', '') like $25 or "b"."pinyin" like $26 or "b"."initials" like $27)
  union all
  select 'way', min(id), name, '', (array_agg(geom order by id))[1], min(pinyin), min(initials), ''
    from way w where name <> '' and (replace(lower("w"."name"), ' ', '') like $28 or "w"."pinyin" like $29 or "w"."initials" like $30) group by name
)
select kind, id, name, detail, json_build_array(ST_X(ST_PointOnSurface("geom")), ST_Y(ST_PointOnSurface("geom"))) as center from (
  select *, case when lower(name) = $31 then 0 when lower(code) = $32 then 0
      when starts_with(lower(name), $33) then 1 when starts_with(pinyin, $34) then 2
      when starts_with(initials, $35) then 2 else 3 end as rank
  from found
) ranked
order by rank, array_position(array['area', 'grid', 'compound', 'station', 'way', 'building'], kind),
  length(name), name, id
limit $36;
