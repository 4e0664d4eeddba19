import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import type { Db } from "./connect.ts";
import { migrate } from "./migrate.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

test("a migrated database has nothing left to migrate", async () => {
  expect(await migrate(db)).toEqual([]);
});

test("migrations make the table of events and its head", async () => {
  const { rows } = await sql<{ position: number }>`select position from event_head`.execute(db);
  expect(rows).toEqual([{ position: 0 }]);
});

test("a database newer than this program is refused", async () => {
  await sql`insert into kysely_migration values ('9999-01-01-0000-from-the-future', 'now')`.execute(
    db,
  );
  await expect(migrate(db)).rejects.toThrow("failed");
  await sql`delete from kysely_migration where name like '9999%'`.execute(db);
});
