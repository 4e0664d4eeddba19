import { float, int, uint } from "../../topology/index.ts";
import { ACCEPTANCE } from "./acceptance.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { BOND_UNITS } from "./atom-graph.ts";
import { lowest } from "./cheapest-cover.ts";
import { costOfBalance, gridCost, type Partition, type SizeGoal } from "./partition.ts";
import { spaceFor, type SearchSpace } from "./search-space.ts";
import { bitOf, countBits, SetSums } from "./set-sums.ts";

/** Atoms a region may have: their sets are bit masks. */
export const REGION_ATOMS = 30;
/** Branches after which a search ends with the best it has: even sets leave nothing to bound by. */
const MOST_BRANCHES = 4_000;
const EPSILON = 1e-9;

/** How far a search goes before it gives up. */
export interface SearchLimits {
  /** Sets grown in one region. */
  readonly grown: number;
  readonly branches?: number;
  /** Sets of any size, as long as they cost less than what is there, not only sizes near the present ones. */
  readonly isExact?: boolean;
}

/**
 * Divides the atoms of a few neighbouring grids anew, at the least possible cost: lists every
 * connected set of them with a fitting number of households, then searches for the cheapest exact
 * cover by as many sets as there are grids (branch and bound).
 */
export class RegionSolver {
  /** Whether the last region was given up. */
  gaveUp = false;

  /** Sets grown since the start, and where to give up. */
  private grown = 0;
  private mostGrown = 0;

  private readonly partition: Partition;
  private atoms: readonly number[] = [];
  private goal: SizeGoal = { share: 1, target: 1 };
  private low = 0;
  private high = 0;
  /** A set that costs more cannot be in a better division. */
  private bound = Infinity;
  private readonly localOf: Int32Array;
  private readonly adjacent = new Int32Array(REGION_ATOMS);
  private readonly shared = new Float64Array(REGION_ATOMS * REGION_ATOMS);
  private readonly bond = new Float64Array(REGION_ATOMS * REGION_ATOMS);
  private readonly allBonds = new Float64Array(REGION_ATOMS);
  /** Bit of the compound of each atom among those of the region; 0 if it is in none. */
  private readonly compoundBit = new Int32Array(REGION_ATOMS);

  // One frame per atom of the set being grown.
  private readonly sets = new Int32Array(REGION_ATOMS + 1);
  private readonly open = new Int32Array(REGION_ATOMS + 1);
  private readonly banned = new Int32Array(REGION_ATOMS + 1);
  private readonly sums = Array.from({ length: REGION_ATOMS + 1 }, () => new SetSums());

  private readonly space: SearchSpace;
  private branches = 0;
  private readonly sizes = new Float64Array(REGION_ATOMS);
  private temperature = 0;

  private readonly random: SeededRandom;
  private readonly limits: SearchLimits;

  constructor(partition: Partition, random: SeededRandom, limits: SearchLimits) {
    this.partition = partition;
    this.random = random;
    this.limits = limits;
    this.space = spaceFor(limits.isExact === true);
    this.localOf = new Int32Array(partition.graph.count).fill(-1);
  }

  /** Sets grown and branches tried since the start: the measure of effort. */
  get work(): number {
    return this.grown + this.branches;
  }

  /**
   * The best division of these atoms into `count` grids of the same fair share if it costs less than
   * the present one: the grid (0 … count − 1) of each atom.
   */
  solve(
    atoms: readonly number[],
    grids: readonly number[],
    temperature: number,
  ): Int32Array | undefined {
    this.temperature = temperature;
    this.load(atoms, grids);
    this.mostGrown = this.grown + this.limits.grown;
    const present = this.presentMasks(grids);
    this.bound = this.limits.isExact === true ? this.boundBy(present) : Infinity;
    this.gaveUp = !this.listSets();
    const { list, cover } = this.space;
    const before = cover.branches;
    cover.mostBranches = before + (this.limits.branches ?? MOST_BRANCHES);
    const found = this.gaveUp ? undefined : cover.improve(list, present, this.sizes);
    this.branches += cover.branches - before;
    for (const atom of atoms) this.localOf[atom] = -1;
    return found && this.toGrids(found);
  }

  private load(atoms: readonly number[], grids: readonly number[]): void {
    const { share, target, households } = this.partition;
    this.atoms = atoms;
    for (const [local, atom] of atoms.entries()) this.localOf[atom] = local;
    const fair = float(share, grids[0] ?? 0);
    this.goal = { share: fair, target };
    let worst = 0.12;
    for (const grid of grids) {
      worst = Math.max(worst, Math.abs(float(households, grid) / fair - 1));
    }
    this.low = fair * (1 - worst);
    this.high = fair * (1 + worst);
    const compounds: number[] = [];
    for (const [local, atom] of atoms.entries()) {
      this.loadRow(local, atom);
      this.sizes[local] = float(this.partition.graph.households, atom) + 1;
      this.compoundBit[local] = bitOf(compounds, int(this.partition.graph.compound, atom));
    }
  }

  private loadRow(local: number, atom: number): void {
    const { graph } = this.partition;
    const row = local * REGION_ATOMS;
    this.adjacent[local] = 0;
    this.allBonds[local] = 0;
    this.shared.fill(0, row, row + REGION_ATOMS);
    this.bond.fill(0, row, row + REGION_ATOMS);
    for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
      this.allBonds[local] = float(this.allBonds, local) + float(graph.bond, e);
      const other = int(this.localOf, uint(graph.to, e));
      if (other < 0) continue;
      this.shared[row + other] = float(graph.shared, e);
      this.bond[row + other] = float(graph.bond, e);
      if (graph.contact[e] === 1) this.adjacent[local] = int(this.adjacent, local) | (1 << other);
    }
  }

  private presentMasks(grids: readonly number[]): number[] {
    const masks = grids.map(() => 0);
    for (const [local, atom] of this.atoms.entries()) {
      const at = grids.indexOf(int(this.partition.gridOf, atom));
      masks[at] = (masks[at] ?? 0) | (1 << local);
    }
    return masks;
  }

  /** What the present division costs, after opening the sizes to all that cost less by themselves. */
  private boundBy(present: readonly number[]): number {
    const bound = present.reduce((sum, mask) => sum + this.costOfMask(mask), 0) + EPSILON;
    const { share, target } = this.goal;
    const isCheap = (households: number): boolean =>
      this.partition.weights.balance * costOfBalance(households, share, target) <= bound;
    this.low = 0;
    // Beyond the share the cost only rises: the last size that is cheap, to half a household.
    let [cheap, dear] = [share, this.sizes.reduce((sum, size) => sum + size, 0)];
    while (dear - cheap > 0.5) {
      const middle = (cheap + dear) / 2;
      if (isCheap(middle)) cheap = middle;
      else dear = middle;
    }
    this.high = Math.max(this.high, dear);
    return bound;
  }

  private costOfMask(mask: number): number {
    const sums = new SetSums();
    let set = 0;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      this.addTo(sums, set, lowest(rest));
      set |= rest & -rest;
    }
    return this.costOfSums(sums);
  }

  /** Lists the connected sets in range; false if there are too many. */
  private listSets(): boolean {
    this.space.list.count = 0;
    for (let anchor = 0; anchor < this.atoms.length; anchor++) {
      if (!this.growFrom(anchor)) return false;
    }
    return true;
  }

  /** All connected sets with this lowest atom, each once, by depth-first growth. */
  private growFrom(anchor: number): boolean {
    const allowed = ~(2 ** (anchor + 1) - 1);
    let depth = 1;
    this.sets[0] = 0;
    this.pushAtom(0, anchor);
    this.open[1] = int(this.adjacent, anchor) & allowed;
    this.banned[1] = 0;
    if (!this.record(1)) return false;
    while (depth > 0) {
      const open = int(this.open, depth) & ~int(this.banned, depth);
      if (open === 0) {
        depth--;
        continue;
      }
      const next = lowest(open);
      const bit = 1 << next;
      this.open[depth] = open & ~bit;
      this.banned[depth + 1] = int(this.banned, depth);
      this.banned[depth] = int(this.banned, depth) | bit;
      const weight = float(this.partition.graph.households, this.atoms[next] ?? 0);
      if ((this.sums[depth]?.households ?? 0) + weight > this.high) continue;
      this.pushAtom(depth, next);
      const set = int(this.sets, depth + 1);
      this.open[depth + 1] = ((open & ~bit) | int(this.adjacent, next)) & allowed & ~set;
      depth++;
      if (!this.record(depth)) return false;
    }
    return true;
  }

  private pushAtom(depth: number, local: number): void {
    const before = this.sums[depth];
    const after = this.sums[depth + 1];
    if (!before || !after) throw new Error(`set of ${depth + 1} atoms, ${REGION_ATOMS} fit`);
    const set = int(this.sets, depth);
    if (depth === 0) before.clear();
    after.copy(before);
    this.addTo(after, set, local);
    this.sets[depth + 1] = set | (1 << local);
  }

  private addTo(sums: SetSums, set: number, local: number): void {
    const { graph } = this.partition;
    const atom = this.atoms[local] ?? 0;
    const row = local * REGION_ATOMS;
    let shared = 0;
    let bond = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      const other = lowest(rest);
      shared += float(this.shared, row + other);
      bond += float(this.bond, row + other);
    }
    sums.households += float(graph.households, atom);
    sums.area2 += float(graph.area2, atom);
    sums.perimeter += float(graph.outline, atom) - 2 * shared;
    sums.bond += float(this.allBonds, local) - 2 * bond;
    sums.compounds |= int(this.compoundBit, local);
  }

  private record(depth: number): boolean {
    const sums = this.sums[depth];
    this.grown++;
    if (!sums || sums.households < this.low) return this.grown <= this.mostGrown;
    const { list, mostSets } = this.space;
    const cost = this.costOfSums(sums);
    if (cost > this.bound) return this.grown <= this.mostGrown;
    if (list.count === mostSets || this.grown > this.mostGrown) return false;
    const mask = int(this.sets, depth);
    const noise = float(ACCEPTANCE, this.random.below(ACCEPTANCE.length));
    list.masks[list.count] = mask;
    list.costs[list.count] = cost + this.temperature * noise;
    list.count++;
    return true;
  }

  /** Size, shape, half of the cuts at the set's border, and one piece per compound of several atoms. */
  private costOfSums(sums: SetSums): number {
    const { weights } = this.partition;
    const cuts = (0.5 * weights.cuts * sums.bond) / BOND_UNITS;
    const pieces = weights.pieces * countBits(sums.compounds);
    return gridCost(weights, sums.households, this.goal, sums) + cuts + pieces;
  }

  private toGrids(masks: readonly number[]): Int32Array {
    const grids = new Int32Array(this.atoms.length);
    for (const [grid, mask] of masks.entries()) {
      for (let rest = mask; rest !== 0; rest &= rest - 1) {
        grids[lowest(rest)] = grid;
      }
    }
    return grids;
  }
}
