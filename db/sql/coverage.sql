-- listBuildingNames

select "id", "name"
from "building"
where id = any($1::text[]);

-- listBuildingPlaces

select b.id, json_build_array(ST_X(coalesce(e.geom, b.place)), ST_Y(coalesce(e.geom, b.place))) as position,
  case when e.geom is null then ST_MaxDistance(ST_Transform(b.place, 3857), b.geom_3857)
* cos(radians(ST_Y(b.place))) else 0 end
    as "radiusMetres",
  b.household_count as households, b.household_source as "householdSource",
  b.community_id as "communityId", coalesce(a.path, '{}') as "communityPath", g.id as "gridId"
from building b
left join area a on a.id = b.community_id
left join (
  select distinct on (building_id) building_id, geom from entrance order by building_id, id
) e on e.building_id = b.id
left join (
  select gb.building_id, v.id from grid_building gb
  join grid_version v on v.id = gb.grid_version_id and v.valid_from <= $1::date
    and (v.valid_to is null or v.valid_to > $2::date)
) g on g.building_id = b.id
order by b.id;

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

select "id", "compound_id" as "compoundId", "access", "evidence", json_build_array(ST_X("geom"), ST_Y("geom")) as "position"
from "gate"
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326)
order by "id";

-- listGridNames

select "id", "code", "name", "community_id" as "communityId", json_build_array(ST_XMin("geom"), ST_YMin("geom"), ST_XMax("geom"), ST_YMax("geom")) as "bbox"
from "grid_version"
where "valid_from" <= $1 and ("valid_to" is null or "valid_to" > $2)
order by "code";

-- listStations

select "s"."id", "s"."kind", "s"."name", json_build_array(ST_X("s"."geom"), ST_Y("s"."geom")) as "position", "s"."floor_area_m2" as "floorAreaSquareMetres", "s"."hours", "s"."services", coalesce(a.path, '{}') as "communityPath"
from "station" as "s"
left join "area" as "a" on "a"."id" = "s"."community_id"
where s.kind = any($1::text[])
order by "s"."id";

-- listWays

select id, tags, ST_AsGeoJSON("geom", 9)::json as line from way
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) order by id;
