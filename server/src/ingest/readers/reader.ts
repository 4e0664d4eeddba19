import type { CrsCode, EncodingGuess, SourceFeature, SourceFormat } from "@onegrid/core/ingest";
import type { Reading } from "./byte-source.ts";

/** A file that was recognised and can be read layer by layer, each from the start. */
export interface Reader {
  readonly format: SourceFormat;
  readonly encoding: EncodingGuess | null;
  readonly layers: readonly ReaderLayer[];
  /** What `progress.bytes` counts up to. */
  readonly bytes: number;
  /** Batches of at most about a thousand rows. Throws `SourceRefused`. */
  readonly read: (layer: ReaderLayer, reading: Reading) => AsyncIterable<SourceFeature[]>;
  /** About so many rows from all over, where the first ones would not show what the file is. */
  readonly sample?: (
    layer: ReaderLayer,
    reading: Reading,
    most: number,
  ) => Promise<readonly SourceFeature[]>;
  /** Of a sheet or a table every row as it stands, for those who look for the headings themselves. */
  readonly grid?: (layer: ReaderLayer, reading: Reading) => AsyncIterable<readonly GridRow[]>;
  /** Of a sheet the cells that are joined downwards. */
  readonly joined?: (layer: ReaderLayer, reading: Reading) => Promise<readonly JoinedCells[]>;
  readonly close: () => Promise<void>;
}

export interface GridRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly (string | number | boolean | null)[];
}

/** Cells of one column that show the value of the first of them (合并单元格). */
export interface JoinedCells {
  /** From 0. */
  readonly column: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A table, sheet, folder or inner file. */
export interface ReaderLayer {
  readonly name: string | null;
  readonly rows: number | null;
  /** `null`: known from the rows only. */
  readonly headings: readonly string[] | null;
  readonly declaredCrs: { readonly text: string; readonly crs: CrsCode | null } | null;
  readonly formatCrs: CrsCode | null;
  readonly isOsm: boolean;
}

export interface ReaderOptions {
  /** Encoding chosen by the user; `null`: guess. */
  readonly encoding: string | null;
  readonly signal: AbortSignal | undefined;
}

export const BATCH = 1000;

export function plainLayer(facts: Partial<ReaderLayer>): ReaderLayer {
  return {
    name: null,
    rows: null,
    headings: null,
    declaredCrs: null,
    formatCrs: null,
    isOsm: false,
    ...facts,
  };
}

export const nothingToClose = (): Promise<void> => Promise.resolve();

/** Headings as they are used for keys: not blank, not twice, not the name of a prototype. */
export function usableHeadings(raw: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return raw.map((text, i) => {
    const plain = text.replace(/\s+/g, " ").trim();
    const name = plain === "" ? `column_${i + 1}` : plain === "__proto__" ? "_proto_" : plain;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
