import {
  createRecordChecker,
  TARGETS,
  type ImportPlan,
  type LayerRecord,
  type Reject,
} from "@onegrid/core/ingest";
import { openOptions, type SourceOptions } from "./describe-source.ts";
import { findLayer } from "./find-layer.ts";
import { openSource } from "./readers/open-source.ts";
import type { ReaderLayer } from "./readers/reader.ts";
import { refuse } from "./readers/source-refused.ts";

export interface RecordBatch {
  readonly records: LayerRecord[];
  readonly rejects: Reject[];
  /** Rows of an OSM source that serve no layer. */
  readonly skipped: number;
  readonly progress: { readonly bytes: number; readonly total: number };
  /** Columns about people met so far; their values were dropped. */
  readonly personalColumns: readonly string[];
}

/**
 * Reads one layer of a file by a confirmed plan, in batches, in bounded memory. Throws
 * `SourceRefused` when the whole file cannot be taken (also after some batches: a truncated file),
 * and the signal's reason when aborted. The caller keeps batches apart until the end is reached.
 */
export async function* readRecords(
  path: string,
  plan: ImportPlan,
  options: SourceOptions = {},
): AsyncGenerator<RecordBatch, void, void> {
  const { signal } = options;
  const checker = createRecordChecker(plan);
  if (!checker.ok) refuse(checker.error);
  signal?.throwIfAborted();
  const reader = await openSource(path, openOptions({ ...options, encoding: plan.encoding }));
  try {
    const layer = findLayer(reader, plan, options.name ?? path);
    checkColumns(layer, plan, options.name ?? path);
    const progress = { bytes: 0 };
    for await (const features of reader.read(layer, { signal, progress })) {
      signal?.throwIfAborted();
      const batch = checker.value.take(features);
      const personalColumns = checker.value.personalColumns();
      const bytes = Math.min(progress.bytes, reader.bytes);
      yield { ...batch, personalColumns, progress: { bytes, total: reader.bytes } };
    }
  } catch (error) {
    // Streams end in an AbortError of their own; the reason of whoever stopped us says more.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await reader.close();
  }
}

/** A plan for other columns is a mistake to hear of at once, not a million rejects. */
function checkColumns({ headings }: ReaderLayer, plan: ImportPlan, file: string): void {
  if (plan.layer !== "osm") {
    const missing = TARGETS[plan.layer].filter(
      ({ name, isRequired }) =>
        isRequired && (plan.mapping[name] ?? plan.defaults[name]) === undefined,
    );
    const targets = missing.map(({ name }) => name).join(", ");
    if (targets !== "") refuse({ code: "ingest.target-missing", layer: plan.layer, targets });
  }
  if (headings === null || plan.layer === "osm") return;
  const wanted = [...Object.values(plan.mapping), ...geometryColumns(plan)];
  const columns = wanted.filter((name) => !headings.includes(name)).join(", ");
  if (columns !== "") refuse({ code: "ingest.columns-missing", file, columns });
}

function geometryColumns({ geometry }: ImportPlan): string[] {
  if (geometry.from === "file") return [];
  return geometry.from === "wkt" ? [geometry.column] : [geometry.x, geometry.y];
}
