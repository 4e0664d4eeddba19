import type { ImportPlan, Reject } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import type { StagedReject } from "@onegrid/db/ingest";
import { deriveAreas } from "./derive-areas.ts";
import { importRecords, type ImportPart, type ImportResult } from "./import-records.ts";
import { readRecords } from "./read-records.ts";

/** A file with the plans its user has confirmed, one for each layer inside that is wanted. */
export interface FileToImport {
  readonly path: string;
  /** The user's name for it. */
  readonly name: string;
  readonly plans: readonly ImportPlan[];
}

export interface ImportProgress {
  readonly file: string;
  /** Over all files. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface ImportFilesOptions {
  readonly accountId: string | null;
  readonly now: () => Date;
  /** Name of the area to make round buildings that lie in no community; `null`: make none. */
  readonly around: string | null;
  /** As in `ImportOptions`. */
  readonly within?: readonly string[] | null;
  readonly totalBytes: number;
  readonly batchId?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onStoring?: () => void;
}

export interface ImportFilesResult extends ImportResult {
  /** Columns about people whose values were dropped. */
  readonly personalColumns: readonly string[];
}

/**
 * Imports files as one: the good rows of all of them go in together or not at all. Throws
 * `SourceRefused` when a file cannot be taken, and the signal's reason when cancelled; then nothing
 * has changed.
 */
export async function importFiles(
  db: Db,
  files: readonly FileToImport[],
  options: ImportFilesOptions,
): Promise<ImportFilesResult> {
  const { accountId, now, around, signal, totalBytes, onProgress, onStoring, batchId } = options;
  const personal = new Set<string>();
  const at = { file: "", bytes: 0 };
  const result = await importRecords(db, readAll(files, { personal, at, ...options }), {
    fileName: files
      .map((file) => file.name)
      .join(", ")
      .slice(0, 500),
    accountId,
    now,
    within: options.within ?? null,
    derive: (id) => deriveAreas(db, id, around),
    detail: () => ({ personalColumns: [...personal] }),
    onProgress: (count) => onProgress?.({ ...at, totalBytes, ...count }),
    ...(onStoring ? { onStoring } : {}),
    ...(signal ? { signal } : {}),
    ...(batchId === undefined ? {} : { batchId }),
  });
  return { ...result, personalColumns: [...personal] };
}

interface Reading extends ImportFilesOptions {
  readonly personal: Set<string>;
  readonly at: { file: string; bytes: number };
}

async function* readAll(
  files: readonly FileToImport[],
  { personal, at, signal }: Reading,
): AsyncGenerator<ImportPart> {
  let before = 0;
  for (const { path, name, plans } of files) {
    at.file = name;
    for (const plan of plans) {
      let total = 0;
      const options = signal ? { name, signal } : { name };
      for await (const batch of readRecords(path, plan, options)) {
        batch.personalColumns.forEach((column) => personal.add(column));
        at.bytes = before + batch.progress.bytes;
        total = batch.progress.total;
        yield { records: batch.records, rejects: batch.rejects.map(stagedReject) };
      }
      before += total;
    }
  }
}

const stagedReject = ({ place, severity, refusal, field, value }: Reject): StagedReject => ({
  place: placeText(place),
  severity,
  refusal,
  field: field ?? "",
  value: value ?? "",
});

/** `roads.geojson › layer, line 12`: where a row stands, in as few words as say it. */
function placeText({ file, layer, line, feature }: Reject["place"]): string {
  const inside = layer === null ? file : `${file} › ${layer}`;
  if (line !== null) return `${inside}:${line}`;
  return feature === null ? inside : `${inside} #${feature}`;
}
