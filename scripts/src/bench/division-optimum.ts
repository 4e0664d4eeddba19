import {
  costOfBalance,
  cutOutGraph,
  divideUnits,
  type Ground,
  type UnitGraph,
} from "@onegrid/core/division";
import { randomOf } from "./made-city.ts";

const COMMUNITIES = 200;
const MOST_UNITS = 24;
const DEEP = 12;
const ONLY_BALANCE = { balance: 1, shape: 0, cuts: 0, pieces: 0 };

/**
 * 200 small communities of 10–24 units, cut out of a city, in 2–4 grids (2 from 19 units on): how often the solver finds
 * the best balance that an exhaustive search over connected sets finds.
 */
export function measureOptimum(grounds: ReadonlyMap<string, Ground>): Record<string, string> {
  const random = randomOf(24);
  const all = [...grounds.values()];
  let asked = 0;
  let equal = 0;
  while (asked < COMMUNITIES) {
    const ground = all[Math.floor(random() * all.length)];
    const graph = ground && cutSmall(ground, random);
    if (!graph) continue;
    asked++;
    if (isOptimal(graph, graph.count > 18 ? 2 : 2 + (asked % 3))) equal++;
  }
  return { what: "equal to the exact optimum, of 200", value: String(equal) };
}

/** A connected set of units with households; `undefined` where there is none of that size. */
function cutSmall({ graph }: Ground, random: () => number): UnitGraph | undefined {
  const size = 10 + Math.floor(random() * (MOST_UNITS - 9));
  const start = Math.floor(random() * graph.count);
  const chosen = new Set([start]);
  for (const unit of chosen) {
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      if (graph.contact[e] === 1 && chosen.size < size) chosen.add(graph.to[e] ?? -1);
    }
  }
  const units = [...chosen].toSorted((a, b) => a - b);
  const households = units.reduce((sum, unit) => sum + (graph.households[unit] ?? 0), 0);
  const largest = Math.max(...units.map((unit) => graph.households[unit] ?? 0));
  // A building above 1.1 × share is a grid by itself, measured by its own size.
  if (units.length < size || households < 20 || largest > households / 4) return undefined;
  return { ...cutOutGraph(graph, units), compound: new Int32Array(units.length).fill(-1) };
}

function isOptimal(graph: UnitGraph, count: number): boolean {
  const households = graph.households.reduce((sum, weight) => sum + weight, 0);
  const share = households / count;
  const steps = divideUnits(graph, [...graph.households.keys()], {
    target: share,
    count,
    preset: ONLY_BALANCE,
    seed: "1",
    effort: DEEP,
  });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const sums = new Float64Array(count);
  for (const [unit, grid] of step.value.gridOf.entries()) {
    sums[grid] = (sums[grid] ?? 0) + (graph.households[unit] ?? 0);
  }
  const found = sums.reduce((cost, sum) => cost + costOfBalance(sum, share, share), 0);
  return !canBeat(graph, count, share, found - 1e-9);
}

/** Whether some division into connected grids costs less: every one is tried. */
function canBeat(graph: UnitGraph, count: number, share: number, bound: number): boolean {
  const setsFrom = new SetLister(graph, share, bound).list();
  const search = (left: number, grids: number, cost: number): boolean => {
    if (left === 0 || grids === 0) return left === 0 && grids === 0;
    for (const set of setsFrom[lowestOf(left)] ?? []) {
      if (cost + set.cost >= bound) return false;
      if ((set.mask & ~left) !== 0) continue;
      if (search(left & ~set.mask, grids - 1, cost + set.cost)) return true;
    }
    return false;
  };
  return search(2 ** graph.count - 1, count, 0);
}

interface CheapSet {
  readonly mask: number;
  readonly cost: number;
}

const lowestOf = (mask: number): number => 31 - Math.clz32(mask & -mask);

/** Connected sets that cost less than the bound, by their lowest unit, cheapest first. */
class SetLister {
  private readonly graph: UnitGraph;
  private readonly share: number;
  private readonly bound: number;
  private readonly near: readonly number[];
  private sets: CheapSet[] = [];

  constructor(graph: UnitGraph, share: number, bound: number) {
    this.graph = graph;
    this.share = share;
    this.bound = bound;
    this.near = contactMasks(graph);
  }

  list(): CheapSet[][] {
    return this.near.map((contacts, lowest) => {
      this.sets = [];
      const below = 2 ** (lowest + 1) - 1;
      this.grow(2 ** lowest, contacts & ~below, below, this.weightOf(lowest));
      return this.sets.toSorted((a, b) => a.cost - b.cost);
    });
  }

  /** Each set once: a neighbour that was tried is closed to what comes after it. */
  private grow(mask: number, open: number, closed: number, households: number): void {
    const cost = costOfBalance(households, this.share, this.share);
    if (cost < this.bound) this.sets.push({ mask, cost });
    // Too much already: more only makes it worse.
    else if (households > this.share) return;
    let tried = closed;
    for (let rest = open; rest !== 0; rest &= rest - 1) {
      const unit = lowestOf(rest);
      tried |= 2 ** unit;
      const wider = (rest | (this.near[unit] ?? 0)) & ~tried & ~mask;
      this.grow(mask | (2 ** unit), wider, tried, households + this.weightOf(unit));
    }
  }

  private readonly weightOf = (unit: number): number => this.graph.households[unit] ?? 0;
}

const contactMasks = (graph: UnitGraph): number[] =>
  Array.from({ length: graph.count }, (_, unit) => {
    let mask = 0;
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      if (graph.contact[e] === 1) mask |= 2 ** (graph.to[e] ?? 0);
    }
    return mask;
  });
