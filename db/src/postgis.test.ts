import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
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
