import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Every law that is tried oftener in a long run says so by `lawRuns`. */
const LAWS = ["--project", "pure", "--testTimeout=0", "core/src/dispatch"];

/** Who is let in where: everybody at every door, and thousands of requests and files that nobody sends. */
const DOORS = [
  "--project=medium*",
  "--testTimeout=0",
  "server/src/access/matrix",
  "server/src/access/second-wall",
  "server/src/operations/route-fuzz",
  "server/src/ingest/fuzz",
];

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Laws as often as promised: 100,000 random histories and the like. */
export const soakLaws = (): Promise<void> => runLong(LAWS);

export const soakDoors = (): Promise<void> => runLong(DOORS);

/** One law of 100,000 histories takes minutes: the limit of a test is for those of `npm test`. */
async function runLong(args: readonly string[]): Promise<void> {
  const child = spawn(
    join(root, "node_modules", ".bin", "vitest"),
    ["run", "--reporter=verbose", ...args],
    { cwd: root, stdio: "inherit", env: { ...process.env, ONEGRID_LONG_RUN: "1" } },
  );
  const [code] = await once(child, "exit");
  process.exitCode = Number(code ?? 1);
}
