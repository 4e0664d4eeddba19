import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Every law that is tried oftener in a long run says so by `lawRuns`. */
const LAWS = ["core/src/dispatch"];

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Laws as often as promised: 100,000 random histories and the like. */
export async function soakLaws(): Promise<void> {
  // One law of 100,000 histories takes minutes: the limit of a test is for those of `npm test`.
  const child = spawn(
    join(root, "node_modules", ".bin", "vitest"),
    ["run", "--project", "small", "--testTimeout=0", "--reporter=verbose", ...LAWS],
    { cwd: root, stdio: "inherit", env: { ...process.env, ONEGRID_LONG_RUN: "1" } },
  );
  const [code] = await once(child, "exit");
  process.exitCode = Number(code ?? 1);
}
