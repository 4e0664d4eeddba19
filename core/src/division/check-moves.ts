import { connectedPieces } from "./connected-pieces.ts";
import { membersOf, unitsOfGrid } from "./grid-members.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  GridId,
  Lock,
} from "./model.ts";

type Moves = Pick<DivisionChange, "moves" | "removedLocks" | "removedGrids">;

/** The first rule that moves of units would break: locks, then contiguity; `undefined`: none. */
export function checkMoves(
  division: Division,
  change: Moves,
  { contiguity }: { readonly contiguity: ContiguityRule },
): DivisionError | undefined {
  const after = gridsAfter(division, change);
  const lock = division.locks.find((candidate) => isBroken(division, change, after, candidate));
  if (lock) return { code: "division.locked", lock };
  return contiguity === "warn" ? undefined : findBreak(division, change, after);
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

/** A grid that the moves leave in more pieces than it had. */
function findBreak(
  division: Division,
  change: Moves,
  after: readonly (GridId | null)[],
): DivisionError | undefined {
  const { unitIds } = division.ground;
  for (const { gridId, pieces, before } of touchedPieces(division, change, after)) {
    if (pieces.length < 2 || pieces.length <= before()) continue;
    const named = pieces.map((piece) => piece.map((unit) => unitIds[unit] ?? ""));
    return { code: "division.breaks-contiguity", gridId, pieces: named };
  }
  return undefined;
}

/**
 * Whether a grid falls into pieces by a change, or comes together by it: taking such a change back
 * breaks what was broken before.
 */
export function changesPieces(division: Division, change: Moves): boolean {
  const after = gridsAfter(division, change);
  for (const { pieces, before } of touchedPieces(division, change, after)) {
    const old = before();
    if (pieces.length !== old && Math.max(pieces.length, old) > 1) return true;
  }
  return false;
}

interface TouchedGrid {
  readonly gridId: GridId;
  readonly pieces: readonly (readonly number[])[];
  /** Pieces it had. */
  readonly before: () => number;
}

function* touchedPieces(
  division: Division,
  { moves }: Moves,
  after: readonly (GridId | null)[],
): Generator<TouchedGrid> {
  const { ground } = division;
  const touched = new Set(moves.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()));
  const moved = moves.flatMap(({ unitId }) => ground.indexOf.get(unitId) ?? []);
  for (const gridId of [...touched].toSorted()) {
    const old = unitsOfGrid(division, gridId);
    const units = new Set(old.filter((unit) => after[unit] === gridId));
    for (const unit of moved) if (after[unit] === gridId) units.add(unit);
    const pieces = standingPieces(ground, after, gridId, units);
    yield {
      gridId,
      pieces,
      before: () => standingPieces(ground, division.gridOf, gridId, old).length,
    };
  }
}

/** Connected pieces of a grid; ground that hangs on a unit of the grid counts with it. */
export function piecesOf(
  division: Division,
  gridOf: readonly (GridId | null)[],
  gridId: GridId,
): number[][] {
  const units = membersOf(gridOf).get(gridId) ?? [];
  return standingPieces(division.ground, gridOf, gridId, units);
}

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
