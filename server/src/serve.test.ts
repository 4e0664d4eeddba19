import { createServer } from "node:net";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestDatabase } from "@onegrid/db/test-database";
import { expect, inject, test } from "vitest";
import { readConfig } from "./config.ts";
import { serve } from "./serve.ts";

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

test("a start that the database ends leaves nobody who answers without one", async () => {
  const db = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "onegrid-serve-"));
  const port = await freePort();
  const { config } = readConfig({ PORT: String(port), ONEGRID_DATA: dataDir }, dataDir);
  const answers: number[] = [];
  const ask = (): Promise<unknown> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => answers.push(status),
      () => undefined,
    );
  const asking = setInterval(() => void ask(), 5);
  const started = serve({
    config: { ...config, databaseUrl: inject("databaseUrl"), logLevel: "silent" },
    now: () => new Date("2026-11-20T10:00:00+08:00"),
    // After the migration and before the first request: what is asked then cannot be answered.
    prepare: async ({ db: own }) => {
      await own.schema.alterTable("account").renameTo("account_away").execute();
    },
  });
  await expect(started).rejects.toThrow("account");
  await db.schema.alterTable("account_away").renameTo("account").execute();
  clearInterval(asking);
  await ask();
  expect(answers).toEqual([]);
  await db.destroy();
  await rm(dataDir, { recursive: true, force: true });
});
