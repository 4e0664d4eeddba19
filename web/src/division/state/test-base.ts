import {
  applyChange,
  createGrid,
  emptyDivision,
  type Division,
  type DivisionChange,
  type DivisionError,
} from "@onegrid/core/division";
import { boxPolygon } from "@onegrid/core/geometry";
import type { Result } from "@onegrid/core/result";
import { buildFromUnits, encodePlanarMap } from "@onegrid/core/topology";
import { openBase, type OpenBase } from "./open-base.ts";

export const COLUMNS = 6;
const ROWS = 4;
const STEP = 0.001;

/** Name of the unit in a column and a row, row 0 in the south: `u07` is column 1 of row 1. */
export const unitId = (column: number, row: number): string =>
  `u${String(row * COLUMNS + column).padStart(2, "0")}`;

/** 6 × 4 square units of 50 households, about 100 m wide. */
export function latticeBase(): OpenBase {
  const units = Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const [west, south] = [121 + (at % COLUMNS) * STEP, 31 + Math.floor(at / COLUMNS) * STEP];
    return {
      id: unitId(at % COLUMNS, Math.floor(at / COLUMNS)),
      geometry: boxPolygon([west, south, west + STEP, south + STEP]),
      households: 50,
      community: "c",
    };
  });
  const built = buildFromUnits(units);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  const bytes = encodePlanarMap(built.value.map);
  return openBase("base", bytes.slice().buffer, "c");
}

export function applied(
  division: Division,
  change: Result<DivisionChange, DivisionError>,
): Division {
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  return applyChange(division, change.value).division;
}

const columnsOf = (base: OpenBase, from: number, to: number): string[] =>
  base.ground.unitIds.filter((_, unit) => unit % COLUMNS >= from && unit % COLUMNS < to);

/** Grid 001 in the west, 002 in the east: three columns each. */
export function twoGrids(base: OpenBase): Division {
  const empty = { ...emptyDivision("d", base.ground, 600) };
  const west = applied(empty, createGrid(empty, { unitIds: columnsOf(base, 0, 3) }));
  const both = applied(west, createGrid(west, { unitIds: columnsOf(base, 3, COLUMNS) }));
  return { ...both, revision: 0 };
}
