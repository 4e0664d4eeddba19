import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import type { Db } from "../connect.ts";
import { insertAccounts } from "./accounts.ts";
import { appendAudit, listAudit, verifyAudit } from "./audit.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

const entry = (object: string, detail: unknown = {}) => ({
  accountId: null,
  role: "planner",
  onBehalfOf: null,
  source: "10.0.0.1",
  action: "test.write",
  object,
  detail,
});
const every = {
  of: null,
  person: null,
  action: null,
  object: null,
  from: null,
  to: null,
  before: null,
};
const write = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1)
    await appendAudit(db, entry(`o${n}`, { n, nested: { b: 1, a: [n] } }));
};

test("entries are numbered without gaps, also when many are written at once and some are undone", async () => {
  const undone = db.transaction().execute(async (trx) => {
    await appendAudit(trx, entry("undone"));
    throw new Error("changed my mind");
  });
  await Promise.all([
    ...Array.from({ length: 20 }, (_, n) => appendAudit(db, entry(`p${n}`))),
    expect(undone).rejects.toThrow("changed my mind"),
  ]);
  await write(10);
  const rows = await listAudit(db, { ...every, limit: 100 });
  expect(rows.map(({ position }) => position)).toEqual(
    Array.from({ length: 30 }, (_, n) => 30 - n),
  );
  expect(rows.some(({ object }) => object === "undone")).toBe(false);
  expect(await verifyAudit(db)).toMatchObject({ entries: 30, broken: null });
});

test("the log is searched by what, about what and when", async () => {
  const found = await listAudit(db, { ...every, action: "test.", object: "o3", limit: 9 });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ role: "planner", source: "10.0.0.1", detail: { n: 3 } });
  const after = new Date(Date.parse(found[0]?.at ?? "") + 3_600_000);
  expect(await listAudit(db, { ...every, from: after, limit: 9 })).toEqual([]);
  const older = await listAudit(db, { ...every, before: 4, limit: 9 });
  expect(older.map(({ position }) => position)).toEqual([3, 2, 1]);
});

test("nobody rewrites it", async () => {
  for (const statement of [
    sql`update audit set object = 'x'`,
    sql`delete from audit`,
    sql`truncate audit`,
  ])
    await expect(statement.execute(db)).rejects.toThrow("append-only");
});

/** Each as an owner of the database could do it, who takes the triggers off first. */
const TAMPERINGS: readonly (readonly [
  name: string,
  statement: string,
  position: number,
  why: string,
])[] = [
  ["a word of an entry", `update audit set object = 'x' where position = 7`, 7, "changed"],
  ["who it was", `update audit set account_id = 'me' where position = 12`, 12, "changed"],
  ["a moment", `update audit set at = at + interval '1 ms' where position = 9`, 9, "changed"],
  ["a value inside", `update audit set detail = '{"n": 1}' where position = 25`, 25, "changed"],
  ["a hash", `update audit set hash = reverse(hash) where position = 5`, 5, "changed"],
  ["an entry taken out", `delete from audit where position = 11`, 11, "missing"],
  ["the newest cut off", `delete from audit where position = 30`, 30, "missing"],
  [
    "two in each other's place",
    `update audit set position = case position when 4 then 1000006 else 1000004 end
      where position in (4, 6)`,
    4,
    "changed",
  ],
  ["the head turned back", `update audit_head set position = 29`, 29, "changed"],
];

test.each(TAMPERINGS)("%s is noticed, and where", async (_name, statement, position, why) => {
  const rollback = new Error("back");
  await expect(
    db.transaction().execute(async (trx) => {
      await sql`alter table audit disable trigger user`.execute(trx);
      await sql.raw(statement).execute(trx);
      await sql`update audit set position = position - 1000000 where position > 1000000`.execute(
        trx,
      );
      expect((await verifyAudit(trx)).broken).toEqual({ position, why });
      throw rollback;
    }),
  ).rejects.toBe(rollback);
  expect((await verifyAudit(db)).broken).toBeNull();
});

test("somebody is found by login, by name and by id", async () => {
  const who = { id: "acc-na", login: "li.na", displayName: "李娜", passwordHash: "-" };
  await insertAccounts(db, [{ ...who, isDemo: false, waitingRoles: [] }]);
  await db
    .transaction()
    .execute((trx) => appendAudit(trx, { ...entry("of hers"), accountId: who.id }));
  for (const person of ["li.na", "李娜", "acc-na"])
    expect(await listAudit(db, { ...every, person, limit: 9 })).toHaveLength(1);
  expect(await listAudit(db, { ...every, person: "李", limit: 9 })).toEqual([]);
});
