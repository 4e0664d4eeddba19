import type { PastBoard } from "./past-board.ts";

/** `OGP` and the version of the layout; another layout gets another number. */
export const MAGIC = [0x4f, 0x47, 0x50, 1] as const;
/** What an answer says besides its columns, and the words that columns point at. */
export interface WrittenBoard extends Omit<PastBoard, "cases"> {
  readonly count: number;
  /** One for each row. */
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  readonly communities: readonly string[];
  readonly addresses: readonly string[];
  readonly units: readonly string[];
  readonly members: readonly string[];
  readonly names: readonly string[];
  /** Ids of cases as they are, where one of them is no UUID. */
  readonly ids?: readonly string[];
}

/**
 * The columns in order, with their bytes a row. Times are seconds with their milliseconds beside
 * them; all but that of the report count from it.
 */
export const COLUMNS = [
  ["lng", 4],
  ["lat", 4],
  ["reported", 4],
  ["reportedMs", 2],
  ["updated", 4],
  ["updatedMs", 2],
  ["yellow", 4],
  ["yellowMs", 2],
  ["due", 4],
  ["dueMs", 2],
  ["version", 4],
  ["category", 2],
  ["community", 2],
  ["address", 2],
  ["unit", 2],
  ["member", 2],
  ["name", 2],
  ["state", 1],
  ["step", 1],
  ["level", 1],
  ["severity", 1],
  ["flags", 1],
] as const;
export type ColumnName = (typeof COLUMNS)[number][0];

/** Places to the centimetre. */
export const DEGREE_PARTS = 1e7;
/** Bits of `flags`. */
export const RUNNING = 1;
export const REHEARSAL = 2;
/** No step. */
export const NO_STEP = 0xff;
