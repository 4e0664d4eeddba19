import { sql } from "kysely";
import { inject, afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import { connect, type Db } from "./connect.ts";
import { DatabaseUnavailable } from "./database-unavailable.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

test("clients with large statements of different shapes get their own answers", async () => {
  const asked = Array.from({ length: 60 }, (_, index) => `${index}-${"x".repeat(200_000)}`);
  const answers = asked.map(async (text, index) => {
    const query =
      index % 2 === 0
        ? sql`select ${text}::text as said, ${index}::int as number`
        : sql`select ${text}::text as said`;
    return (await query.execute(db)).rows[0];
  });
  expect(await Promise.all(answers)).toEqual(
    asked.map((said, index) => (index % 2 === 0 ? { said, number: index } : { said })),
  );
});

const BOW_TIE = "POLYGON((0 0,1 1,1 0,0 1,0 0))";
const SQUARE = "POLYGON((0 0,1 0,1 1,0 1,0 0))";

test("geometry that the engine cannot work with is an error, and its transaction is undone", async () => {
  await sql`create table overlay (name text, geom geometry)`.execute(db);
  await sql`insert into overlay values ('a', ${BOW_TIE}), ('b', ${SQUARE})`.execute(db);
  const overlay = sql`select a.name, ST_Intersection(a.geom, b.geom) from overlay a, overlay b
    where a.name < b.name`;

  await expect(overlay.execute(db)).rejects.toThrow("TopologyException");
  await expect(
    sql`select ST_Area(ST_Intersection(${BOW_TIE}::geometry, ${SQUARE}::geometry))`.execute(db),
  ).rejects.toThrow("TopologyException");
  const write = db.transaction().execute(async (trx) => {
    await sql`insert into overlay values ('c', ${SQUARE})`.execute(trx);
    await sql`insert into overlay ${overlay}`.execute(trx);
  });
  await expect(write).rejects.toThrow("TopologyException");

  const { rows } = await sql`select name from overlay order by name`.execute(db);
  expect(rows).toEqual([{ name: "a" }, { name: "b" }]);
  await sql`drop table overlay`.execute(db);
});

test("a query on the pool inside a transaction is a fault at once, not a wait without end", async () => {
  const mistaken = db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    await sql`select 1`.execute(db);
  });
  await expect(mistaken).rejects.toThrow("pass the transaction down");
  await expect(sql`select 1 as one`.execute(db)).resolves.toMatchObject({ rows: [{ one: 1 }] });
});

test("whole numbers are numbers and dates have no zone", async () => {
  const { rows } =
    await sql`select 9007199254740991::bigint as large, date '2026-03-29' as day`.execute(db);
  expect(rows).toEqual([{ large: 9_007_199_254_740_991, day: "2026-03-29" }]);
  await expect(sql`select 9007199254740993::bigint`.execute(db)).rejects.toThrow("too large");
});

test("a client that vanishes in a transaction leaves nothing behind and stops nobody", async () => {
  const other = connect(inject("databaseUrl"), { queryTimeoutMs: 200, onLost: () => undefined });
  const vanish = other.transaction().execute(async (trx) => {
    await sql`create table half_done ()`.execute(trx);
    await sql`select pg_sleep(1.5)`.execute(trx);
  });
  await expect(vanish).rejects.toThrow(/not available|timeout/);
  await other.destroy();
  const { rows } = await sql`select to_regclass('half_done') as found`.execute(db);
  expect(rows).toEqual([{ found: null }]);
});

test("a database that is not there is unavailable, whatever the socket says", async () => {
  const nowhere = connect("postgresql://postgres@localhost/postgres?host=%2Fnowhere");
  const failure = await sql`select 1`.execute(nowhere).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DatabaseUnavailable);
  expect(failure).toMatchObject({ code: "db.restarting", mayHaveCommitted: false });
  await nowhere.destroy();
});
