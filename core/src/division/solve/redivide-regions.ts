import { int, uint } from "../../topology/index.ts";
import { moveAtom, surplusPieces, type Partition } from "./partition.ts";
import { REGION_ATOMS, RegionSolver } from "./region-solver.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface RedivideOptions {
  readonly random: SeededRandom;
  /** Sets and branches looked at, the measure of effort (see `RegionSolver`). */
  readonly work: number;
  /** Work on one group before it is given up as too large. */
  readonly workOnGroup: number;
  /** Most grids re-divided together. */
  readonly grids: number;
  /** Temperature at the start; it falls with the square of the work left. */
  readonly hot: number;
}

/** Part of the work done without noise, at the end. */
const COLD_SHARE = 0.15;
/** Work that drawing one group counts for, so that drawing alone comes to an end. */
const DRAW_WORK = 20;
const FEWEST_ATOMS = 8;
/** The search ends when so many draws per grid in a row changed nothing. */
const IDLE_DRAWS = 30;

/**
 * Improves a partition by dividing small groups of neighbouring grids anew, each at the least
 * possible cost. At first costs carry noise that fades (perturb and optimise), so that groups leave
 * poor optima together. Yields the work done.
 */
export function* redivideRegions(
  partition: Partition,
  options: RedivideOptions,
): Generator<number, void> {
  const { random, work, hot } = options;
  const solver = new RegionSolver(partition, random, { grown: options.workOnGroup });
  const draw: Draw = { partition, members: membersOf(partition), random, mostAtoms: REGION_ATOMS };
  const log = new GroupLog(partition.count);
  const cool = (1 - COLD_SHARE) * work;
  let idle = 0;
  let draws = 0;
  for (let done = 0; done < work && idle < IDLE_DRAWS * partition.count;) {
    const grids = drawGroup(draw, options.grids);
    const left = 1 - done / cool;
    const temperature = left > 0 ? hot * left * left : 0;
    idle = temperature > 0 ? 0 : idle + 1;
    if (grids.length > 1 && (temperature > 0 || log.isNew(grids))) {
      if (redivide(draw, solver, grids, temperature)) {
        log.change(grids);
        idle = 0;
      }
      // Too many sets: smaller groups from now on.
      if (solver.gaveUp) draw.mostAtoms = Math.max(FEWEST_ATOMS, draw.mostAtoms - 1);
    }
    draws++;
    done = solver.work + DRAW_WORK * draws;
    if (draws % 64 === 0) yield done;
  }
}

interface Draw {
  readonly partition: Partition;
  readonly members: number[][];
  readonly random: SeededRandom;
  mostAtoms: number;
}

/** Remembers in which state a group was solved: solving it again would find nothing. */
class GroupLog {
  private readonly version: Int32Array;
  private readonly solved = new Map<string, number>();

  constructor(grids: number) {
    this.version = new Int32Array(grids);
  }

  isNew(grids: readonly number[]): boolean {
    const key = grids.join();
    const state = grids.reduce((sum, grid) => sum + int(this.version, grid), 0);
    if (this.solved.get(key) === state) return false;
    this.solved.set(key, state);
    return true;
  }

  change(grids: readonly number[]): void {
    for (const grid of grids) this.version[grid] = int(this.version, grid) + 1;
  }
}

function membersOf(partition: Partition): number[][] {
  const members = Array.from({ length: partition.count }, (): number[] => []);
  for (let atom = 0; atom < partition.graph.count; atom++) {
    members[int(partition.gridOf, atom)]?.push(atom);
  }
  return members;
}

/** A random grid and neighbours of it with the same fair share, as many as fit; ascending. */
function drawGroup({ partition, members, random, mostAtoms }: Draw, mostGrids: number): number[] {
  const first = random.below(partition.count);
  const group = [first];
  const passed = new Set(group);
  let atoms = members[first]?.length ?? 0;
  while (group.length < mostGrids && partition.closed[first] !== 1) {
    const around = group
      .flatMap((grid) => gridsAround(partition, members[grid] ?? []))
      .filter(
        (grid) =>
          !passed.has(grid) &&
          partition.share[grid] === partition.share[first] &&
          partition.closed[grid] !== 1,
      );
    const next = around[random.below(around.length)];
    if (next === undefined) break;
    passed.add(next);
    atoms += members[next]?.length ?? 0;
    if (atoms > mostAtoms) break;
    group.push(next);
  }
  return group.toSorted((a, b) => a - b);
}

function gridsAround({ graph, gridOf }: Partition, atoms: readonly number[]): number[] {
  const grids: number[] = [];
  for (const atom of atoms) {
    for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
      if (graph.contact[e] === 1) grids.push(int(gridOf, uint(graph.to, e)));
    }
  }
  return grids;
}

/** Solves one group and applies what was found, unless compound pieces, which it estimates, grew. */
function redivide(
  { partition, members }: Draw,
  solver: RegionSolver,
  grids: readonly number[],
  temperature: number,
): boolean {
  const atoms = grids.flatMap((grid) => members[grid] ?? []);
  const found = solver.solve(atoms, grids, temperature);
  if (!found) return false;
  const before = surplusPieces(partition);
  const old = atoms.map((atom) => int(partition.gridOf, atom));
  for (const [i, atom] of atoms.entries()) moveAtom(partition, atom, grids[found[i] ?? 0] ?? 0);
  if (temperature === 0 && surplusPieces(partition) > before) {
    for (const [i, atom] of atoms.entries()) moveAtom(partition, atom, old[i] ?? 0);
    return false;
  }
  for (const grid of grids) members[grid] = [];
  for (const atom of atoms) members[int(partition.gridOf, atom)]?.push(atom);
  return true;
}
