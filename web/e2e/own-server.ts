import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A server that a journey may take down: beside the one of the others, with a folder of its own. */
export interface OwnServer {
  readonly address: string;
  /** As when the power goes: nothing is closed tidily. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export function ownServer(): OwnServer {
  const port = String(Number(process.env["E2E_PORT"] ?? "8799") + 40);
  const address = `http://127.0.0.1:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "onegrid-e2e-own-"));
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return {
    address,
    kill,
    start: async () => {
      child = spawn(process.execPath, ["scripts/src/e2e-server.ts"], {
        cwd: ROOT,
        env: { ...process.env, PORT: port, ONEGRID_E2E_DATA: dataDir },
        stdio: ["ignore", "ignore", "inherit"],
      });
      await expect(async () => {
        const answer = await fetch(`${address}/readyz`);
        expect(answer.status).toBe(200);
      }).toPass({ timeout: 120_000 });
    },
    remove: async () => {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
