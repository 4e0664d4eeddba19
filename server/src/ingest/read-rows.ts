import type { FileRefusal, SourceFeature } from "@onegrid/core/ingest";
import type { Result } from "@onegrid/core/result";
import { openOptions, withReader, type SourceOptions } from "./describe-source.ts";
import { findLayer } from "./find-layer.ts";
import type { ReaderLayer } from "./readers/reader.ts";

export interface SourceRows {
  readonly layer: ReaderLayer;
  readonly rows: readonly SourceFeature[];
}

/**
 * All rows of one layer of a file as they stand, of any format we read; nothing is checked or
 * converted. `layer`: name of a table or inner file; `null`: the first one.
 */
export const readRows = (
  path: string,
  layer: string | null,
  options: SourceOptions = {},
): Promise<Result<SourceRows, FileRefusal>> =>
  withReader(path, options, async (reader) => {
    const found = findLayer(reader, { sourceLayer: layer }, options.name ?? path);
    const rows: SourceFeature[] = [];
    const reading = { signal: openOptions(options).signal, progress: { bytes: 0 } };
    for await (const batch of reader.read(found, reading)) for (const row of batch) rows.push(row);
    return { layer: found, rows };
  });
