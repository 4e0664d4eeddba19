import {
  divisionFacts,
  unitsOfGrid,
  type Division,
  type DivisionFacts,
  type GridId,
} from "@onegrid/core/division";
import { innermostPoint, type Bbox, type Geometry, type Position } from "@onegrid/core/geometry";
import { dissolveUnits, shapeGeometry } from "@onegrid/core/topology";
import { colorGrids, type GridColors } from "./grid-colors.ts";
import { neighboursOf, type Neighbours } from "./grid-neighbours.ts";
import type { OpenBase } from "./open-base.ts";

/** Colours a grid may have: as many as `GRID_COLORS` of `grid-palette.ts`. */
export const COLOR_COUNT = 7;

/** A division as the page shows it: numbers and shapes made from the same state. */
export interface DivisionView {
  readonly division: Division;
  readonly facts: DivisionFacts;
  readonly shapes: ReadonlyMap<GridId, Geometry>;
  /** Ground in no grid; `null`: none. */
  readonly unassigned: Geometry | null;
  /** Grids that share a border. */
  readonly neighbours: Neighbours;
  readonly colors: GridColors;
  /** Where a grid's number stands: inside it, furthest from its border. */
  readonly labels: ReadonlyMap<GridId, Position>;
  readonly unassignedLabel: Position | null;
}

/** With `before`, only grids that differ from it are dissolved and counted again. */
export function viewDivision(
  base: OpenBase,
  division: Division,
  before?: DivisionView,
): DivisionView {
  const old = before?.division.ground === division.ground ? before : undefined;
  const changed = changedGrids(division, old?.division);
  const isKept = (gridId: GridId | null): boolean => !changed.has(gridId);
  const keep = keeper(division, isKept);
  const dissolve = shapeMaker(base);
  const shapeOf = (gridId: GridId | null) => dissolve(unitsOfGrid(division, gridId));
  const shapes = keep(old?.shapes, shapeOf);
  const neighbours = neighboursOf(division, changed, old?.neighbours);
  return {
    division,
    facts: divisionFacts(division, old?.facts),
    shapes,
    neighbours,
    colors: colorGrids(neighbours, COLOR_COUNT, old?.colors),
    labels: keep(old?.labels, (gridId) => labelOf(shapes.get(gridId))),
    ...(old !== undefined && isKept(null) ? freeGroundOf(old) : placeFreeGround(shapeOf(null))),
  };
}

type FreeGround = Pick<DivisionView, "unassigned" | "unassignedLabel">;

const freeGroundOf = ({ unassigned, unassignedLabel }: DivisionView): FreeGround => ({
  unassigned,
  unassignedLabel,
});

const placeFreeGround = (shape: Geometry | undefined): FreeGround => ({
  unassigned: shape ?? null,
  unassignedLabel: labelOf(shape) ?? null,
});

/** Takes over what is kept and makes the rest. */
const keeper =
  ({ grids }: Division, isKept: (gridId: GridId) => boolean) =>
  <T>(
    kept: ReadonlyMap<GridId, T> | undefined,
    make: (gridId: GridId) => T | undefined,
  ): Map<GridId, T> => {
    const all = new Map<GridId, T>();
    for (const gridId of grids) {
      const value = isKept(gridId) ? kept?.get(gridId) : make(gridId);
      if (value !== undefined) all.set(gridId, value);
    }
    return all;
  };

function changedGrids(division: Division, old: Division | undefined): Set<GridId | null> {
  if (old === undefined) return new Set([null, ...division.grids]);
  const changed = new Set<GridId | null>();
  for (let unit = 0; unit < division.gridOf.length; unit++) {
    const [gridId, other] = [division.gridOf[unit] ?? null, old.gridOf[unit] ?? null];
    if (other !== gridId) changed.add(other).add(gridId);
  }
  return changed;
}

/** Only who is in and who is not counts for the shape of one grid. */
function shapeMaker({
  map,
  borders,
  positions,
  numbers,
}: OpenBase): (units: readonly number[]) => Geometry | undefined {
  const isIn = new Int32Array(map.units.ids.length).fill(-1);
  return (units) => {
    const own = units.map((unit) => numbers[unit] ?? -1);
    for (const number of own) isIn[number] = 0;
    const shape = shapeGeometry(map, positions, dissolveUnits(map, borders, isIn, own));
    for (const number of own) isIn[number] = -1;
    return shape;
  };
}

/** Where a shape's label has most room; the number of a grid never stands on another's ground. */
function labelOf(shape: Geometry | undefined): Position | undefined {
  if (shape?.type !== "Polygon" && shape?.type !== "MultiPolygon") return undefined;
  return innermostPoint(shape) ?? undefined;
}

/** Light (灯): 200–400 households of a target of 300 are green, beyond 150 and 600 red. */
export type GridLight = "green" | "amber" | "red";

export function lightOf(households: number, target: number): GridLight {
  const { least, low, high, most } = lightLimits(target);
  if (households < least || households > most) return "red";
  return households < low || households > high ? "amber" : "green";
}

/** Households from `low` to `high` are green, from `least` to `most` amber. */
export const lightLimits = (target: number) => ({
  least: target / 2,
  low: (target * 2) / 3,
  high: (target * 4) / 3,
  most: target * 2,
});

/** Households of equal shares (均户), where all grids are measured against the same; `null`: several. */
export function fairShareOf({ grids }: Pick<DivisionFacts, "grids">): number | null {
  const shares = [...grids.values()]
    .filter(({ isOversized }) => !isOversized)
    .map((own) => Math.round(own.households / (1 + own.deviationFairShare)));
  const [first, ...others] = new Set(shares.filter((share) => share > 0));
  return first === undefined || others.length > 0 ? null : first;
}

/** `007` in the store is grid 7 to people. */
export const gridNumber = (gridId: GridId): string =>
  /^\d+$/.test(gridId) ? String(Number(gridId)) : gridId;

/** The box of a shape: west, south, east, north. */
export function boxOfGeometry(geometry: Geometry): Bbox {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [x, y]: unknown[] = part;
    if (typeof x !== "number" || typeof y !== "number") {
      for (const inner of part) visit(inner);
      return;
    }
    [box[0], box[2]] = [Math.min(box[0], x), Math.max(box[2], x)];
    [box[1], box[3]] = [Math.min(box[1], y), Math.max(box[3], y)];
  };
  visit(geometry.coordinates);
  return box;
}
