import { randomUUID } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ExportState } from "@onegrid/core/export";
import type { ExportReply } from "@onegrid/core/export/contract";
import type { Permission } from "@onegrid/core/access";
import { lossOf } from "@onegrid/db";
import { Problem } from "../problem.ts";

/** Steps of the way: done, of how many. */
export type OnStep = (done: number, total: number) => void;

export interface ExportedFile {
  /** As the reader's computer is to name it. */
  readonly name: string;
  readonly media: string;
  /** Where what is in it lies, as area paths: whoever fetches it must still see all of them. */
  readonly paths: readonly (readonly string[])[];
  /** What they must still be allowed there. */
  readonly permission: Permission;
}

/** Does the work: writes to `path`. */
export type ExportWork = (tools: {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onStep: OnStep;
}) => Promise<ExportedFile>;

interface ExportJob {
  readonly id: string;
  readonly accountId: string;
  readonly format: string;
  readonly path: string;
  readonly cancel: AbortController;
  state: ExportState;
  done: number;
  total: number;
  file: (ExportedFile & { readonly bytes: number }) | null;
  refusal: { readonly code: string } | null;
  /** Milliseconds of a clock that only goes on. */
  touched: number;
}

const KEPT_MS = 3_600_000;
const TIDY_MS = 300_000;
/** Of one account, waiting or working. */
const MOST_OPEN = 5;

/** Writes exports one at a time; a file is there for an hour, for whoever asked for it. */
export class ExportJobs {
  readonly #root: string;
  readonly #onFault: (error: unknown) => void;
  readonly #jobs = new Map<string, ExportJob>();
  #line: Promise<void> = Promise.resolve();
  /** Files go by themselves, also when nobody asks for another one. */
  readonly #tidying = setInterval(() => void this.#tidy().catch(this.#onFault), TIDY_MS).unref();

  constructor(dataDir: string, onFault: (error: unknown) => void) {
    this.#root = join(dataDir, "exports");
    this.#onFault = onFault;
  }

  /** What an earlier process left behind goes. */
  async sweep(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  async start(accountId: string, format: string, work: ExportWork): Promise<ExportReply> {
    await this.#tidy();
    const open = [...this.#jobs.values()].filter(
      (job) => job.accountId === accountId && isOpen(job.state),
    );
    if (open.length >= MOST_OPEN)
      throw new Problem({ code: "division.too-many-exports", most: MOST_OPEN });
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const id = randomUUID();
    const job: ExportJob = {
      id,
      accountId,
      format,
      path: join(this.#root, id),
      cancel: new AbortController(),
      state: "waiting",
      done: 0,
      total: 0,
      file: null,
      refusal: null,
      touched: performance.now(),
    };
    this.#jobs.set(id, job);
    this.#line = this.#line.then(() => this.#run(job, work));
    return replyOf(job);
  }

  find(id: string, accountId: string): ExportReply | undefined {
    const job = this.#own(id, accountId);
    return job && replyOf(job);
  }

  /** The finished file; refused while there is none. */
  file(id: string, accountId: string): (ExportedFile & { readonly path: string }) | undefined {
    const job = this.#own(id, accountId);
    if (job === undefined) return undefined;
    if (job.file === null)
      throw new Problem({ code: "division.export-not-ready", state: job.state });
    return { ...job.file, path: job.path };
  }

  /** Ends it, whatever it is doing; its file goes. */
  async cancel(id: string, accountId: string): Promise<boolean> {
    const job = this.#own(id, accountId);
    if (job === undefined) return false;
    job.cancel.abort(new Error("cancelled"));
    if (job.state !== "working") await this.#drop(job, "cancelled");
    return true;
  }

  async close(): Promise<void> {
    clearInterval(this.#tidying);
    for (const { cancel } of this.#jobs.values()) cancel.abort(new Error("closing"));
    await this.#line;
    await this.sweep();
  }

  #own(id: string, accountId: string): ExportJob | undefined {
    const job = this.#jobs.get(id);
    return job?.accountId === accountId && !isOver(job) ? job : undefined;
  }

  async #run(job: ExportJob, work: ExportWork): Promise<void> {
    if (job.state !== "waiting") return;
    job.state = "working";
    const { path, cancel } = job;
    try {
      const file = await work({
        path,
        signal: cancel.signal,
        onStep: (done, total) => {
          cancel.signal.throwIfAborted();
          Object.assign(job, { done, total });
        },
      });
      cancel.signal.throwIfAborted();
      job.file = { ...file, bytes: (await stat(path)).size };
      job.state = "done";
      job.touched = performance.now();
    } catch (error) {
      await this.#end(job, error);
    }
  }

  async #end(job: ExportJob, error: unknown): Promise<void> {
    if (job.cancel.signal.aborted) return this.#drop(job, "cancelled");
    job.refusal =
      error instanceof Problem ? error.problem : { code: lossOf(error) ?? "server.fault" };
    if (job.refusal.code === "server.fault") this.#onFault(error);
    await this.#drop(job, "failed");
  }

  async #drop(job: ExportJob, state: ExportState): Promise<void> {
    await rm(job.path, { force: true });
    Object.assign(job, { state, file: null, touched: performance.now() });
  }

  async #tidy(): Promise<void> {
    for (const job of this.#jobs.values()) {
      if (!isOver(job)) continue;
      await rm(job.path, { force: true });
      this.#jobs.delete(job.id);
    }
  }
}

const isOver = ({ state, touched }: ExportJob): boolean =>
  !isOpen(state) && performance.now() - touched >= KEPT_MS;

const isOpen = (state: ExportState): boolean => state === "waiting" || state === "working";

const replyOf = ({ id, format, state, done, total, file, refusal }: ExportJob): ExportReply => ({
  id,
  format,
  state,
  done,
  total,
  fileName: file?.name ?? null,
  bytes: file?.bytes ?? null,
  refusal,
});
