import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig, serve } from "@onegrid/server";
import type { TownClock } from "./fleet.ts";
import { fillTown } from "./made-town.ts";

// A server for the runner to kill: the whole product but its page, in front of the store that the
// environment names. Its clock runs as fast as the runner says, from the same instant in every
// process, so that limits run out while somebody watches.
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const { config } = readConfig(process.env, root);
const parse: (text: string) => TownClock = JSON.parse;
const { began, speed, size } = parse(process.env["CHAOS_TOWN"] ?? "{}");
const now = (): Date => new Date(began + (Date.now() - began) * speed);

const started = await serve({
  config,
  now,
  prepare: ({ db }) => fillTown(db, now(), size),
});
if (!started.ok) {
  process.stderr.write(`${JSON.stringify(started.error)}\n`);
  process.exit(1);
}
process.stdout.write("ready\n");
// What it holds when everything that can go is gone: for benchmarks, which start it with `--expose-gc`.
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const used = { ...process.memoryUsage(), cpuMs: (user + system) / 1000 };
  process.stdout.write(`memory ${JSON.stringify(used)}\n`);
});
process.on("SIGTERM", () => void started.value.close().then(() => process.exit(0)));
