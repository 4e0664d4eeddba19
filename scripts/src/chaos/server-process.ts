import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig, serve } from "@onegrid/server";
import { fillTown } from "./made-town.ts";

// A server for the runner to kill: the whole product but its page, in front of the store that the
// environment names. Its clock runs as fast as the runner says, from the same instant in every
// process, so that limits run out while somebody watches.
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const { config } = readConfig(process.env, root);
const [began, speed, desks] = ["BEGAN", "SPEED", "DESKS"].map((name) =>
  Number(process.env[`CHAOS_${name}`]),
);
if (began === undefined || speed === undefined || desks === undefined) throw new Error("no clock");
const now = (): Date => new Date(began + (Date.now() - began) * speed);

const started = await serve({
  config,
  now,
  prepare: ({ db }) => fillTown(db, now(), desks),
});
if (!started.ok) {
  process.stderr.write(`${JSON.stringify(started.error)}\n`);
  process.exit(1);
}
process.stdout.write("ready\n");
process.on("SIGTERM", () => void started.value.close().then(() => process.exit(0)));
