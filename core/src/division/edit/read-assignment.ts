import type { GridId, UnitId } from "../model/model.ts";

/** Why a line of a file is not taken; `text` is what stands there. */
export interface RefusedLine {
  /** From 1, the headings included. */
  readonly line: number;
  readonly reason: "unknown-unit" | "twice" | "bad-grid" | "too-short";
  readonly text: string;
}

export interface ReadAssignment {
  readonly rows: readonly { readonly unitId: UnitId; readonly gridId: GridId | null }[];
  readonly refused: readonly RefusedLine[];
  /** Lines of other communities of the same file. */
  readonly elsewhere: number;
}

/** A column is missing: which headings stand there. */
export interface AssignmentFault {
  readonly code: "division.assignment-columns";
  readonly headings: string;
}

const UNIT = ["unit", "unit_id", "单元", "基本单元", "单元编号"];
const GRID = ["grid", "grid_id", "网格", "网格编码", "网格编号"];
const WITHIN = ["within", "社区代码", "社区编码"];

/**
 * Reads a table of units and grids (归属表): comma, semicolon or tab, headings in either language. A line
 * whose `within` names another community is left to that one; a line that cannot be taken says why, and
 * the others go on.
 */
export function readAssignment(
  text: string,
  community: { readonly code: string; readonly unitIds: ReadonlySet<UnitId> },
): ReadAssignment | AssignmentFault {
  const [head = [], ...lines] = readTable(text);
  const columnOf = (names: readonly string[]): number =>
    head.findIndex((heading) => names.includes(heading.trim().toLowerCase()));
  const [unitAt, gridAt, withinAt] = [columnOf(UNIT), columnOf(GRID), columnOf(WITHIN)];
  if (unitAt < 0 || gridAt < 0)
    return { code: "division.assignment-columns", headings: head.join("、").slice(0, 200) };
  const at = { unit: unitAt, grid: gridAt, within: withinAt };
  const filled = lines
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const own = filled.filter(({ cells }) => ["", community.code].includes(cells[at.within] ?? ""));
  return { ...takeLines(own, at, community.unitIds), elsewhere: filled.length - own.length };
}

function takeLines(
  lines: readonly { readonly cells: readonly string[]; readonly line: number }[],
  at: { readonly unit: number; readonly grid: number },
  unitIds: ReadonlySet<UnitId>,
): Omit<ReadAssignment, "elsewhere"> {
  const taken = new Map<UnitId, GridId | null>();
  const refused: RefusedLine[] = [];
  for (const { cells, line } of lines) {
    const [unitId, grid] = [cells[at.unit], cells[at.grid]];
    const reason = refusalOf({ unitId, grid, taken }, unitIds);
    if (reason !== null) refused.push({ line, reason, text: cells.join(",").slice(0, 120) });
    else taken.set(unitId ?? "", grid === "" ? null : (grid ?? null));
  }
  return { rows: [...taken].map(([unitId, gridId]) => ({ unitId, gridId })), refused };
}

interface Line {
  readonly unitId: string | undefined;
  readonly grid: string | undefined;
  readonly taken: ReadonlyMap<UnitId, GridId | null>;
}

const PLAIN_GRID = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

function refusalOf(
  { unitId, grid, taken }: Line,
  unitIds: ReadonlySet<UnitId>,
): RefusedLine["reason"] | null {
  if (unitId === undefined || grid === undefined) return "too-short";
  if (!unitIds.has(unitId)) return "unknown-unit";
  if (taken.has(unitId)) return "twice";
  return grid === "" || PLAIN_GRID.test(grid) ? null : "bad-grid";
}

/** Cells by lines (RFC 4180); the separator is the one that the first line has most of. */
function readTable(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, "");
  const [first = ""] = plain.split(/\r?\n/, 1);
  const count = (mark: string): number => first.split(mark).length;
  const mark = [",", "\t", ";"].toSorted((a, b) => count(b) - count(a))[0] ?? ",";
  const lines: string[][] = [];
  let cells: string[] = [];
  // A cell in quotes, or one without, and what ends it; an empty match at the very end is not a cell.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, "gy");
  for (const [all, quoted, bare = "", end = ""] of plain.matchAll(cell)) {
    if (all === "" && cells.length === 0) break;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === mark) continue;
    lines.push(cells);
    cells = [];
    if (end === "") break;
  }
  return lines;
}
