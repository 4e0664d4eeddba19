import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { SourceDescription } from "@onegrid/core/ingest";
import { migrate, type Db } from "@onegrid/db";
import {
  importFiles,
  rejectsCsv,
  SourceRefused,
  type ImportFilesResult,
  type ImportProgress,
} from "@onegrid/server/ingest";
import { CommandProblem } from "../command-problem.ts";
import { withStore } from "../open-store.ts";
import { inWords, say } from "../terminal.ts";
import { planFiles, refusedFile, type PlanArgs, type PlannedFiles } from "./plan-files.ts";

export interface IngestArgs extends PlanArgs {
  readonly _: readonly string[];
  readonly around?: string | undefined;
  readonly rejects?: string | undefined;
  readonly "dry-run"?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Plans, reads, applies, and says what happened to every row. */
export async function runIngest(args: IngestArgs): Promise<void> {
  if (args._.length === 0) throw new CommandProblem([nothingNamed]);
  const planned = await planFiles(args._, args);
  for (const description of planned.descriptions) tellPlan(description, planned);
  if (args["dry-run"]) return;
  await withStore({ ifInUse: "join" }, async (db) => {
    await migrate(db);
    const result = await importAll(db, planned, args);
    if (args.rejects !== undefined) await writeRejects(db, result.batchId, args.rejects);
    tellResult(result, args);
  });
}

const nothingNamed = {
  code: "ingest.no-files",
  object: "onegrid ingest",
  place: "",
  reason: ["没有指定文件。", "No file was named."],
  advice: [
    "例如：onegrid ingest buildings.geojson roads.geojson",
    "As in: onegrid ingest buildings.geojson",
  ],
} as const;

async function importAll(
  db: Db,
  { files, totalBytes }: PlannedFiles,
  args: IngestArgs,
): Promise<ImportFilesResult> {
  const cancel = new AbortController();
  process.once("SIGINT", () => cancel.abort(new Error("cancelled")));
  const tell = progressTeller(totalBytes);
  try {
    return await importFiles(db, files, {
      accountId: null,
      now: () => new Date(),
      around: args.around ?? null,
      totalBytes,
      signal: cancel.signal,
      onStoring: () => say("已读完，正在一次写入…", "Everything is read; writing it in one step…"),
      onProgress: args.json ? () => undefined : tell,
    });
  } catch (error) {
    if (cancel.signal.aborted) {
      say("已取消，库中数据没有改变。", "Cancelled; the store has not been changed.");
      process.exit(130);
    }
    if (!(error instanceof SourceRefused)) throw error;
    throw new CommandProblem([
      refusedFile(files.map(({ name }) => name).join(", "), error.refusal),
    ]);
  }
}

const TELL_EVERY_MS = 2000;

/** A line every two seconds: rows, share of the bytes, and how long it may still take. */
function progressTeller(totalBytes: number): (progress: ImportProgress) => void {
  const started = Date.now();
  let told = started;
  return ({ file, bytes, accepted, rejected }) => {
    const now = Date.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 0;
    const left = share > 0 ? Math.round(((now - started) / 1000) * (1 / share - 1)) : 0;
    const percent = Math.round(share * 100);
    say(
      `${file}：${accepted} 行，拒绝 ${rejected} 行，${percent}%，约剩 ${left} 秒`,
      `${file}: ${accepted} rows, ${rejected} refused, ${percent}%, about ${left} s left`,
    );
  };
}

function tellPlan(description: SourceDescription, { files }: PlannedFiles): void {
  const file = files.find(({ name }) => name === description.file);
  for (const [index, layer] of description.layers.entries()) {
    const plan = file?.plans[index];
    const mapped = Object.entries(plan?.mapping ?? {})
      .map(([target, field]) => `${target} ← ${field}`)
      .join(", ");
    const name = layer.name === null ? description.file : `${description.file} › ${layer.name}`;
    say(
      `${name}：${description.format} → ${plan?.layer}，${plan?.crs}${mapped ? `，${mapped}` : ""}`,
      `${name}: ${description.format} → ${plan?.layer}, ${plan?.crs}${mapped ? `, ${mapped}` : ""}`,
    );
  }
}

function tellResult(result: ImportFilesResult, args: IngestArgs): void {
  if (args.json) {
    process.stdout.write(`${JSON.stringify({ ok: true, ...result })}\n`);
    return;
  }
  for (const { layer, added, updated } of result.applied) {
    say(`${layer}：新增 ${added}，更新 ${updated}`, `${layer}: ${added} added, ${updated} updated`);
  }
  say(`拒绝 ${result.rejected} 行（含提醒）。`, `${result.rejected} rows refused or warned about.`);
  if (result.personalColumns.length > 0) {
    const columns = result.personalColumns.join(", ");
    say(`涉及个人信息的列已丢弃：${columns}`, `Columns about people were dropped: ${columns}`);
  }
}

/** Every refused row with its place, reason and offending value; the same file as from the page. */
async function writeRejects(db: Db, batchId: string, path: string): Promise<void> {
  await pipeline(rejectsCsv(db, batchId, inWords("zh-CN", "en")), createWriteStream(path));
  say(`拒绝的行已写入 ${path}`, `Refused rows are in ${path}`);
}
