import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pointInside, type Polygon, type Position } from "@onegrid/core/geometry";
import { array, double, sample } from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import type { Db } from "./connect.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const SPATIAL = /\bST_\w+/g;

async function spatialNames(...patterns: string[]): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for await (const file of glob(patterns, { cwd: PACKAGE })) {
    const text = await readFile(`${PACKAGE}/${file}`, "utf8");
    for (const [name] of text.matchAll(SPATIAL)) places.set(name, file);
  }
  return places;
}

/** Present in one of the two only, or present and not working: PGlite is built without protobuf and C++ exceptions. */
const ONE_SIDED =
  /^ST_(AsMVT|AsMVTGeom|AsGeobuf|Coverage\w+|Letters|SimplifyPolygonHull|LargestEmptyCircle|LineExtend|TriangulatePolygon|ConcaveHull)$/i;

test("every spatial function that is used exists here: in PGlite and in PostGIS 3.3", async () => {
  const used = await spatialNames("src/postgis.ts", "sql/*.sql", "migrations/*.ts");
  expect(used.size).toBeGreaterThan(5);
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...used.keys()]}::text[]) name
    where not exists (select 1 from pg_proc where proname = lower(name))`.execute(db);
  expect(rows).toEqual([]);
  expect([...used.keys()].filter((name) => ONE_SIDED.test(name))).toEqual([]);
});

test("only postgis.ts names spatial functions", async () => {
  const places = await spatialNames("src/**/*.ts");
  const elsewhere = [...places].filter(
    ([, file]) => file !== "src/postgis.ts" && !file.endsWith(".test.ts"),
  );
  expect(elsewhere).toEqual([]);
});

const aDistance = double({ min: 0.0001, max: 0.001, noNaN: true });
/** Buildings of any shape, and one in three with a yard. */
const buildings = sample(array(aDistance, { minLength: 4, maxLength: 14 }), {
  numRuns: 200,
  seed: 7,
}).map((distances, at): Polygon => {
  const ring = (share: number): Position[] => {
    const corners = distances.map((distance, i): Position => {
      const angle = (i / distances.length) * 2 * Math.PI;
      const reach = share * distance;
      return [103.8 + reach * Math.cos(angle), 1.4 + reach * Math.sin(angle)];
    });
    return [...corners, corners[0] ?? [0, 0]];
  };
  return { type: "Polygon", coordinates: at % 3 === 0 ? [ring(1), ring(0.4)] : [ring(1)] };
});

test("a building that is read from a file stands where the store has it", async () => {
  const texts = buildings.map((building) => JSON.stringify(building));
  const { rows } = await sql<{ x: number; y: number }>`
    select ST_X(p) as x, ST_Y(p) as y from unnest(${texts}::text[]) with ordinality as t (g, at),
      lateral ST_PointOnSurface(ST_GeomFromGeoJSON(g)) p order by at`.execute(db);
  rows.forEach(({ x, y }, at) => {
    const [lng, lat] = pointInside(buildings[at] ?? { type: "Polygon", coordinates: [] }) ?? [0, 0];
    expect(Math.max(Math.abs(lng - x), Math.abs(lat - y)), `building ${at}`).toBeLessThan(1e-12);
  });
  expect(rows.length).toBe(buildings.length);
});
