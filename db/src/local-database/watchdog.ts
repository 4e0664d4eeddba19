import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fail, ok, type Result } from "@onegrid/core/result";
import type { ChildMessage, ParentMessage } from "./child-messages.ts";
import { explainFault, type FolderRefusal } from "./prepare-folder.ts";
import { readProcess } from "./process-identity.ts";

/** `failed`: it does not start any more; tried again every half minute, since a disk may be cleared. */
export type DatabaseStatus = "up" | "restarting" | "failed";

export interface WatchdogOptions {
  readonly socketPath: string;
  readonly dataDir: string;
  readonly limits: WatchdogLimits;
  readonly onStatus: (status: DatabaseStatus, refusal?: FolderRefusal) => void;
  /** The process that has the folder open now. */
  readonly onChild: (pid: number) => Promise<void>;
  /** Why it is restarted, in words for the log. */
  readonly log: (line: string) => void;
}

export interface WatchdogLimits {
  readonly pingEveryMs: number;
  /** No answer for so long from a process that uses no processor time: it hangs. */
  readonly idleSilenceMs: number;
  /** No answer for so long, however hard it works: it is in an endless loop. Above any query's limit. */
  readonly busySilenceMs: number;
  readonly idleInTransactionMs: number;
  readonly startMs: number;
  /** One that dies sooner than this after its start is started again with growing delays. */
  readonly steadyMs: number;
}

export const DEFAULT_LIMITS: WatchdogLimits = {
  pingEveryMs: 1_000,
  idleSilenceMs: 3_000,
  busySilenceMs: 90_000,
  idleInTransactionMs: 15_000,
  startMs: 120_000,
  steadyMs: 30_000,
};

export interface Watchdog {
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the database process and keeps one running: when it dies or stops answering it is killed and
 * started again on the same folder and socket, so that connection pools find it where it was.
 * Answers when the first one is ready, or why it cannot open the folder.
 */
export async function keepRunning(
  options: WatchdogOptions,
): Promise<Result<Watchdog, FolderRefusal>> {
  const run: Run = { child: launch(options), isStopping: false };
  const first = await whenReady(run.child, options);
  if (!first.ok) return first;
  const ended = guard(run, options);
  return ok({
    pid: () => run.child.pid,
    stop: async () => {
      run.isStopping = true;
      await end(run.child);
      await ended;
    },
  });
}

interface Run {
  child: ChildProcess;
  isStopping: boolean;
}

async function guard(run: Run, options: WatchdogOptions): Promise<void> {
  for (let failures = 0; !run.isStopping;) {
    const since = performance.now();
    const reason = await watch(run.child, options);
    if (run.isStopping) return;
    options.log(`the database process ${run.child.pid} ${reason}: starting it again`);
    options.onStatus("restarting");
    // One that lived starts at once; one that keeps dying is not started in a tight loop.
    failures = performance.now() - since > options.limits.steadyMs ? 0 : failures + 1;
    failures += await startAgain(run, failures, options);
  }
}

/** Answers how many starts failed before one succeeded. */
async function startAgain(run: Run, before: number, options: WatchdogOptions): Promise<number> {
  for (let failed = 0; ; failed += 1) {
    await pause(backOffMs(before + failed), run);
    if (run.isStopping) return failed;
    run.child = launch(options);
    const ready = await whenReady(run.child, options);
    if (ready.ok) return failed;
    if (failed >= 2) options.onStatus("failed", ready.error);
  }
}

const backOffMs = (failures: number): number =>
  failures <= 1 ? 0 : Math.min(30_000, 500 * 2 ** (failures - 2));

async function pause(ms: number, run: Run): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until && !run.isStopping)
    await new Promise((resolve) => void setTimeout(resolve, Math.min(200, ms)));
}

function launch({ socketPath, dataDir, limits }: WatchdogOptions): ChildProcess {
  const values = [socketPath, dataDir, String(limits.idleInTransactionMs)];
  // Without execArgv the child would take over a test runner's or a debugger's own flags.
  return fork(new URL("./child.ts", import.meta.url), values, { execArgv: [] });
}

async function whenReady(
  child: ChildProcess,
  { dataDir, limits, onChild, onStatus }: WatchdogOptions,
): Promise<Result<void, FolderRefusal>> {
  const outcome = await new Promise<Result<void, FolderRefusal>>((resolve) => {
    if (child.pid !== undefined)
      onChild(child.pid).catch((error: unknown) => resolve(fail(explainFault(error, dataDir))));
    const broke = (detail: string) =>
      resolve(fail({ code: "db.folder-corrupt", folder: dataDir, detail }));
    const timer = setTimeout(() => broke(`not ready after ${limits.startMs} ms`), limits.startMs);
    child.once("exit", (code, signal) => broke(`ended with ${signal ?? code} before it was ready`));
    child.once("error", (error) => broke(String(error)));
    child.on("message", (message: ChildMessage) => {
      if (message.kind === "refused") resolve(fail(message.refusal));
      if (message.kind === "ready") resolve(ok(undefined));
      clearTimeout(timer);
    });
  });
  if (outcome.ok) onStatus("up");
  else await end(child);
  return outcome;
}

/** Resolves when the process is gone, by itself or because it had to be killed, with the reason. */
async function watch(
  child: ChildProcess,
  { limits, socketPath }: WatchdogOptions,
): Promise<string> {
  const gone = new Promise<string>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve("ended");
    child.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const silence = measureSilence(child, limits);
  let reason: string | undefined;
  const timer = setInterval(() => {
    reason ??= existsSync(socketPath) ? silence() : "lost its socket";
    if (reason) child.kill("SIGKILL");
  }, limits.pingEveryMs);
  const how = await gone;
  clearInterval(timer);
  return reason ?? how;
}

/**
 * Asks on each call; answers a reason to kill once there has been none for too long. Silence is counted in
 * calls: while this process itself was busy it could not have heard an answer.
 */
function measureSilence(child: ChildProcess, limits: WatchdogLimits): () => string | undefined {
  let askedAt: number | undefined;
  let silentCalls = 0;
  let ticks = -1;
  child.on("message", (message: ChildMessage) => {
    if (message.kind === "pong") askedAt = undefined;
  });
  return () => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      silentCalls = 0;
      const ping: ParentMessage = { kind: "ping" };
      if (child.connected) child.send(ping, () => undefined);
      return undefined;
    }
    silentCalls += 1;
    const seen = child.pid === undefined ? undefined : readProcess(child.pid);
    // Waiting for the disk, or for a processor that others keep busy, is work, too.
    const isWorking = !seen || "DR".includes(seen.state) || seen.cpuTicks !== ticks;
    ticks = seen?.cpuTicks ?? -1;
    const limit = isWorking ? limits.busySilenceMs : limits.idleSilenceMs;
    if (silentCalls * limits.pingEveryMs <= limit) return undefined;
    return `did not answer for ${Math.round(performance.now() - askedAt)} ms`;
  };
}

/** Asks it to close the folder; a quarter of a minute later it is killed, which the folder survives. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  if (child.connected) child.disconnect();
  else child.kill("SIGKILL");
  await exited;
  clearTimeout(timer);
}
