import { float, int } from "../../topology/index.ts";
/** Bits of a mask. */
const ELEMENTS = 32;
const EPSILON = 1e-9;

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
  /** Where a search ends with the best it has. */
  mostBranches = Infinity;

  private readonly prices = new Float64Array(ELEMENTS);
  private readonly memberStart = new Int32Array(ELEMENTS + 1);
  private readonly filled = new Int32Array(ELEMENTS + 1);
  private members = new Int32Array(0);
  private readonly slack: Float64Array;
  private readonly kept: Int32Array;
  /** Kept sets whose lowest element is e: [start[e], start[e + 1]), least slack first. */
  private readonly start = new Int32Array(ELEMENTS + 1);
  private readonly chosen = new Int32Array(ELEMENTS);
  private list: SetList = { masks: new Int32Array(0), costs: new Float64Array(0), count: 0 };
  private gap = 0;
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
    this.listByElement();
    for (let rest = all; rest !== 0; rest &= rest - 1) this.raisePrice(lowest(rest));
  }

  /** Sets by each of their elements, by counting: `members` [memberStart[e], memberStart[e + 1]). */
  private listByElement(): void {
    const { masks, count } = this.list;
    const { memberStart, filled } = this;
    memberStart.fill(0);
    for (let i = 0; i < count; i++) {
      for (let rest = int(masks, i); rest !== 0; rest &= rest - 1) {
        memberStart[lowest(rest) + 1] = int(memberStart, lowest(rest) + 1) + 1;
      }
    }
    for (let e = 0; e < ELEMENTS; e++) {
      memberStart[e + 1] = int(memberStart, e + 1) + int(memberStart, e);
    }
    filled.set(memberStart);
    const size = int(memberStart, ELEMENTS);
    if (this.members.length < size) this.members = new Int32Array(2 * size);
    for (let i = 0; i < count; i++) {
      for (let rest = int(masks, i); rest !== 0; rest &= rest - 1) {
        const at = int(filled, lowest(rest));
        this.members[at] = i;
        filled[lowest(rest)] = at + 1;
      }
    }
  }

  /** Raises the price of an element until one of its sets is paid in full. */
  private raisePrice(element: number): void {
    const { slack, members } = this;
    const end = int(this.memberStart, element + 1);
    let raise = Infinity;
    for (let at = int(this.memberStart, element); at < end; at++) {
      raise = Math.min(raise, float(slack, int(members, at)));
    }
    for (let at = int(this.memberStart, element); at < end; at++) {
      const set = int(members, at);
      slack[set] = float(slack, set) - raise;
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
    for (let element = 0; element <= ELEMENTS; element++) {
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
