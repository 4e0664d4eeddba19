import { demoBatches } from "@onegrid/core/demo";
import type { IncidentRecord, LayerName } from "@onegrid/core/ingest";
import { connect, migrate, type Db } from "@onegrid/db";
import { isEmpty, listRootAreas } from "@onegrid/db/organisation";
import { importRecords } from "@onegrid/server";
import type { Tile } from "@onegrid/tiles";
import { sql } from "kysely";
import { step } from "../terminal.ts";

/** What the map of a city draws; entrances are in no tile that is measured. */
const LAYERS: readonly LayerName[] = [
  "areas",
  "compounds",
  "gates",
  "buildings",
  "ways",
  "barriers",
  "land",
  "stations",
];
const UNTIL = "2026-11-20T00:00:00+08:00";
const DEMO = { seed: 1, size: "city", until: UNTIL } as const;

/** Loads the generated city once; a database that has one already is measured as it is. */
export async function fillCity(db: Db): Promise<void> {
  await migrate(db);
  if ((await listRootAreas(db)).length > 0) return;
  await step("正在载入生成的城市", "Loading the generated city", async () => {
    await importRecords(db, placeParts(), source("city"));
    await sql`vacuum analyze`.execute(db);
  });
}

const source = (fileName: string) => ({
  fileName,
  accountId: null,
  now: () => new Date(UNTIL),
});

function* placeParts() {
  for (const batch of demoBatches({ ...DEMO, incidentDays: 1 })) {
    yield { records: batch.filter(({ layer }) => LAYERS.includes(layer)), rejects: [] };
  }
}

export interface City {
  readonly db: Db;
  readonly roots: readonly string[];
  readonly buildings: number;
  readonly cases: number;
}

/** The city with its cases of some days, the newest of them still open. */
export async function openCity(wanted: { openCases: number; days: number }): Promise<City> {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) throw new Error("this needs TEST_DATABASE_URL: a PostGIS database to fill");
  const db = connect(url, { queryTimeoutMs: 30 * 60_000 });
  await fillCity(db);
  if (await isEmpty(db, "dispatch_case"))
    await step("正在载入案件", "Loading cases", async () => {
      const parts = [{ records: incidents(wanted), rejects: [] }];
      await importRecords(db, parts, source("incidents"));
      await sql`vacuum analyze`.execute(db);
    });
  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}`.execute(db);
    return rows[0]?.count ?? 0;
  };
  return {
    db,
    roots: (await listRootAreas(db)).map(({ id }) => id),
    buildings: await count("building"),
    cases: await count("dispatch_case"),
  };
}

const HOUR_MS = 3_600_000;

function incidents({ openCases, days }: { openCases: number; days: number }): IncidentRecord[] {
  const all = [...demoBatches({ ...DEMO, incidentDays: days })]
    .flat()
    .filter((record) => record.layer === "incidents")
    .toSorted((a, b) => Date.parse(b.reportedAt) - Date.parse(a.reportedAt));
  return all.map((record, at) => ({
    ...record,
    closedAt:
      at < openCases
        ? null
        : (record.closedAt ?? new Date(Date.parse(record.reportedAt) + 7 * HOUR_MS).toISOString()),
  }));
}

/** Tiles that hold something, spread over a table: those of every n-th row's middle. */
export async function pickTiles(
  db: Db,
  { table, zoom, most }: { readonly table: string; readonly zoom: number; readonly most: number },
): Promise<Tile[]> {
  const { rows } = await sql<{ x: number; y: number }>`
    select distinct x, y from (
      select floor((ST_X(p) + 20037508.342789244) / size)::int as x,
        floor((20037508.342789244 - ST_Y(p)) / size)::int as y
      from (select ST_PointOnSurface(geom_3857) as p from ${sql.table(table)} order by id) places,
        (select 2 * 20037508.342789244 / 2 ^ ${zoom}::float8 as size) tile
    ) tiles order by x, y`.execute(db);
  const every = Math.max(1, Math.floor(rows.length / most));
  return rows
    .filter((_, index) => index % every === 0)
    .slice(0, most)
    .map(({ x, y }) => ({ z: zoom, x, y }));
}

export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  0;
