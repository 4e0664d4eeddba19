/**
 * The process that hosts PostgreSQL: started and watched by watchdog.ts, ended by the loss of its
 * channel. Its long synchronous work and its faults stay out of the server's process.
 */
import { rm } from "node:fs/promises";
import { fail, ok, type Result } from "@onegrid/core/result";
import type { ChildMessage, ParentMessage } from "./child-messages.ts";
import { openEngine, type Engine } from "./engine.ts";
import { keepHouse } from "./housekeeping.ts";
import {
  explainFault,
  IN_MEMORY,
  loadTemplate,
  prepareFolder,
  type FolderRefusal,
} from "./prepare-folder.ts";
import { Turns } from "./turns.ts";
import { serveWire } from "./wire-server.ts";

const HOUSEKEEPING_MS = 30_000;

const [socketPath, dataDir, idleInTransactionMs] = process.argv.slice(2);
if (!socketPath || !dataDir)
  throw new Error("usage: child <socket> <data folder> <idle limit, ms>");

// Ctrl-C reaches every process of the terminal. The parent decides when the database ends.
process.on("SIGINT", () => undefined).on("SIGTERM", () => undefined);
const tell = (message: ChildMessage): void => void process.send?.(message);

/** Before it serves there is nothing to put away: the folder is always whole enough for the next start. */
let close = async (): Promise<void> => undefined;
process.once("disconnect", () => void close().finally(() => process.exit(0)));

const opened = await openFolder(dataDir);
if (opened.ok) await serve(opened.value, socketPath);
else {
  tell({ kind: "refused", refusal: opened.error });
  process.disconnect();
}

async function openFolder(folder: string): Promise<Result<Engine, FolderRefusal>> {
  try {
    if (folder === IN_MEMORY) return ok(await openEngine(folder, await loadTemplate()));
    const prepared = await prepareFolder(folder);
    return prepared.ok ? ok(await openEngine(prepared.value)) : prepared;
  } catch (error) {
    return fail(explainFault(error, folder));
  }
}

async function serve(engine: Engine, path: string): Promise<void> {
  const turns = new Turns(engine, {
    idleInTransactionMs: Number(idleInTransactionMs),
    // No goodbye to PostgreSQL: what it would still write comes from a broken state. Its log is whole.
    onBroken: (crash) => {
      // The stack is of numbered WebAssembly functions.
      console.error(String(crash));
      process.exit(70);
    },
  });
  // A socket file that a killed predecessor left would be "address in use".
  await rm(path, { force: true });
  const server = await serveWire(path, engine.greeting, turns);
  const house = keepHouse(turns, HOUSEKEEPING_MS);
  close = async () => {
    house.stop();
    turns.stop();
    await server.close();
    await engine.close();
  };
  process.on("message", (message: ParentMessage) => {
    if (message.kind === "ping")
      void turns.runWhenFree("select 1").then(() => tell({ kind: "pong" }));
  });
  tell({ kind: "ready" });
}
