-- findCodeElsewhere

select "code"
from "grid_version"
where code = any($1::text[]) and "community_id" <> $2
order by "code"
limit $3;

-- findScheme

select c.area_id as "areaId", c.scheme, c.text
from unnest($1::text[]) with ordinality as asked (id, depth)
  join code_scheme c on c.area_id = asked.id
order by asked.depth desc limit 1;

-- saveScheme

insert into code_scheme (area_id, scheme, text)
values ($1, $2, $3)
on conflict (area_id) do update set scheme = excluded.scheme, text = excluded.text;

-- insertComment

insert into plan_comment (id, plan_id, community_id, grid_id, place, answers, body,
  written_by, written_at)
values ($1, $2, $3, $4,
  ST_SetSRID(ST_MakePoint($5::double precision, $6::double precision), 4326), $7, $8, $9, $10);

-- isAnswerable

select "id"
from "plan_comment"
where "plan_id" = $1 and "id" = $2 and "answers" is null;

-- listComments

select c.id, c.community_id as "communityId", c.grid_id as "gridId",
  case when c.place is not null then json_build_array(ST_X("c"."place"), ST_Y("c"."place")) end as position,
  c.answers, c.body, w.display_name as by, c.written_at as at,
  r.display_name as "resolvedBy", c.resolved_at as "resolvedAt"
from plan_comment c join account w on w.id = c.written_by
  left join account r on r.id = c.resolved_by
where c.plan_id = $1 order by c.written_at, c.answers is not null, c.id;

-- resolveComment

update "plan_comment"
set "resolved_by" = $1, "resolved_at" = $2
where "plan_id" = $3 and "id" = $4 and "answers" is null;

-- findPlanAfter

select "plan_id"
from "grid_version"
where "community_id" = $1 and "valid_from" > $2
limit $3;

-- holdCommunities

select "id"
from "area"
where id = any($1::text[])
order by "id" for no key update;

-- removeAliases

delete
from "grid_alias"
where "plan_id" = $1;

-- insertAliases

insert into grid_alias
  (plan_id, community_id, old_code, new_code, household_count, valid_from)
select $1, $2, a.old_code, a.new_code, a.households,
  $3::date
from unnest(
  $4::text[],
  $5::text[],
  $6::int[]
) as a (old_code, new_code, households);

-- countTeams

select d.role, grid_code_on(d.grid_code, $1::date) as "gridCode", count(*)::int as holders
from duty d
where d.area_id = $2 and d.account_id is not null
  and d.valid_from <= $3::date and (d.valid_to is null or d.valid_to > $4::date)
group by 1, 2 order by 1, 2;

-- listBuildingPlaces

select b.id, case when b.address <> '' then b.address else b.name end as address,
  json_build_array(ST_X("b"."place"), ST_Y("b"."place")) as position
from building b where b.id = any($1::text[]) order by b.id;

-- listCasesBetween

select c.id, c.number, c.state, c.category, json_build_array(ST_X("c"."place"), ST_Y("c"."place")) as position,
  (select g.grid_id from division_grid g where g.division_id = $1
    and ST_Covers("g"."geom", "c"."place") order by g.grid_id limit 1) as before, (select g.grid_id from division_grid g where g.division_id = $2
    and ST_Covers("g"."geom", "c"."place") order by g.grid_id limit 1) as after
from dispatch_case c where c.community_id = $3 and c.place is not null
  and c.state = any($4::text[]) order by c.number;

-- listStationsBetween

select s.id, s.name, s.kind, json_build_array(ST_X("s"."geom"), ST_Y("s"."geom")) as position,
  (select g.grid_id from division_grid g where g.division_id = $1
    and ST_Covers("g"."geom", "s"."geom") order by g.grid_id limit 1) as before, (select g.grid_id from division_grid g where g.division_id = $2
    and ST_Covers("g"."geom", "s"."geom") order by g.grid_id limit 1) as after
from station s where s.community_id = $3 order by s.name, s.id;

-- forgetPresence

delete
from "plan_presence"
where ("seen_at" < $1 or ("page_id" = $2 and "account_id" = $3));

-- listPresence

select p.page_id as "pageId", p.account_id as "accountId", a.display_name as name,
  p.claimed_at as "claimedAt"
from plan_presence p join account a on a.id = p.account_id
where p.division_id = $1 and p.seen_at >= $2
order by p.claimed_at nulls last, a.display_name, p.page_id;

-- notePresence

insert into plan_presence (page_id, division_id, account_id, seen_at, claimed_at)
values ($1, $2, $3, $4, $5)
on conflict (page_id) do update set division_id = excluded.division_id,
  seen_at = excluded.seen_at,
  claimed_at = case when $6 and plan_presence.division_id = excluded.division_id
    then plan_presence.claimed_at else excluded.claimed_at end
where plan_presence.account_id = excluded.account_id;

-- listCityUnitShapes

select u.id, u.code, u.area_m2 as "squareMetres", u.household_count as households,
  u.building_count as buildings, ST_AsGeoJSON("u"."geom", 9)::json as geometry
from city_unit u where u.community_id = $1 order by u.code, u.id;

-- insertCityUnitGrids

insert into city_unit_grid (city_unit_id, grid_version_id, household_count, area_m2)
select r.city_unit_id, r.grid_version_id, r.households, r.area_m2 from unnest(
  $1::text[], $2::text[],
  $3::int[], $4::float8[]
) as r (city_unit_id, grid_version_id, households, area_m2)
where exists (select 1 from grid_version g where g.id = r.grid_version_id);

-- insertCityUnits

insert into city_unit (id, code, community_id, base_id, area_m2, household_count,
  building_count, geom)
select u.id, u.code, $1, $2, u.area_m2, u.households, u.buildings,
  ST_Multi(ST_GeomFromWKB("u"."wkb", 4326))
from unnest(
  $3::text[], $4::text[],
  $5::float8[],
  $6::int[],
  $7::int[],
  $8::bytea[]
) as u (id, code, area_m2, households, buildings, wkb);

-- measureCityUnits

with own as (select id, area_m2, made_at from city_unit where community_id = $1),
known as (
  select distinct grid_version_id as id from city_unit_grid
  where city_unit_id in (select id from own)
),
present as (
  select id from grid_version where community_id = $2
    and valid_from <= $3::date and (valid_to is null or valid_to > $4::date)
)
select array(select area_m2 from own) as "squareMetres",
  (select max(made_at) from own) as "madeAt",
  exists (select 1 from own) and exists (
    select 1 from known full join present using (id)
    where known.id is null or present.id is null) as "isStale";

-- removeCityUnits

delete
from "city_unit"
where "community_id" = $1;

-- findPublicGrid

select g.code, g.name, g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
  a.name as community, a.path,
  (select coalesce(json_agg(json_build_object('name', s.name, 'address', s.address,
    'hours', s.hours) order by s.name, s.id), '[]')
    from station s where ST_Covers("g"."geom", "s"."geom")) as stations
from grid_version g join area a on a.id = g.community_id
where g.code = $1 and g.valid_from <= $2::date
order by g.valid_from desc limit 1;

-- findServiceLine

select l.area_id as "areaId", l.number from service_line l join area a on a.id = l.area_id
where l.area_id = any($1::text[]) order by cardinality(a.path) desc limit 1;

-- holdsOpenStreetMap

select 1 from import_batch where state = 'done'
and (layer = 'osm' or file_name ~* '(osm|openstreetmap)') limit 1;

-- listCommunitiesOfGrids

select distinct community_id as id from grid_version where id = any($1::text[])
order by id;

-- listExportBuildings

select b.id, b.source_id as "sourceId", b.name, b.address, coalesce(c.name, '') as compound,
  b.household_count as households,
  case when b.household_count is not null then b.household_source end as "householdSource",
  b.storeys, b.building_use as use, ST_AsGeoJSON("b"."geom", 9)::json as geometry
from building b left join compound c on c.id = b.compound_id
where b.community_id = $1 order by b.id;

-- listExportCommunities

select a.id, a.code, a.name, a.path, json_build_array(ST_XMin("a"."geom"), ST_YMin("a"."geom"), ST_XMax("a"."geom"), ST_YMax("a"."geom")) as bbox, ST_AsGeoJSON("a"."geom", 9)::json as geometry,
  coalesce((select u.name from area u where u.id = any(a.path) and u.kind = $1
limit 1), '') as street, coalesce((select u.name from area u where u.id = any(a.path) and u.kind = $2
limit 1), '') as district
from area a
where a.kind = 'community' and a.valid_to is null
  and a.path && $3::text[] and a.path && $4::text[]
order by a.code, a.id;

-- listGridShapes

select g.id, g.code, g.name, g.household_count as households, g.plan_id as "planId",
  g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
  array(select building_id from grid_building b where b.grid_version_id = g.id
    order by building_id) as "buildingIds",
  ST_AsGeoJSON("g"."geom", 9)::json as geometry
from grid_version g
where g.community_id = $1 and g.valid_from <= $2::date
  and (g.valid_to is null or g.valid_to > $3::date)
order by g.code, g.id;

-- listGridTeams

select g.id as "gridId", d.role, d.display_name as "displayName"
from grid_version g join duty d on d.area_id = g.community_id
  and (grid_code_on(d.grid_code, $1::date) = g.code
    or d.grid_code is null and ST_Covers("g"."geom", "d"."post"))
left join account p on p.id = d.account_id
where g.community_id = $2 and g.valid_from <= $3::date
  and (g.valid_to is null or g.valid_to > $4::date)
  and d.valid_from <= $5::date and (d.valid_to is null or d.valid_to > $6::date)
  and p.closed_at is null
order by g.code, d.role, d.id;

-- loadSheetGround

select o.kind, ST_AsGeoJSON("o"."geom", 9)::json as geometry from land o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

select o.name, ST_AsGeoJSON("o"."geom", 9)::json as geometry from building o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

select o.name, ST_AsGeoJSON("o"."geom", 9)::json as geometry from compound o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

select o.barrier_class as class, ST_AsGeoJSON("o"."geom", 9)::json as geometry from barrier o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

select o.class, o.name, ST_AsGeoJSON("o"."geom", 9)::json as geometry from way o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

select o.name, o.kind, json_build_array(ST_X("o"."geom"), ST_Y("o"."geom")) as position from station o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by o.id;

-- saveServiceLine

insert into "service_line" ("area_id", "number")
values ($1, $2)
on conflict ("area_id") do update
set "number" = $3;

-- deletePlan

delete
from "division_plan"
where "id" = $1 and "state" = $2;

-- endGrids

update "grid_version"
set "valid_to" = $1
where "community_id" = $2 and "valid_to" is null;

-- findRepairedCommunity

select "community_id" as "communityId"
from "base_repair"
where "id" = $1 and "withdrawn_at" is null;

-- insertBaseRepair

insert into "base_repair" ("id", "community_id", "kind", "repair", "reason", "made_by")
values ($1, $2, $3, $4, $5, $6);

-- lastGroundRepairAt

select max(greatest(made_at, withdrawn_at)) as "at"
from "base_repair"
where community_id = any($1::text[]) and "kind" <> $2;

-- listBaseRepairs

select "r"."id", "r"."community_id" as "communityId", "r"."repair", "r"."reason", "a"."display_name" as "by", "r"."made_at" as "at"
from "base_repair" as "r"
left join "account" as "a" on "a"."id" = "r"."made_by"
where r.community_id = any($1::text[]) and "r"."withdrawn_at" is null
order by "r"."made_at", "r"."id";

-- listCommunitiesNear

select n.id from area a join area n on "n"."geom" && ST_Expand("a"."geom", $1)
where a.id = $2 and n.kind = 'community' and n.valid_to is null
order by n.id;

-- listStrayBuildings

select o.id, coalesce(o.household_count, 0) as households, o.household_source as "householdSource",
  o.building_use <> 'other' as "isDwelling", ST_AsGeoJSON("o"."geom", 9)::json as geometry, null as entrance
from area a join building o on "o"."geom" && ST_Expand("a"."geom", $1)
where a.id = $2 and o.community_id is null order by o.id;

-- moveDivisionToBase

update "division"
set "base_id" = $1
where "id" = $2;

-- namesOfPlaces

select id, coalesce(nullif(name, ''), address) as name from building where id = any($1::text[])
union all select id, name from compound where id = any($2::text[])
union all select id, name from area where id = any($3::text[]);

-- withdrawBaseRepair

update "base_repair"
set "withdrawn_by" = $1, "withdrawn_at" = clock_timestamp()
where "id" = $2 and "withdrawn_at" is null;

-- findBase

select "id", "community_id" as "communityId", "origin", "unit_count" as "unitCount", "household_count" as "householdCount", "made_at" as "madeAt"
from "base_version"
where "community_id" = $1
order by "made_at" desc
limit $2;

-- findDivisionId

select "id"
from "division"
where "plan_id" = $1 and "community_id" = $2;

-- findPlanFrom

select "plan_id"
from "grid_version"
where "community_id" = $1 and "valid_from" >= $2
limit $3;

-- insertBase

insert into "base_version" ("id", "community_id", "origin", "unit_count", "household_count", "problems", "map")
values ($1, $2, $3, $4, $5, $6, $7);

insert into base_unit (base_id, number, source_id, household_count, compound_id, geom)
select $1, u.number, u.source_id, u.households, u.compound_id,
  ST_Multi(ST_GeomFromWKB("u"."wkb", 4326))
from unnest(
  $2::int[],
  $3::text[],
  $4::int[],
  $5::text[],
  $6::bytea[]
) as u (number, source_id, households, compound_id, wkb);

insert into unit_building (base_id, building_id, unit_number)
select $1, * from unnest(
  $2::text[],
  $3::int[]
);

-- insertGridVersions

insert into grid_version (id, code, name, pinyin, initials, community_id, plan_id, base_id,
  household_count, building_count, predecessors, valid_from, grid_id, geom)
select g.id, g.code, g.name, g.pinyin, g.initials, g.community_id, g.plan_id, g.base_id,
  g.households, g.buildings,
  array(select jsonb_array_elements_text(g.predecessors::jsonb)), g.valid_from, g.grid_id,
  ST_Multi(ST_GeomFromWKB("g"."wkb", 4326))
from unnest(
  $1::text[], $2::text[],
  $3::text[], $4::text[],
  $5::text[],
  $6::text[],
  $7::text[], $8::text[],
  $9::int[],
  $10::int[],
  $11::text[],
  $12::date[],
  $13::text[],
  $14::bytea[]
) as g (id, code, name, pinyin, initials, community_id, plan_id, base_id, households,
  buildings, predecessors, valid_from, grid_id, wkb);

insert into grid_building (grid_version_id, building_id)
select m.grid_version_id, m.building_id from unnest(
  $1::text[], $2::text[]
) as m (grid_version_id, building_id)
where exists (select 1 from building b where b.id = m.building_id);

-- insertPlan

insert into "division_plan" ("id", "name", "state", "created_by", "effective_on", "reverts_to", "published_at")
values ($1, $2, $3, $4, $5, $6, $7);

insert into "division" ("id", "plan_id", "community_id", "base_id", "settings")
values ($1, $2, $3, $4, $5);

insert into division_unit (division_id, unit_number)
select $1, number from base_unit where base_id = $2;

-- listChanges

select "c"."revision", "c"."at", "a"."display_name" as "by", "c"."account_id" as "accountId", "c"."intent", "c"."change", "c"."inverse", "c"."undoes", "c"."idempotency_key" as "idempotencyKey"
from "division_change" as "c"
left join "account" as "a" on "a"."id" = "c"."account_id"
where "c"."division_id" = $1
order by "c"."revision";

-- listGridsOn

select g.id, g.code, g.name, g.household_count as households, g.plan_id as "planId",
  g.grid_id as "gridId", g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
  array(select building_id from grid_building b where b.grid_version_id = g.id) as "buildingIds"
from grid_version g
where g.community_id = $1 and g.valid_from <= $2::date
  and (g.valid_to is null or g.valid_to > $3::date)
order by g.code;

-- listPlans

select p.id, p.name, p.state, p.created_at as "createdAt", p.effective_on as "effectiveOn",
    p.reverts_to::text as "revertsTo",
    (select case when bool_and(g.valid_to is not null) then max(g.valid_to)::text end
      from grid_version g where g.plan_id = p.id) as "endsOn",
    (select display_name from account where id = p.created_by) as "createdBy",
    json_agg(json_build_object('id', d.id, 'communityId', d.community_id,
      'communityName', a.name, 'path', a.path, 'baseId', d.base_id, 'revision', d.revision,
      'grids', (select count(*) from division_grid g where g.division_id = d.id),
      'unassignedUnits', (select count(*) from division_unit u
        where u.division_id = d.id and u.grid_id is null))
      order by a.code) as divisions,
    (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.display_name)
order by e.display_name, e.id), '[]') from account e where e.id in (
  select c.account_id from division_change c join division o on o.id = c.division_id
  where o.plan_id = p.id)) as editors, (select coalesce(json_agg(json_build_object(
'step', substr(u.action, length('division.') + 1), 'at', u.at, 'by', w.display_name,
'reason', u.detail->>'reason') order by u.id), '[]')
from audit u left join account w on w.id = u.account_id
where u.object = p.id and u.action like 'division.%') as steps
  from division_plan p join division d on d.plan_id = p.id join area a on a.id = d.community_id
  
  group by p.id
  having bool_and(a.path && $1::text[])
  order by p.created_at desc, p.id;

-- listRetiredGrids

select "id"
from "grid_version"
where id = any($1::text[]) and "valid_to" <= $2
order by "id";

-- listUsedCodes

select distinct "code"
from "grid_version"
where "community_id" = $1;

-- loadAssignment

select "grid_id"
from "division_unit"
where "division_id" = $1
order by "unit_number";

-- loadBase

select "community_id" as "communityId", "map", "problems"
from "base_version"
where "id" = $1;

-- loadBaseInputs

select o.id, coalesce(o.household_count, 0) as households,
  o.household_source as "householdSource", o.building_use <> 'other' as "isDwelling",
  ST_AsGeoJSON("o"."geom", 9)::json as geometry,
  (select json_build_array(ST_X("e"."geom"), ST_Y("e"."geom")) from entrance e
    where e.building_id = o.id order by e.id limit 1) as entrance
from building o where o.community_id = $1 order by o.id;

select o.id, ST_AsGeoJSON("o"."geom", 9)::json as geometry from compound o
where o.community_id = $1 order by o.id;

select o.barrier_class as barrier, ST_AsGeoJSON("o"."geom", 9)::json as geometry from barrier o
where o.geom && (select geom from area where id = $1) order by o.id;

select o.class, ST_AsGeoJSON("o"."geom", 9)::json as geometry from way o
where o.geom && (select geom from area where id = $1) order by o.id;

select o.id, o.household_count as households, ST_AsGeoJSON("o"."geom", 9)::json as geometry
from ready_unit o where o.community_id = $1 order by o.id;

-- loadDivision

select "d"."id", "d"."plan_id" as "planId", "p"."state" as "planState", "d"."community_id" as "communityId", "a"."path", "d"."base_id" as "baseId", "d"."revision", "d"."settings"
from "division" as "d"
inner join "division_plan" as "p" on "p"."id" = "d"."plan_id"
inner join "area" as "a" on "a"."id" = "d"."community_id"
where "d"."id" = $1;

-- loadDivisionForUpdate

select "d"."id", "d"."plan_id" as "planId", "p"."state" as "planState", "d"."community_id" as "communityId", "a"."path", "d"."base_id" as "baseId", "d"."revision", "d"."settings"
from "division" as "d"
inner join "division_plan" as "p" on "p"."id" = "d"."plan_id"
inner join "area" as "a" on "a"."id" = "d"."community_id"
where "d"."id" = $1
for update of "d" for share of "p";

-- loadGrids

select "grid_id" as "gridId", "is_locked" as "isLocked"
from "division_grid"
where "division_id" = $1
order by "grid_id";

-- loadPlan

select p.id, p.name, p.state, p.created_at as "createdAt", p.effective_on as "effectiveOn",
    p.reverts_to::text as "revertsTo",
    (select case when bool_and(g.valid_to is not null) then max(g.valid_to)::text end
      from grid_version g where g.plan_id = p.id) as "endsOn",
    (select display_name from account where id = p.created_by) as "createdBy",
    json_agg(json_build_object('id', d.id, 'communityId', d.community_id,
      'communityName', a.name, 'path', a.path, 'baseId', d.base_id, 'revision', d.revision,
      'grids', (select count(*) from division_grid g where g.division_id = d.id),
      'unassignedUnits', (select count(*) from division_unit u
        where u.division_id = d.id and u.grid_id is null))
      order by a.code) as divisions,
    (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.display_name)
order by e.display_name, e.id), '[]') from account e where e.id in (
  select c.account_id from division_change c join division o on o.id = c.division_id
  where o.plan_id = p.id)) as editors, (select coalesce(json_agg(json_build_object(
'step', substr(u.action, length('division.') + 1), 'at', u.at, 'by', w.display_name,
'reason', u.detail->>'reason') order by u.id), '[]')
from audit u left join account w on w.id = u.account_id
where u.object = p.id and u.action like 'division.%') as steps
  from division_plan p join division d on d.plan_id = p.id join area a on a.id = d.community_id
  where p.id = $1
  group by p.id
  having bool_and(a.path && $2::text[])
  order by p.created_at desc, p.id;

-- removePlannedGrids

delete from grid_version where plan_id = $1
returning community_id as "communityId", valid_from::text as day;

update grid_version set valid_to = null
from unnest(
  $1::text[], $2::date[]
) as gone (community_id, day)
where grid_version.community_id = gone.community_id
  and grid_version.valid_to = gone.day;

-- replaceAssignment

delete from division_unit where division_id = $1
and unit_number >= $2;

insert into division_unit (division_id, unit_number, grid_id)
select $1, given.unit_number, given.grid_id
from unnest($2::int[], $3::text[])
  as given (unit_number, grid_id)
on conflict (division_id, unit_number) do update set grid_id = excluded.grid_id
where division_unit.grid_id is distinct from excluded.grid_id;

-- saveAssignment

update division_unit set grid_id = moved.grid_id
from unnest(
  $1::int[],
  $2::text[]
) as moved (unit_number, grid_id)
where division_unit.division_id = $3
  and division_unit.unit_number = moved.unit_number;

-- saveChange

update "division"
set "revision" = $1
where "id" = $2;

insert into "division_change" ("division_id", "revision", "account_id", "intent", "change", "inverse", "undoes", "idempotency_key")
values ($1, $2, $3, $4, $5, $6, $7, $8);

-- saveGrids

delete from division_grid where division_id = $1
and grid_id = any($2::text[]);

insert into division_grid
  (division_id, grid_id, is_locked, household_count, unit_count, metrics, geom)
select $1, g.grid_id, g.is_locked, g.households, g.units, g.metrics::jsonb,
  ST_Multi(ST_GeomFromWKB("g"."wkb", 4326))
from unnest(
  $2::text[],
  $3::bool[],
  $4::int[],
  $5::int[],
  $6::text[],
  $7::bytea[]
) as g (grid_id, is_locked, households, units, metrics, wkb)
on conflict (division_id, grid_id) do update set is_locked = excluded.is_locked,
  household_count = excluded.household_count, unit_count = excluded.unit_count,
  metrics = excluded.metrics, geom = excluded.geom;

-- saveSettings

update "division"
set "settings" = $1
where "id" = $2;

-- setPlanState

update "division_plan"
set "state" = $1, "effective_on" = $2, "published_at" = $3
where "id" = $4 and "state" = $5;
