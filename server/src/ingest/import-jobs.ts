import type {
  ImportReply,
  ImportState,
  StartImportBody,
  UploadedFile,
} from "@onegrid/core/ingest/contract";
import type { Bbox } from "@onegrid/core/geometry";
import { lossOf, type Db } from "@onegrid/db";
import type { Applied } from "@onegrid/db/ingest";
import { writeAudit } from "../access/audit.ts";
import { Problem } from "../problem.ts";
import { importFiles, type FileToImport } from "./import-files.ts";
import { SourceRefused } from "./readers/source-refused.ts";
import type { UploadStore } from "./upload-store.ts";

/** A file of an import with its place on disk. */
export interface JobFile extends UploadedFile {
  readonly path: string;
}

/** One import from the upload to its end. Only its account may see it. */
export interface ImportJob {
  readonly id: string;
  readonly accountId: string;
  readonly files: JobFile[];
  state: ImportState;
  progress: { file: string; bytes: number; totalBytes: number };
  accepted: number;
  rejected: number;
  applied: readonly Applied[];
  bbox: Bbox | null;
  personalColumns: readonly string[];
  refusal: { readonly code: string } | null;
  /** Milliseconds of a clock that only goes on. */
  touched: number;
  reading: { readonly since: number; readonly cancel: AbortController } | null;
}

/** What was chosen at the start. */
interface Started {
  readonly chosen: readonly FileToImport[];
  readonly around: string | null;
  readonly within: readonly string[] | null;
  readonly cancel: AbortController;
}

interface JobOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly uploads: UploadStore;
  /** Something is in the store now. */
  readonly onStored: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Uploads that nobody starts go after this long. */
const MOST_WAITING_MS = 12 * 3_600_000;
/** Ended imports that can be asked about without the store. */
const MOST_KEPT = 200;

const NONE: Readonly<Record<ImportState, number>> = {
  open: 0,
  waiting: 0,
  reading: 0,
  storing: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
};

/** Runs imports one at a time: the store takes one large write at a time anyway. */
export class ImportJobs {
  readonly #options: JobOptions;
  readonly #jobs = new Map<string, ImportJob>();
  #line: Promise<void> = Promise.resolve();

  constructor(options: JobOptions) {
    this.#options = options;
  }

  async open(id: string, accountId: string, files: readonly JobFile[]): Promise<ImportJob> {
    await this.#tidy();
    const job: ImportJob = {
      id,
      accountId,
      files: [...files],
      state: "open",
      progress: { file: "", bytes: 0, totalBytes: 0 },
      accepted: 0,
      rejected: 0,
      applied: [],
      bbox: null,
      personalColumns: [],
      refusal: null,
      touched: performance.now(),
      reading: null,
    };
    this.#jobs.set(id, job);
    return job;
  }

  find(id: string, accountId: string): ImportJob | undefined {
    const job = this.#jobs.get(id);
    return job?.accountId === accountId ? job : undefined;
  }

  /** How many there are of each state that an import can be in. */
  count(): Record<ImportState, number> {
    const counts = { ...NONE };
    for (const { state } of this.#jobs.values()) counts[state] += 1;
    return counts;
  }

  /**
   * Puts it in the line. A failed one may be started again, with other plans. `within`: areas of whoever
   * imports, where they do not answer for all.
   */
  start(
    job: ImportJob,
    { files, around }: StartImportBody,
    within: readonly string[] | null,
  ): void {
    if (job.state !== "open" && job.state !== "failed") throw notOpen(job);
    const chosen = files.map(({ name, plans }) => ({ ...fileOf(job, name), plans }));
    const totalBytes = chosen.reduce((sum, { bytes, plans }) => sum + bytes * plans.length, 0);
    const cancel = new AbortController();
    Object.assign(job, { state: "waiting", accepted: 0, rejected: 0, refusal: null });
    job.progress = { file: "", bytes: 0, totalBytes };
    job.reading = { since: performance.now(), cancel };
    this.#line = this.#line.then(() => this.#run(job, { chosen, around, within, cancel }));
  }

  /** Ends it, whatever it is doing; of what was read nothing stays. Of an ended one, the files go. */
  async cancel(job: ImportJob): Promise<void> {
    const { accountId, id } = job;
    if (job.state === "done" || job.state === "cancelled") return;
    job.reading?.cancel.abort(new Error("cancelled"));
    if (job.state === "reading" || job.state === "storing") return;
    await this.#drop(job, "cancelled");
    await writeAudit(this.#options.db, {
      accountId,
      action: "ingest.cancel",
      object: id,
      detail: {},
    });
  }

  async close(): Promise<void> {
    for (const { reading } of this.#jobs.values()) reading?.cancel.abort(new Error("closing"));
    await this.#line;
  }

  async #run(job: ImportJob, { chosen, around, within, cancel }: Started): Promise<void> {
    if (job.state !== "waiting") return;
    job.state = "reading";
    job.reading = { since: performance.now(), cancel };
    try {
      const { db, now } = this.#options;
      const { accountId, id } = job;
      const result = await importFiles(db, chosen, {
        accountId,
        now,
        around,
        within,
        batchId: id,
        totalBytes: job.progress.totalBytes,
        signal: cancel.signal,
        onProgress: ({ accepted, rejected, ...progress }) =>
          Object.assign(job, { accepted, rejected, progress }),
        onStoring: () => (job.state = "storing"),
      });
      Object.assign(job, result);
      await this.#drop(job, "done");
      this.#options.onStored();
    } catch (error) {
      await this.#end(job, error);
    }
  }

  async #end(job: ImportJob, error: unknown): Promise<void> {
    if (job.reading?.cancel.signal.aborted) {
      Object.assign(job, { accepted: 0, rejected: 0 });
      return this.#drop(job, "cancelled");
    }
    job.refusal = refusalOf(error);
    job.state = "failed";
    job.touched = performance.now();
    if (job.refusal.code === "server.fault") this.#options.onFault(error);
  }

  /** The end of the files, and the state that says so. */
  async #drop(job: ImportJob, state: ImportState): Promise<void> {
    job.files.length = 0;
    await this.#options.uploads.remove(job.id);
    job.state = state;
    job.touched = performance.now();
  }

  async #tidy(): Promise<void> {
    const jobs = [...this.#jobs.values()];
    for (const job of jobs) {
      const isWaiting = job.state === "open" || job.state === "failed";
      if (isWaiting && performance.now() - job.touched > MOST_WAITING_MS)
        await this.#drop(job, "cancelled");
    }
    const ended = jobs.filter(({ state }) => state === "done" || state === "cancelled");
    for (const { id } of ended.slice(0, -MOST_KEPT)) this.#jobs.delete(id);
  }
}

const notOpen = ({ state }: ImportJob): Problem => new Problem({ code: "ingest.not-open", state });

/** A file of an import that waits for its plans. */
export function fileOf(job: ImportJob, name: string): JobFile {
  if (job.state !== "open" && job.state !== "failed") throw notOpen(job);
  const file = job.files.find((candidate) => candidate.name === name);
  if (!file) throw new Problem({ code: "ingest.unknown-file", file: name });
  job.touched = performance.now();
  return file;
}

function refusalOf(error: unknown): { readonly code: string } {
  if (error instanceof SourceRefused) return error.refusal;
  if (error instanceof Problem) return error.problem;
  return { code: lossOf(error) ?? "server.fault" };
}

/** What the page is told; paths stay here. */
export function replyOf(job: ImportJob): ImportReply {
  const { id, state, accepted, rejected, applied, bbox, personalColumns, refusal } = job;
  const outcome = { accepted, rejected, applied, bbox, personalColumns, refusal };
  return {
    id,
    state,
    ...outcome,
    files: job.files.map(({ path: _path, ...file }) => file),
    progress: { ...job.progress, secondsLeft: secondsLeft(job) },
  };
}

/** From the share of the bytes that are read; nothing is said in the first second. */
function secondsLeft({ state, progress, reading }: ImportJob): number | null {
  if (state !== "reading" || reading === null || progress.totalBytes === 0) return null;
  const seconds = (performance.now() - reading.since) / 1000;
  const share = progress.bytes / progress.totalBytes;
  return seconds < 1 || share <= 0 ? null : Math.ceil(seconds * Math.max(0, 1 / share - 1));
}
