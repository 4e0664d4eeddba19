import {
  editAtOnce,
  groupUnits,
  paintable,
  takeAlong,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type DivisionError,
  type GridId,
  type HandEdit,
  type PaintMask,
  type UnitLevel,
} from "@onegrid/core/division";
import type { Result } from "@onegrid/core/result";
import type { OpenBase } from "../state/open-base.ts";

/** Where painted units go: to a grid, out of every grid (`null`), or to a grid that is made of them. */
export type StrokeTarget =
  | { readonly kind: "grid"; readonly gridId: GridId }
  | { readonly kind: "none" }
  | { readonly kind: "new" };

/** A drag of the brush (画笔) that is not let go yet. Draft only: the division does not know it. */
export interface Stroke {
  readonly target: StrokeTarget;
  readonly units: ReadonlySet<number>;
  /** The unit it began in: where a mask of one compound or block lies. */
  readonly pressed?: number | undefined;
  /** Grids may fall into pieces by it. */
  readonly mayBreak?: boolean | undefined;
}

export interface StrokeRules {
  /** What is taken at once. */
  readonly level: UnitLevel;
  readonly mask: PaintMask;
}

/**
 * Adds units to a stroke, with all of their compound or block when it paints those. Units that are
 * there already, locked ones and those outside the mask are passed over. The same stroke when none
 * is left.
 */
export function extendStroke(
  division: Division,
  stroke: Stroke,
  units: Iterable<number>,
  { level, mask }: StrokeRules,
): Stroke {
  const mayPaint = paintable(division, mask);
  const to = stroke.target.kind === "grid" ? stroke.target.gridId : null;
  const isNew = stroke.target.kind === "new";
  const added = [...wholeGroups(division, units, level)].filter(
    (unit) =>
      !stroke.units.has(unit) &&
      mayPaint(unit) &&
      (isNew || (division.gridOf[unit] ?? null) !== to),
  );
  return added.length === 0 ? stroke : { ...stroke, units: new Set([...stroke.units, ...added]) };
}

/** These units with everything that goes with them at a level. */
export function wholeGroups(
  { ground }: Division,
  units: Iterable<number>,
  level: UnitLevel,
): ReadonlySet<number> {
  if (level === "unit") return new Set(units);
  const { groups, groupOf } = groupUnits(ground, level);
  const touched = new Set([...units].map((unit) => groupOf[unit] ?? -1));
  return new Set([...touched].flatMap((group) => groups[group]?.units ?? []));
}

export const lockedGrids = ({ locks }: Pick<Division, "locks">): Set<GridId> =>
  new Set(locks.flatMap((lock) => (lock.kind === "grid" ? [lock.gridId] : [])));

/** What the stroke asks for when it is let go. */
export function strokeEdit({ ground }: Division, { target, units, mayBreak }: Stroke): HandEdit {
  const unitIds = [...units].toSorted((a, b) => a - b).map((unit) => ground.unitIds[unit] ?? "");
  const rules = mayBreak === true ? ({ contiguity: "warn" } as const) : {};
  if (target.kind === "new") return { edit: "create-grid", unitIds, ...rules };
  const gridId = target.kind === "grid" ? target.gridId : null;
  return { edit: "assign-units", unitIds, gridId, ...rules };
}

export interface HouseholdShift {
  /** `null`: in no grid, or in the one that is being made (`isNew`). */
  readonly gridId: GridId | null;
  readonly isNew: boolean;
  readonly before: number;
  readonly after: number;
}

/** The numbers a stroke would give, the target's first. */
export function strokeShifts(
  division: Division,
  { target, units }: Stroke,
  householdsOf: (gridId: GridId) => number,
  unassigned: number,
): HouseholdShift[] {
  const { households } = division.ground.graph;
  const lost = new Map<GridId | null, number>();
  let moved = 0;
  for (const unit of units) {
    const gridId = division.gridOf[unit] ?? null;
    const own = households[unit] ?? 0;
    lost.set(gridId, (lost.get(gridId) ?? 0) + own);
    moved += own;
  }
  const numberOf = (gridId: GridId | null): number =>
    gridId === null ? unassigned : householdsOf(gridId);
  const isNew = target.kind === "new";
  const to = target.kind === "grid" ? target.gridId : null;
  const before = isNew ? 0 : numberOf(to);
  return [
    { gridId: to, isNew, before, after: before + moved },
    ...[...lost].map(([gridId, less]) => ({
      gridId,
      isNew: false,
      before: numberOf(gridId),
      after: numberOf(gridId) - less,
    })),
  ];
}

/** What would happen if it were let go now. */
export const foreseeStroke = (
  division: Division,
  stroke: Stroke,
): Result<DivisionChange, DivisionError> | null =>
  stroke.units.size === 0 ? null : editAtOnce(division, strokeEdit(division, stroke), "");

/**
 * Bare ground that a stroke takes along by itself when it alone keeps the painted units from their
 * grid: nobody lives there and nothing is built, so to the planner the two touch already.
 */
export function groundAlong(
  { buildingsOf }: Pick<OpenBase, "buildingsOf">,
  division: Division,
  stroke: Stroke,
): readonly number[] {
  const isBare = (unit: number): boolean => (buildingsOf[unit]?.length ?? 0) === 0;
  const { indexOf } = division.ground;
  const unitIds = takeAlong(division, strokeEdit(division, stroke), isBare);
  return unitIds.map((unitId) => indexOf.get(unitId) ?? -1);
}

/** The same edit with the units without households that connect what it gives. */
export function withEmptyUnits(
  division: Division,
  edit: DivisionEdit,
  error: DivisionError,
): HandEdit | null {
  if (error.code !== "division.breaks-contiguity") return null;
  if (edit.edit !== "assign-units" && edit.edit !== "create-grid") return null;
  const added = takeAlong(division, edit);
  return added.length === 0 ? null : { ...edit, unitIds: [...edit.unitIds, ...added] };
}

/**
 * The same edit with the pieces that it would cut off taken along: what the planner usually wants
 * when a stroke breaks a grid. `null` when that would take the whole grid.
 */
export function withCutOffPieces(
  division: Division,
  edit: DivisionEdit,
  error: DivisionError,
): DivisionEdit | null {
  if (error.code !== "division.breaks-contiguity") return null;
  if (edit.edit !== "assign-units" && edit.edit !== "create-grid") return null;
  const sizeOf = (piece: readonly string[]): number =>
    piece.reduce((sum, unitId) => {
      const unit = division.ground.indexOf.get(unitId) ?? -1;
      return sum + (division.ground.graph.households[unit] ?? 0) + 1e-3;
    }, 0);
  const [, ...smaller] = error.pieces.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const unitIds = [...new Set([...edit.unitIds, ...smaller.flat()])];
  return unitIds.length === edit.unitIds.length ? null : { ...edit, unitIds };
}
