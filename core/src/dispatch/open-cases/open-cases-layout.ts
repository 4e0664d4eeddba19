import type { Position } from "../../geometry/index.ts";

/** A grid that holds open cases, in the version of their reports: where its number stands. */
export interface OpenGrid {
  readonly id: string;
  readonly name: string;
  /** `[lng, lat]` in degrees; `null` where the reader does not see the grid. */
  readonly center: Position | null;
}

/** What an answer says besides its columns. */
export interface OpenCasesHead {
  /** The stream as of which the cases are: what comes after `position` is not in here yet. */
  readonly epoch: string;
  readonly position: number;
  readonly grids: readonly OpenGrid[];
}

/** A grid in the head; its id stands in `gridIds`. */
export interface WrittenGrid {
  readonly name: string;
  /** In parts of a degree. */
  readonly center: Position | null;
}

/** The same with the words that columns point at. */
export interface WrittenHead extends Omit<OpenCasesHead, "grids"> {
  readonly count: number;
  readonly grids: readonly WrittenGrid[];
  readonly gridIds: WrittenIds;
  readonly categories: readonly string[];
  readonly communities: readonly string[];
  readonly assignees: WrittenIds;
  /** Ids of cases as they are, where one of them is no UUID; else they stand before the columns. */
  readonly ids?: readonly string[];
}

/** Ids that columns point at: first the UUIDs, which stand as bytes before the columns, then others. */
export interface WrittenIds {
  readonly uuids: number;
  readonly others: readonly string[];
}

/** `OGC` and the version of the layout; another layout gets another number. */
export const MAGIC = [0x4f, 0x47, 0x43, 2] as const;
/** Places to a tenth of a metre: half a pixel where the map is nearest. The card has them as reported. */
export const DEGREE_PARTS = 1e6;
export const SECOND_MS = 1000;
/** Nowhere, or never: in a column of four bytes. */
export const NONE = -0x8000_0000;
/** Nothing: in a column of two bytes. */
export const NO_WORD = 0xffff;

/**
 * The columns in order, with their bytes a row. Cases stand with the newest report first, so
 * `reported` says how many seconds earlier each is than the one before, and `due` is seconds after
 * the report. `lng` and `lat` are steps from the case before it in the same grid.
 */
export const COLUMNS = [
  ["category", 2],
  ["grid", 2],
  ["lng", 4],
  ["lat", 4],
  ["reported", 4],
  ["due", 4],
  ["version", 4],
  ["state", 1],
] as const;
type PlainName = (typeof COLUMNS)[number][0];

/**
 * Columns that hardly ever say something new of a grid or of a category: written as how lately the same
 * was said there. `soon` is seconds before `due`.
 */
export const RECALLED = [
  ["community", "grid"],
  ["assignee", "grid"],
  ["soon", "category"],
  ["level", "category"],
  ["severity", "category"],
] as const;
/** A value that was new among the recalled ones. */
export const FRESH_BYTES = 4;

export type ColumnName = PlainName | (typeof RECALLED)[number][0];
