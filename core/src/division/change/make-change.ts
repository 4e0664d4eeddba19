import { fail, ok, type Result } from "../../result.ts";
import { judgeMoves } from "./check-moves.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  EditName,
  GridId,
} from "../model/model.ts";

/** An edit in the making: where units go, and which grids come and go with it. */
export interface DraftChange {
  readonly edit: EditName;
  /** By unit index. */
  readonly to: ReadonlyMap<number, GridId | null>;
  readonly addedGrids?: readonly GridId[];
  readonly removedGrids?: readonly GridId[];
  readonly contiguity?: ContiguityRule | undefined;
}

/** Makes a draft a change, or says which rule it breaks. Units already there are left out. */
export function makeChange(
  division: Division,
  draft: DraftChange,
): Result<DivisionChange, DivisionError> {
  const { ground, gridOf } = division;
  const moves = [...draft.to]
    .toSorted(([a], [b]) => a - b)
    .map(([unit, to]) => ({ unitId: ground.unitIds[unit] ?? "", from: gridOf[unit] ?? null, to }))
    .filter(({ from, to }) => from !== to);
  const change: DivisionChange = {
    edit: draft.edit,
    moves,
    addedGrids: draft.addedGrids ?? [],
    removedGrids: draft.removedGrids ?? [],
    addedLocks: [],
    removedLocks: [],
  };
  const emptied = findEmptied(division, draft);
  if (emptied !== undefined) return fail({ code: "division.empties-grid", gridId: emptied });
  const { refusal, changesPieces } = judgeMoves(division, change, draft.contiguity ?? "refuse");
  if (refusal) return fail(refusal);
  return ok(changesPieces ? { ...change, contiguity: "warn" } : change);
}

/** A grid that would lose its last unit and is not removed with it. */
function findEmptied(
  division: Division,
  { to, removedGrids = [] }: DraftChange,
): GridId | undefined {
  const left = new Set([...to.keys()].map((unit) => division.gridOf[unit] ?? null));
  const kept = new Set<GridId | null>([...to.values(), ...removedGrids]);
  return [...left]
    .flatMap((gridId) => (gridId === null || kept.has(gridId) ? [] : [gridId]))
    .toSorted()
    .find((gridId) => unitsOfGrid(division, gridId).every((unit) => to.has(unit)));
}

/** Indices of units; the first unknown one is refused. */
export function findUnits(
  { ground }: Division,
  unitIds: readonly string[],
): Result<number[], DivisionError> {
  if (unitIds.length === 0) return fail({ code: "division.no-units" });
  const units: number[] = [];
  for (const unitId of unitIds) {
    const unit = ground.indexOf.get(unitId);
    if (unit === undefined) return fail({ code: "division.unknown-unit", unitId });
    units.push(unit);
  }
  return ok(units);
}

export function findUnknownGrid(
  division: Division,
  gridIds: readonly GridId[],
): DivisionError | undefined {
  const gridId = gridIds.find((id) => !division.grids.includes(id));
  return gridId === undefined ? undefined : { code: "division.unknown-grid", gridId };
}

/** Temporary numbers for new grids of a draft: the lowest free ones, three digits or more. */
export function freeGridIds({ grids }: Pick<Division, "grids">, count: number): GridId[] {
  const taken = new Set(grids);
  const free: GridId[] = [];
  for (let number = 1; free.length < count; number++) {
    const id = String(number).padStart(3, "0");
    if (!taken.has(id)) free.push(id);
  }
  return free;
}
