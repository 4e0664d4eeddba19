import { byte, float, int, uint } from "../../topology/index.ts";
import { ACCEPTANCE, coolingTable } from "./acceptance.ts";
import { BOND_UNITS, type AtomGraph } from "./atom-graph.ts";
import { canLeave, connectionTest, isConnected, type ConnectionTest } from "./connection-test.ts";
import { GridBorders } from "./grid-borders.ts";
import { costOfGrid, gridCost, type Partition, type SizeGoal } from "./partition.ts";
import { pullCost, pullDelta } from "./pulls.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface AnnealOptions {
  readonly random: SeededRandom;
  /** Number of moves tried. */
  readonly moves: number;
  readonly hot: number;
  readonly cold: number;
}

const COOLING_STEPS = 64;
const SWAP_CHANCE = 0.3;

/**
 * Improves a partition by simulated annealing: one atom goes over to a neighbouring grid, or two
 * atoms on either side of a border change places. Every grid stays in one piece throughout. Yields
 * the number of moves done, 64 times, so that the caller can stop or tell how far it is.
 */
export function* anneal(partition: Partition, options: AnnealOptions): Generator<number, void> {
  const { random, moves } = options;
  const search = { test: connectionTest(partition), borders: new GridBorders(partition), random };
  const temperatures = coolingTable(options.hot, options.cold, COOLING_STEPS);
  let done = 0;
  for (let step = 0; step < COOLING_STEPS; step++) {
    const temperature = temperatures[step] ?? options.cold;
    const end = Math.floor((moves * (step + 1)) / COOLING_STEPS);
    for (; done < end; done++) {
      tryMove(search, temperature * float(ACCEPTANCE, random.below(ACCEPTANCE.length)));
    }
    yield done;
  }
}

interface Search {
  readonly test: ConnectionTest;
  readonly borders: GridBorders;
  readonly random: SeededRandom;
}

function tryMove(search: Search, bound: number): void {
  const { test, borders, random } = search;
  const { partition } = test;
  if (borders.count === 0) return;
  const { atom, beyond } = borders.at(random.below(borders.count));
  const from = int(partition.gridOf, atom);
  const to = int(partition.gridOf, beyond);
  if (byte(partition.closed, from) + byte(partition.closed, to) > 0) return;
  if (random.next() < SWAP_CHANCE) {
    trySwap(search, atom, { to, bound });
  } else if (moveDelta(partition, atom, to) <= bound && canLeave(test, atom)) {
    borders.move(atom, to);
  }
}

/** A contact of the atom, of this grid, found by trying one to four entries; −1 if none. */
function randomContact(
  { partition }: ConnectionTest,
  random: SeededRandom,
  atom: number,
  grid: number,
): number {
  const { graph, gridOf } = partition;
  const start = uint(graph.first, atom);
  const degree = uint(graph.first, atom + 1) - start;
  if (degree === 0) return -1;
  for (let attempt = 0; attempt < 4; attempt++) {
    const e = start + random.below(degree);
    const other = uint(graph.to, e);
    if (graph.contact[e] === 1 && gridOf[other] === grid) return other;
  }
  return -1;
}

function trySwap(
  { test, borders, random }: Search,
  atom: number,
  { to, bound }: { readonly to: number; readonly bound: number },
): void {
  const { partition } = test;
  const from = int(partition.gridOf, atom);
  // The atom that comes back touches what is left of the grid, so it is sought from there.
  const left = randomContact(test, random, atom, from);
  const back = randomContact(test, random, left < 0 ? atom : left, to);
  if (back < 0) return;
  if (swapDelta(partition, atom, back) > bound) return;
  borders.move(atom, to);
  borders.move(back, from);
  if (isConnected(test, atom) && isConnected(test, back)) return;
  borders.move(back, to);
  borders.move(atom, from);
}

/** Change of `costOf` if the atom went over to the grid. */
export function moveDelta(partition: Partition, atom: number, grid: number): number {
  const { graph, gridOf, weights, households, area2, perimeter } = partition;
  const old = int(gridOf, atom);
  let oldShared = 0;
  let newShared = 0;
  let bond = 0;
  for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
    const other = gridOf[uint(graph.to, e)];
    if (other === old) {
      oldShared += float(graph.shared, e);
      bond += float(graph.bond, e);
    } else if (other === grid) {
      newShared += float(graph.shared, e);
      bond -= float(graph.bond, e);
    }
  }
  const weight = float(graph.households, atom);
  const ground = float(graph.area2, atom);
  const outline = float(graph.outline, atom);
  const without = gridCost(weights, float(households, old) - weight, goalOf(partition, old), {
    perimeter: float(perimeter, old) - outline + 2 * oldShared,
    area2: float(area2, old) - ground,
  });
  const together = gridCost(weights, float(households, grid) + weight, goalOf(partition, grid), {
    perimeter: float(perimeter, grid) + outline - 2 * newShared,
    area2: float(area2, grid) + ground,
  });
  const before = costOfGrid(partition, old) + costOfGrid(partition, grid);
  const cuts = (weights.cuts * bond) / BOND_UNITS;
  const delta = without + together - before + cuts + piecesDelta(partition, atom, grid);
  return partition.pulls ? delta + pullsDelta(partition, [[atom, grid]]) : delta;
}

/** Change of `costOf` if two atoms of two grids changed places. */
export function swapDelta(partition: Partition, atom: number, back: number): number {
  const { graph, gridOf, weights, households, area2, perimeter } = partition;
  const from = int(gridOf, atom);
  const to = int(gridOf, back);
  const there = bordersWith(partition, atom, from, to);
  const here = bordersWith(partition, back, to, from);
  // The border between the two is one before and after.
  const between = entryBetween(graph, atom, back);
  const shared = between < 0 ? 0 : float(graph.shared, between);
  const bond = between < 0 ? 0 : float(graph.bond, between);
  const weight = float(graph.households, back) - float(graph.households, atom);
  const ground = float(graph.area2, back) - float(graph.area2, atom);
  const outline = float(graph.outline, back) - float(graph.outline, atom);
  const one = gridCost(weights, float(households, from) + weight, goalOf(partition, from), {
    perimeter: float(perimeter, from) + outline + 2 * (there.left - here.joined + shared),
    area2: float(area2, from) + ground,
  });
  const other = gridCost(weights, float(households, to) - weight, goalOf(partition, to), {
    perimeter: float(perimeter, to) - outline + 2 * (here.left - there.joined + shared),
    area2: float(area2, to) - ground,
  });
  const before = costOfGrid(partition, from) + costOfGrid(partition, to);
  const cuts = (weights.cuts * (there.bond + here.bond + 2 * bond)) / BOND_UNITS;
  const isSameCompound = int(graph.compound, atom) === int(graph.compound, back);
  const pieces = isSameCompound
    ? 0
    : piecesDelta(partition, atom, to) + piecesDelta(partition, back, from);
  const delta = one + other - before + cuts + pieces;
  if (!partition.pulls) return delta;
  const moves = [[atom, to] as const, [back, from] as const];
  return delta + pullsDelta(partition, moves);
}

function pullsDelta(
  { pulls, gridOf, target }: Partition,
  moves: readonly (readonly [atom: number, grid: number])[],
): number {
  return pulls ? pullCost(pulls, pullDelta(pulls, gridOf, moves), target) : 0;
}

const goalOf = ({ share, target }: Partition, grid: number): SizeGoal => ({
  share: float(share, grid),
  target,
});

/** What an atom shares with the grid it leaves and with the one it joins. */
function bordersWith({ graph, gridOf }: Partition, atom: number, old: number, grid: number) {
  let left = 0;
  let joined = 0;
  let bond = 0;
  for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
    const other = gridOf[uint(graph.to, e)];
    if (other === old) {
      left += float(graph.shared, e);
      bond += float(graph.bond, e);
    } else if (other === grid) {
      joined += float(graph.shared, e);
      bond -= float(graph.bond, e);
    }
  }
  return { left, joined, bond };
}

function entryBetween({ first, to }: AtomGraph, atom: number, other: number): number {
  for (let e = uint(first, atom); e < uint(first, atom + 1); e++) {
    if (to[e] === other) return e;
  }
  return -1;
}

function piecesDelta(partition: Partition, atom: number, grid: number): number {
  const { graph, pieces, compoundAtoms, count, weights, gridOf } = partition;
  const compound = int(graph.compound, atom);
  if (compound < 0) return 0;
  const left = compoundAtoms[compound * count + int(gridOf, atom)] === 1 ? -1 : 0;
  const opened = compoundAtoms[compound * count + grid] === 0 ? 1 : 0;
  const now = int(pieces, compound) - uint(graph.fewestPieces, compound);
  return weights.pieces * (Math.max(0, now + left + opened) - Math.max(0, now));
}
