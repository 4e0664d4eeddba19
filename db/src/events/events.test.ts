import { sql } from "kysely";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import type { Db } from "../connect.ts";
import { append, head, readAfter, watchHead, type NewEvent } from "./index.ts";

let db: Db;
beforeEach(async () => {
  await db?.destroy();
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

const event = (subject: string): NewEvent => ({
  kind: "dispatch.case-opened",
  subject,
  scopePath: ["jinchuan", "xinqiao"],
  payload: { note: "路灯 ' \\ \" 不亮" },
});
const store = (...subjects: string[]): Promise<number> =>
  db.transaction().execute((trx) => append(trx, subjects.map(event)));

test("events come back in order, as they were, numbered from one", async () => {
  expect(await store("a", "b")).toBe(2);
  expect(await store("c")).toBe(3);
  const events = await readAfter(db, 1, 10);
  expect(events.map(({ position, subject }) => [position, subject])).toEqual([
    [2, "b"],
    [3, "c"],
  ]);
  expect(events[0]).toMatchObject({ ...event("b"), at: expect.any(Date) });
  expect(await readAfter(db, 0, 2)).toHaveLength(2);
});

test("many transactions at once leave no gap, and none is numbered before it is committed", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => store(`case-${index}`, "x")));
  const events = await readAfter(db, 0, 100);
  expect(events.map(({ position }) => position)).toEqual(
    Array.from({ length: 40 }, (_, i) => i + 1),
  );
  expect((await head(db)).position).toBe(40);
});

test("a transaction that fails takes its numbers back", async () => {
  const fails = db.transaction().execute(async (trx) => {
    await append(trx, [event("lost")]);
    throw new Error("refused");
  });
  await expect(fails).rejects.toThrow("refused");
  expect(await store("kept")).toBe(1);
});

test("events outside a transaction are a fault", async () => {
  await expect(append(db, [event("a")])).rejects.toThrow("transaction");
});

test("whoever watches the head hears of growth, of another log, and of a hint at once", async () => {
  const seen: number[] = [];
  const watch = watchHead(db, ({ position }) => seen.push(position), { pollMs: 20 });
  await vi.waitFor(() => expect(seen).toEqual([0]));
  await store("a");
  await vi.waitFor(() => expect(seen).toEqual([0, 1]));
  await sql`update event_head set epoch = 'another'`.execute(db);
  await vi.waitFor(() => expect(seen).toEqual([0, 1, 1]));
  watch.stop();

  const slow = watchHead(db, ({ position }) => seen.push(position), { pollMs: 60_000 });
  await vi.waitFor(() => expect(seen).toHaveLength(4));
  await store("b");
  slow.hint();
  await vi.waitFor(() => expect(seen.at(-1)).toBe(2));
  slow.stop();
});
