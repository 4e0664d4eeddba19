import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { PlainArcs } from "./plain-arcs.ts";

interface Found {
  readonly milliseconds: number;
  /** Units at each node; -1 where nothing was reached. */
  readonly units: Int32Array;
}

export interface ScipyPeer {
  readonly version: string;
  /** From all stations at once to every node within `limit` units, or from one node alone. */
  sweep(from: "all" | number, limit: number): Promise<Found>;
  close(): void;
}

/** A Python that has scipy; `null` without (Debian `python3-scipy`). `ONEGRID_PYTHON` names another one. */
export function findScipy(): string | null {
  const named = process.env["ONEGRID_PYTHON"];
  const tried = named === undefined ? ["python3", "/usr/bin/python3"] : [named];
  return tried.find((python) => spawnSync(python, ["-c", "import scipy"]).status === 0) ?? null;
}

/** Starts scipy over the arcs and leaves it running: reading them is none of its time. */
export async function openScipy(
  python: string,
  { arcs, stations }: { arcs: PlainArcs; stations: number },
): Promise<ScipyPeer> {
  const folder = mkdtempSync(join(tmpdir(), "onegrid-scipy-"));
  for (const name of ["tails", "heads", "units"] as const) {
    writeFileSync(join(folder, name), arcs[name]);
  }
  const script = fileURLToPath(new URL("scipy_peer.py", import.meta.url));
  const counts = [arcs.nodeCount, arcs.firstStation, stations].map(String);
  const child = spawn(python, [script, folder, ...counts], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error("scipy ended before it answered");
    return line.value;
  };
  return {
    version: await next(),
    sweep: async (from, limit) => {
      const source = from === "all" ? 0 : from;
      child.stdin.write(`${from === "all" ? "all" : "one"} ${limit} ${source}\n`);
      const milliseconds = Number(await next());
      const bytes = readFileSync(join(folder, "found"));
      return { milliseconds, units: new Int32Array(Uint8Array.from(bytes).buffer) };
    },
    close: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
