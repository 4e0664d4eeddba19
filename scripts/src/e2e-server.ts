import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig, seedDemo, serve } from "@onegrid/server";
import { seedOpenCases } from "./bench/desk/seed-open-cases.ts";
import { buildWeb } from "./build-web.ts";
import { refusalText } from "./refusal-text.ts";

/** The product for the browser journeys: a page with its test door open, and a throw-away estate. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** A journey over a restart names a folder of its own, and empties it itself. */
const keptDir = process.env["ONEGRID_E2E_DATA"];
const dataDir = keptDir ?? mkdtempSync(join(tmpdir(), "onegrid-e2e-"));
const { config } = readConfig({ ...process.env, ONEGRID_DATA: dataDir, DATABASE_URL: "" }, root);
const now = (): Date => new Date();
/** A district with so many open cases instead, for the desk's benchmark. */
const openCases = Number(process.env["ONEGRID_E2E_OPEN_CASES"] ?? 0);

await buildWeb(root, true);
const started = await serve({
  config: { ...config, webDir: join(root, "web/dist-e2e") },
  now,
  prepare: async ({ db }) => {
    if (openCases > 0) await seedOpenCases(db, { count: openCases, now });
    else await seedDemo(db, { size: "estate", now });
  },
});
if (!started.ok) {
  process.stderr.write(`${refusalText(started.error)}\n`);
  process.exit(1);
}

async function stop(close: () => Promise<void>): Promise<void> {
  await close();
  if (keptDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
}
const { close } = started.value;
process.on("SIGINT", () => void stop(close));
process.on("SIGTERM", () => void stop(close));
