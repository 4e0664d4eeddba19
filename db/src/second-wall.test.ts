import {
  isCaseSeen,
  isReached,
  LEVELS,
  reachesOf,
  ROLES,
  sightOf,
  type BoundedDuty,
  type Reachable,
} from "@onegrid/core/access";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import type { Db } from "./connect.ts";
import { readAs, SEEN_TABLES, seeAs, seenAreas } from "./second-wall.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

/** A small world, so that things often meet: 2 streets of 3 communities, a few classes. */
const STREETS = ["s1", "s2"];
const COMMUNITIES = STREETS.flatMap((street) => [1, 2, 3].map((n) => `${street}c${n}`));
const CLASSES = ["event.01", "event.01-02", "event.010", "event.02", "event.02-1", "asset.01"];
const PEOPLE = ["p1", "p2", "unit"];
const KINDS = [
  ["d", "district"],
  ...STREETS.map((id) => [id, "street"]),
  ...COMMUNITIES.map((id) => [id, "community"]),
] as const;

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
const duty: fc.Arbitrary<BoundedDuty> = fc
  .record({
    role: fc.constantFrom(...ROLES),
    area: fc.constantFrom(...KINDS),
    categories: fc.oneof(fc.constant([]), fc.subarray(CLASSES, { maxLength: 2 })),
  })
  .map(({ role, area: [areaId, areaKind], categories }) => ({
    ...{ id: "x", role, areaId, areaKind: areaKind ?? "", categories, areaPath: [] },
  }));
const subject = fc.record({
  duties: fc.array(duty, { maxLength: 4 }),
  ownIds: fc.subarray(PEOPLE, { maxLength: 2 }),
});

const THINGS = 2_500;
const SUBJECTS = 420;

test("policy, stream rule and predicate agree on a million random pairs of a person and a case", async () => {
  const things = fc.sample(thing, { numRuns: THINGS, seed: 17 });
  await insertCases(things);
  let pairs = 0;
  let seen = 0;
  for (const { duties, ownIds } of fc.sample(subject, { numRuns: SUBJECTS, seed: 19 })) {
    const sight = sightOf(duties, ownIds);
    const reaches = reachesOf(duties, "case.read");
    const jurisdiction = { reaches, ownIds: reaches.length > 0 ? ownIds : [] };
    const rows = await readAs(db, sight, (trx) =>
      trx.selectFrom("dispatch_case").select("id").execute(),
    );
    const found = new Set(rows.map(({ id }) => id));
    const wrong = things.flatMap((each, at) => {
      const answers = [isReached(jurisdiction, each), isCaseSeen(sight, each), found.has(`c${at}`)];
      return new Set(answers).size === 1 ? [] : [{ each, duties, ownIds, answers }];
    });
    expect(wrong).toEqual([]);
    pairs += things.length;
    seen += found.size;
  }
  expect(pairs).toBeGreaterThanOrEqual(1_000_000);
  expect(seen / pairs).toBeGreaterThan(0.1);
  expect(seen / pairs).toBeLessThan(0.8);
  process.stdout.write(`${pairs} pairs compared with the policy, ${seen} seen\n`);
}, 120_000);

async function insertCases(things: readonly Reachable[]): Promise<void> {
  await sql`
    insert into dispatch_case (id, number, version, state, category, level, severity, channel,
      scope_path, assignee_id, helper_ids, reported_at, updated_at, card)
    select 'c' || n, 'n' || n, 1, 'filed', category, level, 'minor', 'desk',
      array(select jsonb_array_elements_text(path)), assignee,
      array(select jsonb_array_elements_text(helpers)), now(), now(), '{}'
    from jsonb_to_recordset(${JSON.stringify(
      things.map(({ path, categoryId, level, assigneeId, helperIds }, n) => ({
        ...{ n, path, level, category: categoryId, assignee: assigneeId, helpers: helperIds },
      })),
    )}::jsonb) as t (n int, path jsonb, category text, level text, assignee text, helpers jsonb)`.execute(
    db,
  );
  await sql`insert into case_text (case_id, version, field, body, salt)
    select id, 1, 'note', 'words', 's' from dispatch_case`.execute(db);
}

const NOBODY = sightOf([], []);
const LEADER_OF_S1 = sightOf(
  [{ id: "x", role: "leader", areaId: "s1", areaKind: "street", categories: [], areaPath: [] }],
  ["p1"],
);

test("whoever holds nothing sees no row of a guarded table", async () => {
  for (const table of SEEN_TABLES.GUARDED_TABLES) {
    const { rows } = await readAs(db, NOBODY, (trx) =>
      sql`select 1 from ${sql.table(table)} limit 1`.execute(trx),
    );
    expect([table, rows]).toEqual([table, []]);
  }
});

test("words of a case are seen by whoever sees the case", async () => {
  const [seen, cases] = await readAs(db, LEADER_OF_S1, async (trx) => [
    await trx.selectFrom("case_text").select("case_id as id").orderBy("case_id").execute(),
    await trx.selectFrom("dispatch_case").select("id").orderBy("id").execute(),
  ]);
  expect(seen.length).toBeGreaterThan(100);
  expect(seen).toEqual(cases);
});

test("every table is guarded, open or out of reach, and a new one has to be put somewhere", async () => {
  const { rows } = await sql<{ name: string; guarded: boolean; readable: boolean }>`
    select c.relname as name, c.relrowsecurity as guarded,
      has_table_privilege('onegrid_reader', c.oid, 'select') as readable
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm')
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`.execute(db);
  const named = (keep: (row: (typeof rows)[number]) => boolean): string[] =>
    rows.filter(keep).map(({ name }) => name);
  expect(named(({ guarded }) => guarded)).toEqual([...SEEN_TABLES.GUARDED_TABLES].toSorted());
  expect(named(({ readable }) => readable)).toEqual(
    [...SEEN_TABLES.GUARDED_TABLES, ...SEEN_TABLES.OPEN_TABLES].toSorted(),
  );
});

test("behind the wall there are no accounts' passwords, no sessions and nothing to write", async () => {
  const asks = [
    sql`select password_hash from account`,
    sql`select password_hash from public.account`,
    sql`select 1 from session`,
    sql`select 1 from event_log`,
    sql`select household_count from public.building`,
    sql`update dispatch_case set state = 'closed'`,
    sql`insert into land (id, source_id) values ('x', 'x')`,
  ];
  for (const ask of asks)
    await expect(readAs(db, LEADER_OF_S1, (trx) => ask.execute(trx))).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42703|25006)$/),
    });
});

test("the wall goes with the transaction, also with one that fails", async () => {
  const whoIs = sql<{ role: string; path: string; sight: string | null }>`
    select current_user::text as role, current_setting('search_path') as path,
      current_setting('onegrid.sight', true) as sight`;
  const before = (await whoIs.execute(db)).rows[0];
  await readAs(db, LEADER_OF_S1, async (trx) => {
    expect((await whoIs.execute(trx)).rows[0]?.role).toBe("onegrid_reader");
  });
  await expect(
    db.transaction().execute(async (trx) => {
      await seeAs(trx, LEADER_OF_S1);
      throw new Error("broken off");
    }),
  ).rejects.toThrow("broken off");
  const after = (await whoIs.execute(db)).rows[0];
  expect({ ...after, sight: after?.sight ?? "" }).toEqual({ ...before, sight: "" });
});

test("an area is in a part of somebody's sight when they hold it or one above it", async () => {
  await sql`insert into area (id, source_id, kind, code, name, path, geom)
    select id, id, kind, lpad((row_number() over ())::text, 12, '0'), id, string_to_array(path, ' '),
      'SRID=4326;MULTIPOLYGON(((0 0,1 0,1 1,0 0)))'
    from (values ('s1', 'street', 's1'), ('s1c1', 'community', 's1 s1c1'),
      ('s2', 'street', 's2')) as a (id, kind, path)`.execute(db);
  const ask = (part: "map" | "plan") =>
    readAs(db, LEADER_OF_S1, (trx) => seenAreas(trx, part, ["s1", "s1c1", "s2"]));
  expect(await ask("map")).toEqual(["s1", "s1c1"]);
  const handler = sightOf(
    [
      {
        ...{ id: "x", role: "unit_handler", areaId: "s1", areaKind: "street", categories: [] },
        areaPath: [],
      },
    ],
    ["p1"],
  );
  expect(await readAs(db, handler, (trx) => seenAreas(trx, "plan", ["s1"]))).toEqual([]);
});
