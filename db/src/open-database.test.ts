import { sql } from "kysely";
import { expect, inject, test } from "vitest";
import { isOldPostgis } from "./check-server.ts";
import { openDatabase } from "./open-database.ts";

test("a server is opened, and one that is not there is refused without its password", async () => {
  const dataDir = "not used";
  const server = await openDatabase({ dataDir, databaseUrl: inject("databaseUrl") });
  if (!server.ok) throw new Error(server.error.code);
  const { rows } = await sql`select 1 as one`.execute(server.value.db);
  expect(rows).toEqual([{ one: 1 }]);
  const { explainLoss } = server.value;
  expect(await explainLoss(new Error("duplicate key value"))).toBeUndefined();
  const cut = new Error("Connection terminated unexpectedly");
  expect(await explainLoss(cut)).toMatchObject({ code: "db.lost" });
  const full = Object.assign(new Error("could not extend file"), { code: "53100" });
  const { host } = new URL(inject("databaseUrl"));
  expect(await explainLoss(full)).toMatchObject({ code: "db.disk-full", folder: host });
  await server.value.close();

  const refused = await openDatabase({
    dataDir,
    databaseUrl: "postgres://me:secret@127.0.0.1:1/city",
  });
  expect(refused).toMatchObject({ error: { code: "db.unreachable", host: "127.0.0.1:1/city" } });
  expect(JSON.stringify(refused)).not.toContain("secret");
});

test("versions are compared by number", () => {
  expect(["2.5.9", "3.2.7"].every(isOldPostgis)).toBe(true);
  expect(["3.3.0", "3.10.1", "4.0.0dev"].some(isOldPostgis)).toBe(false);
});
