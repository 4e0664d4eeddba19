-- hasSnapshot

select 1 from coverage_snapshot where series_id = $1 and day = $2::date
and data_version = $3 limit 1;

-- insertSnapshot

insert into coverage_series (id, definition, written_at)
values ($1, $2::jsonb, $3::timestamptz)
on conflict (id) do update set written_at = excluded.written_at;

delete from coverage_snapshot where series_id in (
select id from coverage_series where id <> all($1::text[])
order by written_at desc, id offset $2);

delete from coverage_series where id in (
select id from coverage_series where id <> all($1::text[])
order by written_at desc, id offset $2);

delete from coverage_snapshot where series_id = $1 and day = $2::date
and data_version in (
  select data_version from coverage_snapshot
  where series_id = $3 and area_id = $4 and day = $5::date
  order by written_at offset $6);

insert into coverage_snapshot (series_id, area_id, day, data_version, written_at,
  covered, uncovered, not_computable)
select $1, r."areaId", $2::date, $3, $4::timestamptz,
  r.covered, r.uncovered, r."notComputable"
from jsonb_to_recordset($5::jsonb)
  as r ("areaId" text, covered int, uncovered int, "notComputable" int)
where r."areaId" in (select id from area)
on conflict do nothing;

-- lockStationPath

select coalesce(a.path, '{}') as path from station s
left join area a on a.id = s.community_id where s.id = $1 for update of s;

-- updateStation

update "station"
set "kind" = $1, "hours" = $2, "floor_area_m2" = $3, "services" = $4
where "id" = $5;

-- listSnapshots

select day, min(written_at) as at, sum(covered)::int as covered,
  sum(uncovered)::int as uncovered, sum(not_computable)::int as "notComputable"
from coverage_snapshot
where series_id = $1 and area_id = any($2::text[])
group by day, data_version order by day, min(written_at);

-- listBuildingNames

select "id", "name"
from "building"
where id = any($1::text[]);

-- listBuildingPlaces

select id, path from area;

select b.id, ST_X(coalesce(e.geom, b.place)) as lng, ST_Y(coalesce(e.geom, b.place)) as lat,
  case when e.geom is null then ST_MaxDistance(ST_Transform(b.place, 3857), b.geom_3857)
* cos(radians(ST_Y(b.place))) else 0 end
    as "radiusMetres",
  b.household_count as households, b.household_source as "householdSource",
  b.community_id as "communityId", g.id as "gridId"
from building b
left join (
  select distinct on (building_id) building_id, geom from entrance order by building_id, id
) e on e.building_id = b.id
left join (
  select gb.building_id, v.id from grid_building gb
  join grid_version v on v.id = gb.grid_version_id and v.valid_from <= $1::date
    and (v.valid_to is null or v.valid_to > $2::date)
) g on g.building_id = b.id
order by b.id;

-- listCommunityPaths

select coalesce(a.path, '{}') as path
from unnest($1::double precision[], $2::double precision[])
  with ordinality as p (lng, lat, at)
left join lateral (
  select path from area where kind = 'community' and valid_to is null
    and ST_Covers("area"."geom", ST_SetSRID(ST_MakePoint("p"."lng", "p"."lat"), 4326))
  order by id limit 1
) a on true
order by p.at;

-- insertGateSurvey

update gate_survey set replaced_by = $1
where replaced_by is null and (id = $2 or gate_id = $3);

insert into gate_survey (id, compound_id, gate_id, verdict, access, hours, place, surveyed_by,
  surveyed_at)
values ($1, $2, $3, $4,
  $5, $6, ST_SetSRID(ST_MakePoint($7::double precision, $8::double precision), 4326), $9, $10);

-- listCompoundNames

select c.id, c.name, coalesce(a.path, '{}') as path
from compound c left join area a on a.id = c.community_id
where c.id = any($1::text[]) order by c.id;

-- listCompoundsOfBuildings

select "id", "compound_id" as "compoundId"
from "building"
where id = any($1::text[]);

-- listGateSurveys

select s.id, s.compound_id as "compoundId", s.gate_id as "gateId", s.verdict, s.access, s.hours,
  json_build_array(ST_X("s"."place"), ST_Y("s"."place")) as position, a.display_name as by, s.surveyed_at as at
from gate_survey s left join account a on a.id = s.surveyed_by
where s.replaced_by is null and "s"."place" && ST_MakeEnvelope($1, $2, $3, $4, 4326)
order by s.id;

-- listCompounds

select "id", "access", ST_AsGeoJSON("geom", 9)::json as "geometry"
from "compound"
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326)
order by "id";

-- listFootprints

select b.id, ST_AsBinary("b"."geom_3857", 'NDR') as wkb
from building b
where "b"."geom_3857" && ST_MakeEnvelope($1, $2, $3, $4, 3857)
  and b.community_id in (select id from area where path && $5::text[])
order by b.id;

-- listGates

select "id", "compound_id" as "compoundId", "access", "evidence", "hours", json_build_array(ST_X("geom"), ST_Y("geom")) as "position"
from "gate"
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326)
order by "id";

-- listGridNames

select "id", "code", "name", "community_id" as "communityId", json_build_array(ST_XMin("geom"), ST_YMin("geom"), ST_XMax("geom"), ST_YMax("geom")) as "bbox"
from "grid_version"
where "valid_from" <= $1 and ("valid_to" is null or "valid_to" > $2)
order by "code";

-- listPublicBuildings

select b.id, b.name, json_build_array(ST_X(b.place), ST_Y(b.place)) as position,
  b.building_use = 'mixed' as "isMixed", b.facility
from building b
where b.building_use <> 'residential' and (b.name <> '' or b.facility is not null)
  and b.community_id in (select id from area where path && $1::text[])
order by b.id;

-- listStations

select "s"."id", "s"."kind", "s"."name", json_build_array(ST_X("s"."geom"), ST_Y("s"."geom")) as "position", "s"."floor_area_m2" as "floorAreaSquareMetres", "s"."hours", "s"."services", coalesce(a.path, '{}') as "communityPath"
from "station" as "s"
left join "area" as "a" on "a"."id" = "s"."community_id"
where s.kind = any($1::text[])
order by "s"."id";

-- deleteScenario

delete
from "coverage_scenario"
where "id" = $1 and "revision" = $2;

-- insertScenario

insert into "coverage_scenario" ("id", "area_id", "owner_id", "revision", "day", "made_at", "name", "note", "is_shared", "changes", "version", "changed_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- listScenarios

select s.id, s.area_id as "areaId", a.name as "areaName", a.path, s.name, s.note,
  s.is_shared as "isShared", s.owner_id as "ownerId", w.display_name as owner, s.revision,
  s.changes, s.version, s.day, s.changed_at as "changedAt"
from coverage_scenario s join area a on a.id = s.area_id
  left join account w on w.id = s.owner_id
where (s.is_shared or s.owner_id = $1)
  and (a.path && $2::text[] or s.area_id in (
    select unnest(path) from area where id = any($3::text[])))
  and ($4::text is null or s.id = $5)
order by s.changed_at desc, s.id;

-- loadReportGround

select o.kind, ST_AsGeoJSON("o"."geom", 9)::json as geometry from land o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) and o.kind in ('green', 'water') order by o.id;

select o.class, ST_AsGeoJSON("o"."geom", 9)::json as geometry from way o
where "o"."geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) and ($5::boolean or replace(o.class, '_link', '') = any($6::text[]))
order by o.id;

-- loadScenario

select s.id, s.area_id as "areaId", a.name as "areaName", a.path, s.name, s.note,
  s.is_shared as "isShared", s.owner_id as "ownerId", w.display_name as owner, s.revision,
  s.changes, s.version, s.day, s.changed_at as "changedAt"
from coverage_scenario s join area a on a.id = s.area_id
  left join account w on w.id = s.owner_id
where (s.is_shared or s.owner_id = $1)
  and (a.path && $2::text[] or s.area_id in (
    select unnest(path) from area where id = any($3::text[])))
  and ($4::text is null or s.id = $5)
order by s.changed_at desc, s.id;

-- updateScenario

update "coverage_scenario"
set "revision" = $1, "name" = $2, "note" = $3, "is_shared" = $4, "changes" = $5, "version" = $6, "changed_at" = $7
where "id" = $8 and "revision" = $9;

-- listWayBarriers

select "tags", json_build_array(ST_X("geom"), ST_Y("geom")) as "position"
from "way_barrier"
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326)
order by "id";

-- listWays

select id, tags, ST_AsGeoJSON("geom", 9)::json as line from way
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by id;
