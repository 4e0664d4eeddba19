import type { Polygon, Position } from "@onegrid/core/geometry";
import type { AreaRecord, LayerRecord } from "@onegrid/core/ingest";
import { migrate, type Db } from "@onegrid/db";
import { listRootAreas } from "@onegrid/db/organisation";
import { importRecords } from "@onegrid/server";
import { sql } from "kysely";
import { step } from "../terminal.ts";
import { makeCity } from "./made-city.ts";

/** Cells of 50 m along one side: 409,600 nodes. */
const SIDE = 640;
const COUNTS = { buildings: 200_000, stations: 400 };
/** Communities (社区) along each side, and streets (街道) of five by five of them. */
const [COLUMNS, ROWS, IN_STREET] = [25, 20, 5];
const AT_A_TIME = 5000;
const [WEST, SOUTH] = [115.5, 28.4];
const [EAST, NORTH] = [WEST + (SIDE * 50) / 97_700, SOUTH + (SIDE * 50) / 110_800];

/** A district of 200,000 buildings and 400 stations, loaded once: a store that has areas stays as it is. */
export async function fillRegion(db: Db, now: () => Date): Promise<void> {
  await migrate(db);
  if ((await listRootAreas(db)).length > 0) return;
  await step("正在载入生成的城区", "Loading the made district", async () => {
    await importRecords(db, parts(), { fileName: "made district", accountId: null, now });
    await drawGrids(db);
    await sql`analyze`.execute(db);
  });
}

/** Its areas and grids alone. */
export async function fillAreas(db: Db, now: () => Date): Promise<void> {
  if ((await listRootAreas(db)).length > 0) return;
  const source = { fileName: "made district", accountId: null, now };
  await importRecords(db, [{ records: [...areas()], rejects: [] }], source);
  await drawGrids(db);
}

function* parts() {
  for (const records of [[...areas()], [...walls()], [...places()]])
    for (let at = 0; at < records.length; at += AT_A_TIME)
      yield { records: records.slice(at, at + AT_A_TIME), rejects: [] };
}

function rectangle(west: number, south: number, east: number, north: number): Polygon {
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: "Polygon", coordinates: [ring] };
}

/** The part of the district from one column and row to others, in communities. */
const ground = (column: number, row: number, wide: number, high: number): Polygon =>
  rectangle(
    WEST + ((EAST - WEST) * column) / COLUMNS,
    SOUTH + ((NORTH - SOUTH) * row) / ROWS,
    WEST + ((EAST - WEST) * (column + wide)) / COLUMNS,
    SOUTH + ((NORTH - SOUTH) * (row + high)) / ROWS,
  );

const digits = (value: number): string => String(value + 1).padStart(3, "0");

const area = (kind: AreaRecord["kind"], code: string, parentCode: string | null) => ({
  layer: "areas" as const,
  sourceId: code,
  kind,
  code,
  name: code,
  parentCode,
});

function* areas(): Generator<AreaRecord> {
  const root = "360100000000";
  yield { ...area("district", root, null), geometry: ground(0, 0, COLUMNS, ROWS) };
  for (let column = 0; column < COLUMNS; column += IN_STREET)
    for (let row = 0; row < ROWS; row += IN_STREET) {
      const street = `360100${digits((column * ROWS + row) / IN_STREET)}000`;
      yield {
        ...area("street", street, root),
        geometry: ground(column, row, IN_STREET, IN_STREET),
      };
      for (let at = 0; at < IN_STREET ** 2; at++) {
        const [across, up] = [at % IN_STREET, Math.floor(at / IN_STREET)];
        const code = `${street.slice(0, 9)}${digits(at)}`;
        yield {
          ...area("community", code, street),
          geometry: ground(column + across, row + up, 1, 1),
        };
      }
    }
}

const METRE = [1 / 97_700, 1 / 110_800] as const;

/** Every fourth superblock is a walled compound (封闭小区) whose gates nobody has surveyed. */
function* walls(): Generator<LayerRecord> {
  for (let block = 0; block < (SIDE / 8) ** 2; block += 4) {
    const [west, south] = [
      WEST + ((block % (SIDE / 8)) * 400 + 25) * METRE[0],
      SOUTH + (Math.floor(block / (SIDE / 8)) * 400 + 25) * METRE[1],
    ];
    const geometry = rectangle(west, south, west + 350 * METRE[0], south + 350 * METRE[1]);
    const sourceId = `compound/${block}`;
    yield { layer: "compounds", sourceId, name: sourceId, access: "closed", geometry };
  }
}

function* places(): Generator<LayerRecord> {
  const { input, buildings, stations } = makeCity(SIDE, COUNTS);
  for (const { id, tags, nodes } of input.ways) {
    const coordinates = Array.from(nodes, (node): Position => [
      input.lng[node] ?? 0,
      input.lat[node] ?? 0,
    ]);
    yield {
      layer: "ways",
      sourceId: id,
      name: "",
      tags,
      geometry: { type: "LineString", coordinates },
    };
  }
  for (const [at, [lng, lat]] of buildings.entries())
    yield {
      layer: "buildings",
      sourceId: `building/${at}`,
      name: `${at}栋`,
      address: "",
      households: at % 16,
      householdSource: at % 5 === 0 ? "estimate" : "register",
      storeys: 6,
      use: "residential",
      geometry: rectangle(lng, lat, lng + 20 * METRE[0], lat + 12 * METRE[1]),
    };
  for (const [at, coordinates] of stations.entries())
    yield {
      layer: "stations",
      sourceId: `station/${at}`,
      kind: "red_station",
      name: `${at}号驿站`,
      address: "",
      floorAreaM2: 120,
      hours: at % 3 === 0 ? null : "Mo-Fr 08:30-17:30",
      services: at % 2 === 0 ? ["助餐"] : [],
      geometry: { type: "Point", coordinates },
    };
}

/** Ten grids (网格) in each community, by place: 5,000 of them. */
async function drawGrids(db: Db): Promise<void> {
  await sql`
    insert into grid_version (id, code, name, community_id, household_count, building_count,
      valid_from, geom)
    select 'grid-' || a.id || '-' || n, a.code || n, '', a.id, 0, 0, date '2026-01-01',
      ST_Multi(ST_MakeEnvelope(
        ST_XMin(a.geom) + (ST_XMax(a.geom) - ST_XMin(a.geom)) * n / 10, ST_YMin(a.geom),
        ST_XMin(a.geom) + (ST_XMax(a.geom) - ST_XMin(a.geom)) * (n + 1) / 10, ST_YMax(a.geom), 4326))
    from area a, generate_series(0, 9) n where a.kind = 'community'`.execute(db);
  await sql`
    insert into grid_building (grid_version_id, building_id)
    select 'grid-' || a.id || '-' || least(9, greatest(0, floor(
        (ST_X(b.place) - ST_XMin(a.geom)) / (ST_XMax(a.geom) - ST_XMin(a.geom)) * 10)::int)), b.id
    from building b join area a on a.id = b.community_id`.execute(db);
}
