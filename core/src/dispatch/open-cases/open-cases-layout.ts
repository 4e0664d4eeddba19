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

/** The same with the words that columns point at. */
export interface WrittenHead extends OpenCasesHead {
  readonly count: number;
  readonly categories: readonly string[];
  readonly communities: readonly string[];
  readonly assignees: readonly string[];
  /** Ids of cases as they are, where one of them is no UUID. */
  readonly ids?: readonly string[];
}

/** `OGC` and the version of the layout; another layout gets another number. */
export const MAGIC = [0x4f, 0x47, 0x43, 1] as const;
/** Magic and the length of the head in bytes. */
export const PREAMBLE_BYTES = 8;

export const DEGREE_PARTS = 1e7;
export const SECOND_MS = 1000;
/** Nowhere, or never: in a column of four bytes. */
export const NONE = -0x8000_0000;
/** Nothing: in a column of two bytes. */
export const NO_WORD = 0xffff;

/**
 * The columns in order, with their bytes a row. Cases stand with the newest report first, so
 * `reported` says how many seconds earlier each is than the one before; `due` is seconds after the
 * report and `soon` seconds before `due`.
 */
export const COLUMNS = [
  ["lng", 4],
  ["lat", 4],
  ["reported", 4],
  ["due", 4],
  ["soon", 4],
  ["version", 4],
  ["category", 2],
  ["community", 2],
  ["grid", 2],
  ["assignee", 2],
  ["state", 1],
  ["level", 1],
  ["severity", 1],
] as const;
export type ColumnName = (typeof COLUMNS)[number][0];

export const ID_BYTES = 16;
