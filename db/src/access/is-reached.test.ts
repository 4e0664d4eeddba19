import { isReached, LEVELS, type Jurisdiction, type Reachable } from "@onegrid/core/access";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import type { Db } from "../connect.ts";
import { isReachedSql } from "./is-reached.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

/** A small world, so that things often meet: 2 streets of 3 communities, a few classes. */
const STREETS = ["s1", "s2"];
const COMMUNITIES = STREETS.flatMap((street) => [1, 2, 3].map((n) => `${street}c${n}`));
const AREAS = ["d", ...STREETS, ...COMMUNITIES, "elsewhere"];
const CLASSES = [
  "event",
  "event.01",
  "event.01-02",
  "event.010",
  "event.02",
  "event.02-1",
  "asset.01",
];
const PEOPLE = ["p1", "p2", "unit", "s1c1"];

const paths = [
  ...COMMUNITIES.map((id) => ["d", id.slice(0, 2), id]),
  ...STREETS.map((id) => ["d", id]),
  ["d"],
  [],
];
const thing: fc.Arbitrary<Reachable> = fc.record({
  path: fc.constantFrom(...paths),
  categoryId: fc.constantFrom(...CLASSES),
  level: fc.constantFrom(...LEVELS),
  assigneeId: fc.constantFrom(null, ...PEOPLE),
  helperIds: fc.subarray(PEOPLE, { maxLength: 2 }),
});
const jurisdiction: fc.Arbitrary<Jurisdiction> = fc.record({
  reaches: fc.array(
    fc.record({
      areaIds: fc.subarray(AREAS),
      categories: fc.option(fc.subarray(CLASSES, { maxLength: 3 })),
      maxLevel: fc.constantFrom(...LEVELS),
    }),
    { maxLength: 4 },
  ),
  ownIds: fc.subarray(PEOPLE, { maxLength: 2 }),
});

const THINGS = 2_500;
const SUBJECTS = 420;
const columns = {
  ...{ path: "path", category: "category", level: "level" },
  ...{ assignee: "assignee", helpers: "helpers" },
};

test("SQL and TypeScript agree on a million random pairs of a jurisdiction and a thing", async () => {
  const things = fc.sample(thing, { numRuns: THINGS, seed: 7 });
  let pairs = 0;
  let reached = 0;
  await db.transaction().execute(async (trx) => {
    await sql`create temp table thing (number int, path text[], category text, level text,
      assignee text, helpers text[])`.execute(trx);
    await sql`insert into thing select number, array(select jsonb_array_elements_text(path)),
      category, level, assignee, array(select jsonb_array_elements_text(helpers)) from jsonb_to_recordset(${JSON.stringify(
        things.map(({ path, categoryId, level, assigneeId, helperIds }, number) => ({
          ...{ number, path, level },
          category: categoryId,
          assignee: assigneeId,
          helpers: helperIds,
        })),
      )}::jsonb) as t (number int, path jsonb, category text, level text, assignee text, helpers jsonb)`.execute(
      trx,
    );
    for (const subject of fc.sample(jurisdiction, { numRuns: SUBJECTS, seed: 11 })) {
      const { rows } = await sql<{ number: number }>`
        select number from thing where ${isReachedSql(columns, subject)}`.execute(trx);
      const found = new Set(rows.map(({ number }) => number));
      const wrong = things.flatMap((each, number) =>
        isReached(subject, each) === found.has(number) ? [] : [{ each, subject }],
      );
      expect(wrong).toEqual([]);
      pairs += things.length;
      reached += found.size;
    }
    await sql`drop table thing`.execute(trx);
  });
  expect(pairs).toBeGreaterThanOrEqual(1_000_000);
  // Neither nobody nor everybody: both answers were really compared.
  expect(reached / pairs).toBeGreaterThan(0.2);
  expect(reached / pairs).toBeLessThan(0.8);
  process.stdout.write(`${pairs} pairs compared, ${reached} reached\n`);
}, 120_000);
