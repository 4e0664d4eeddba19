import { float, int } from "../topology/index.ts";
const EPSILON = 1e-9;
/** Branches after which a search ends with the best it has: even sets leave nothing to bound by. */
const MOST_BRANCHES = 4_000;

/** Sets of up to 30 elements as bit masks with costs, filled up to `count`. */
export interface SetList {
  readonly masks: Int32Array;
  readonly costs: Float64Array;
  count: number;
}

/**
 * Finds the cheapest way to cover each element by exactly one set of a list, with a given number of
 * sets. Prices per element that no set undercuts (a feasible dual) give a lower bound; a set whose
 * cost exceeds its prices by more than the gap to the best cover so far cannot be in a better one,
 * so few sets are left for the branch and bound.
 */
export class CoverSearch {
  /** Branches tried since the start. */
  branches = 0;

  private readonly prices = new Float64Array(32);
  private readonly slack: Float64Array;
  private readonly kept: Int32Array;
  /** Kept sets whose lowest element is e: [start[e], start[e + 1]), least slack first. */
  private readonly start = new Int32Array(33);
  private readonly chosen = new Int32Array(32);
  private list: SetList = { masks: new Int32Array(0), costs: new Float64Array(0), count: 0 };
  private gap = 0;
  private mostBranches = 0;
  private best: number[] | undefined;

  constructor(mostSets: number) {
    this.slack = new Float64Array(mostSets);
    this.kept = new Int32Array(mostSets);
  }

  /**
   * The masks of the cheapest cover by as many sets as `present` has, if it costs less than `present`,
   * whose masks must be in the list; `sizes` says how the first prices are spread over a set.
   */
  improve(list: SetList, present: readonly number[], sizes: Float64Array): number[] | undefined {
    this.list = list;
    this.best = undefined;
    const all = present.reduce((mask, set) => mask | set, 0);
    this.setPrices(all, sizes);
    this.gap = this.slackOf(present) - EPSILON;
    this.keepSets();
    this.mostBranches = this.branches + MOST_BRANCHES;
    this.search(0, all, { slack: 0, left: present.length });
    return this.best;
  }

  /** Each element's least share of the cost of a set, then raised as far as no set is undercut. */
  private setPrices(all: number, sizes: Float64Array): void {
    const { masks, costs, count } = this.list;
    this.prices.fill(Infinity);
    for (let i = 0; i < count; i++) {
      const mask = int(masks, i);
      let total = 0;
      for (let rest = mask; rest !== 0; rest &= rest - 1) total += float(sizes, lowest(rest));
      const rate = float(costs, i) / total;
      for (let rest = mask; rest !== 0; rest &= rest - 1) {
        const element = lowest(rest);
        const price = rate * float(sizes, element);
        if (price < float(this.prices, element)) this.prices[element] = price;
      }
    }
    for (let i = 0; i < count; i++) {
      let slack = float(costs, i);
      for (let rest = int(masks, i); rest !== 0; rest &= rest - 1) {
        slack -= float(this.prices, lowest(rest));
      }
      this.slack[i] = slack;
    }
    for (const part of [1]) {
      for (let rest = all; rest !== 0; rest &= rest - 1) this.raisePrice(rest & -rest, part);
    }
  }

  private raisePrice(bit: number, part: number): void {
    const { masks, count } = this.list;
    let least = Infinity;
    for (let i = 0; i < count; i++) {
      if ((int(masks, i) & bit) !== 0 && float(this.slack, i) < least) least = float(this.slack, i);
    }
    const raise = part * least;
    for (let i = 0; i < count; i++) {
      if ((int(masks, i) & bit) !== 0) this.slack[i] = float(this.slack, i) - raise;
    }
  }

  private slackOf(present: readonly number[]): number {
    const { masks, count } = this.list;
    let sum = 0;
    let found = 0;
    for (let i = 0; i < count; i++) {
      if (!present.includes(int(masks, i))) continue;
      sum += float(this.slack, i);
      found++;
    }
    return found === present.length ? sum : Infinity;
  }

  /** Sorts the sets that can still be in a better cover by their lowest element and slack. */
  private keepSets(): void {
    const { masks, count } = this.list;
    const { slack, kept } = this;
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (float(slack, i) < this.gap) kept[size++] = i;
    }
    const keyOf = (i: number) => lowest(int(masks, i));
    kept
      .subarray(0, size)
      .sort((a, b) => keyOf(a) - keyOf(b) || float(slack, a) - float(slack, b) || a - b);
    let at = 0;
    for (let element = 0; element <= 32; element++) {
      while (at < size && keyOf(int(kept, at)) < element) at++;
      this.start[element] = at;
    }
  }

  private search(level: number, uncovered: number, so: { slack: number; left: number }): void {
    if (uncovered === 0 || so.left === 0) {
      if (uncovered !== 0 || so.left !== 0) return;
      this.gap = so.slack;
      this.best = [...this.chosen.subarray(0, level)];
      return;
    }
    const first = lowest(uncovered);
    const end = int(this.start, first + 1);
    for (let at = int(this.start, first); at < end; at++) {
      const set = int(this.kept, at);
      const slack = so.slack + float(this.slack, set);
      if (slack >= this.gap || this.branches >= this.mostBranches) return;
      const mask = int(this.list.masks, set);
      if ((mask & ~uncovered) !== 0) continue;
      this.branches++;
      this.chosen[level] = mask;
      this.search(level + 1, uncovered & ~mask, { slack, left: so.left - 1 });
    }
  }
}

/** Index of the lowest bit. */
export const lowest = (mask: number): number => 31 - Math.clz32(mask & -mask);
