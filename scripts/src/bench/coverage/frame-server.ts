import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig, seedFirstAccounts, serve } from "@onegrid/server";
import { buildWeb } from "../../build-web.ts";
import { refusalText } from "../../refusal-text.ts";
import { fillRegion } from "../made-region.ts";

/**
 * The product for the bench of frames: a page with its test door open over the made district of 200,000
 * buildings. It is filled once into `DATABASE_URL` or `ONEGRID_DATA`; without them into a store that goes after.
 */
const root = fileURLToPath(new URL("../../../..", import.meta.url));
const isKept = (process.env["DATABASE_URL"] ?? process.env["ONEGRID_DATA"] ?? "") !== "";
const dataDir = isKept ? null : mkdtempSync(join(tmpdir(), "onegrid-frames-"));
const { config } = readConfig(
  { ...process.env, ...(dataDir === null ? {} : { ONEGRID_DATA: dataDir }) },
  root,
);
const now = (): Date => new Date();

await buildWeb(root, true);
const started = await serve({
  config: { ...config, webDir: join(root, "web/dist-e2e") },
  now,
  prepare: async ({ db }) => {
    await fillRegion(db, now);
    await seedFirstAccounts(db);
  },
});
if (!started.ok) {
  process.stderr.write(`${refusalText(started.error)}\n`);
  process.exit(1);
}

async function stop(close: () => Promise<void>): Promise<void> {
  await close();
  if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
}
const { close } = started.value;
process.on("SIGINT", () => void stop(close));
process.on("SIGTERM", () => void stop(close));
