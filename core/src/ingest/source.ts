import type { RowRefusal } from "./refusals.ts";

/** Where a row stands in its file. Lines and features count from 1; a reader fills what it knows. */
export interface SourcePlace {
  readonly file: string;
  /** Table, sheet, folder or inner file; `null` where a file has only one. */
  readonly layer: string | null;
  readonly line: number | null;
  readonly feature: number | null;
}

/** A geometry as the file has it: GeoJSON names, numbers in the source's system, nothing checked. */
export interface SourceGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** One row as a reader found it. `fault`: the reader could not make sense of this row. */
export interface SourceFeature {
  readonly place: SourcePlace;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: SourceGeometry | null;
  readonly fault: RowRefusal | null;
}

/** What a row that is not good, or not quite good, gets. */
export interface Reject {
  readonly place: SourcePlace;
  /** `refused`: the row is not taken. `warned`: it is taken, and the user should know this. */
  readonly severity: "refused" | "warned";
  readonly refusal: RowRefusal;
  /** Field of the source that is at fault, if one is. */
  readonly field: string | null;
  /** The offending value as text, shortened and with personal numbers masked. */
  readonly value: string | null;
}
