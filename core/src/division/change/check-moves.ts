import { connectedPieces } from "../model/connected-pieces.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  GridId,
  Lock,
} from "../model/model.ts";
import { sumHouseholds } from "../model/sum-households.ts";

type Moves = Pick<DivisionChange, "moves" | "removedLocks" | "removedGrids">;

/** The first rule that moves of units would break: locks, then contiguity; `undefined`: none. */
export function checkMoves(
  division: Division,
  change: Moves,
  { contiguity }: { readonly contiguity: ContiguityRule },
): DivisionError | undefined {
  return judgeMoves(division, change, contiguity).refusal;
}

/** The same, and whether the moves change what was in pieces (see `DivisionChange.contiguity`). */
export function judgeMoves(
  division: Division,
  change: Moves,
  contiguity: ContiguityRule,
): { readonly refusal?: DivisionError; readonly changesPieces: boolean } {
  const after = gridsAfter(division, change);
  const lock = division.locks.find((candidate) => isBroken(division, change, after, candidate));
  if (lock) return { refusal: { code: "division.locked", lock }, changesPieces: false };
  const touched = touchedPieces(division, change, after);
  const broken = contiguity === "warn" ? undefined : touched.find(isBreak);
  if (broken) return { refusal: nameBreak(division, broken), changesPieces: true };
  return { changesPieces: touched.some(changesItsPieces) };
}

function gridsAfter({ ground, gridOf }: Division, { moves }: Moves): readonly (GridId | null)[] {
  const after = [...gridOf];
  for (const { unitId, to } of moves) {
    const unit = ground.indexOf.get(unitId);
    if (unit !== undefined) after[unit] = to;
  }
  return after;
}

function isBroken(
  { ground, gridOf }: Division,
  { moves }: Moves,
  after: readonly (GridId | null)[],
  lock: Lock,
): boolean {
  if (lock.kind === "grid") {
    return moves.some(({ from, to }) => from === lock.gridId || to === lock.gridId);
  }
  if (lock.kind === "compound") {
    const compoundOf = (unitId: string) =>
      ground.compoundIds[ground.graph.compound[ground.indexOf.get(unitId) ?? -1] ?? -1];
    return moves.some(({ unitId }) => compoundOf(unitId) === lock.compoundId);
  }
  const unit = ground.indexOf.get(lock.unitId) ?? -1;
  const other = ground.indexOf.get(lock.otherId) ?? -1;
  return gridOf[unit] !== gridOf[other] && after[unit] === after[other];
}

/** Left in more pieces than it had. */
const isBreak = ({ pieces, before }: TouchedGrid): boolean =>
  pieces.length > 1 && pieces.length > before();

/**
 * Falls into pieces by a change, or comes together by it: taking such a change back breaks what was
 * broken before.
 */
const changesItsPieces = ({ pieces, before }: TouchedGrid): boolean =>
  pieces.length !== before() && Math.max(pieces.length, before()) > 1;

function nameBreak({ ground }: Division, { gridId, pieces }: TouchedGrid): DivisionError {
  const named = pieces.map((piece) => piece.map((unit) => ground.unitIds[unit] ?? ""));
  return { code: "division.breaks-contiguity", gridId, pieces: named };
}

interface TouchedGrid {
  readonly gridId: GridId;
  readonly pieces: readonly (readonly number[])[];
  /** Pieces it had. */
  readonly before: () => number;
}

function touchedPieces(
  division: Division,
  { moves }: Moves,
  after: readonly (GridId | null)[],
): TouchedGrid[] {
  const { ground } = division;
  const touched = new Set(moves.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()));
  const moved = moves.flatMap(({ unitId }) => ground.indexOf.get(unitId) ?? []);
  return [...touched].toSorted().map((gridId) => {
    const old = unitsOfGrid(division, gridId);
    const units = new Set(old.filter((unit) => after[unit] === gridId));
    for (const unit of moved) if (after[unit] === gridId) units.add(unit);
    let had: number | undefined;
    return {
      gridId,
      pieces: standingPieces(ground, after, gridId, units),
      before: () => (had ??= standingPieces(ground, division.gridOf, gridId, old).length),
    };
  });
}

/** Connected pieces of a grid; ground that hangs on a unit of the grid counts with it. */
export const piecesOf = (division: Division, gridId: GridId): number[][] =>
  standingPieces(division.ground, division.gridOf, gridId, unitsOfGrid(division, gridId));

/** All pieces of a grid but the one with most households; of as many, that with most units. */
export function smallerPieces(division: Division, gridId: GridId): number[][] {
  const sumOf = (piece: readonly number[]) => sumHouseholds(division.ground.graph, piece);
  return piecesOf(division, gridId)
    .toSorted((a, b) => sumOf(b) - sumOf(a) || b.length - a.length)
    .slice(1);
}

/** Pieces of the units that a grid has in an assignment. */
export function standingPieces(
  ground: Division["ground"],
  gridOf: readonly (GridId | null)[],
  gridId: GridId,
  units: Iterable<number>,
): number[][] {
  const hangs = (unit: number) => {
    const host = ground.hangsOn.get(unit);
    return host !== undefined && gridOf[host] === gridId;
  };
  return connectedPieces(
    ground.graph,
    [...units].filter((unit) => !hangs(unit)),
  );
}

/** Households of every grid; `null` holds those of units without one. */
export function householdsByGrid({ ground, gridOf }: Division): Map<GridId | null, number> {
  const sums = new Map<GridId | null, number>();
  for (const [unit, gridId] of gridOf.entries()) {
    sums.set(gridId, (sums.get(gridId) ?? 0) + (ground.graph.households[unit] ?? 0));
  }
  return sums;
}

/** Shared contact length of a unit with every grid around it, from a given assignment; cm. */
export function contactLengths(
  { ground }: Division,
  gridOf: readonly (GridId | null)[],
  unit: number,
): Map<GridId, number> {
  const { graph } = ground;
  const lengths = new Map<GridId, number>();
  for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
    const gridId = gridOf[graph.to[e] ?? -1] ?? null;
    if (gridId === null || graph.contact[e] !== 1) continue;
    lengths.set(gridId, (lengths.get(gridId) ?? 0) + (graph.shared[e] ?? 0));
  }
  return lengths;
}

/** Whether two grids have a contact. */
export function areAdjacent(division: Division, one: GridId, other: GridId): boolean {
  return unitsOfGrid(division, one).some((unit) =>
    contactLengths(division, division.gridOf, unit).has(other),
  );
}
