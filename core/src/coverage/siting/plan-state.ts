import { rowOf } from "./incidence.ts";
import type { SitingInstance } from "./instance.ts";

/**
 * A set of chosen sites and what each site is worth now: what an open one would add, what a chosen
 * one would take away. Kept up to date by the classes that a change touches, and nothing else.
 */
export class PlanState {
  readonly instance: SitingInstance;
  readonly isChosen: Uint8Array;
  readonly worth: Float64Array;
  /** Households of each class as the plan counts them: those that must be served outweigh all others. */
  readonly #pull: Float64Array;
  readonly #count: Int32Array;
  /** Sum of the chosen sites of each class: with one of them it is that site. */
  readonly #owner: Float64Array;
  readonly chosen = new Set<number>();
  room: number;
  /** Households covered, the base included. */
  covered: number;
  /** Classes that must be served and are not. */
  unserved: number;

  constructor(instance: SitingInstance) {
    const { own, weight, isMust, classesOfSite } = instance;
    this.instance = instance;
    this.isChosen = new Uint8Array(own.length);
    this.#count = new Int32Array(weight.length);
    this.#owner = new Float64Array(weight.length);
    this.room = instance.room;
    this.covered = instance.base;
    this.unserved = isMust.reduce((sum, must) => sum + must, 0);
    const all = sumOf(weight) + sumOf(own) + 1;
    this.#pull = weight.map((households, row) => households + (isMust[row] === 1 ? all : 0));
    this.worth = own.slice();
    for (let site = 0; site < own.length; site++) {
      for (const row of rowOf(classesOfSite, site)) this.#raise(site, this.#pull[row] ?? 0);
    }
  }

  get isFeasible(): boolean {
    return this.unserved === 0 && this.room >= 0;
  }

  add(site: number): void {
    const { classesOfSite } = this.instance;
    this.isChosen[site] = 1;
    this.chosen.add(site);
    this.#take(site, 1);
    for (const row of rowOf(classesOfSite, site)) {
      const count = this.#count[row] ?? 0;
      if (count === 0) this.#cover(row, site, 1);
      else if (count === 1) this.#raise(this.#owner[row] ?? 0, -(this.#pull[row] ?? 0));
      this.#count[row] = count + 1;
      this.#owner[row] = (this.#owner[row] ?? 0) + site;
    }
  }

  remove(site: number): void {
    const { classesOfSite } = this.instance;
    this.isChosen[site] = 0;
    this.chosen.delete(site);
    this.#take(site, -1);
    for (const row of rowOf(classesOfSite, site)) {
      const count = (this.#count[row] ?? 0) - 1;
      const owner = (this.#owner[row] ?? 0) - site;
      this.#count[row] = count;
      this.#owner[row] = owner;
      if (count === 0) this.#cover(row, site, -1);
      else if (count === 1) this.#raise(owner, this.#pull[row] ?? 0);
    }
  }

  /**
   * What swapping a chosen site for `site` would bring: of all that may go, the one that is missed
   * least. Households both reach are not lost.
   */
  bestSwap(site: number): { gain: number; out: number } {
    const { cost } = this.instance;
    const price = (cost[site] ?? 0) - this.room;
    const shared = this.#sharedWith(site);
    for (const chosen of this.leastMissed(price)) {
      if (!shared.has(chosen)) shared.set(chosen, 0);
    }
    let out = -1;
    let loss = Infinity;
    for (const [chosen, saved] of shared) {
      const lost = (this.worth[chosen] ?? 0) - saved;
      const isLess = lost < loss || (lost === loss && chosen < out);
      if (isLess && (cost[chosen] ?? 0) >= price) [out, loss] = [chosen, lost];
    }
    return { gain: (this.worth[site] ?? 0) - loss, out };
  }

  /** Chosen sites and what only they bring now and `site` would bring as well. */
  #sharedWith(site: number): Map<number, number> {
    const shared = new Map<number, number>();
    for (const row of rowOf(this.instance.classesOfSite, site)) {
      if (this.#count[row] !== 1) continue;
      const owner = this.#owner[row] ?? 0;
      shared.set(owner, (shared.get(owner) ?? 0) + (this.#pull[row] ?? 0));
    }
    return shared;
  }

  /** The chosen site with the smallest loss among those that free enough. */
  leastMissed(price: number): number[] {
    let least = -1;
    for (const site of this.chosen) {
      if ((this.instance.cost[site] ?? 0) < price) continue;
      const isLess =
        least < 0 ||
        (this.worth[site] ?? 0) < (this.worth[least] ?? 0) ||
        (this.worth[site] === this.worth[least] && site < least);
      if (isLess) least = site;
    }
    return least < 0 ? [] : [least];
  }

  #raise(site: number, by: number): void {
    this.worth[site] = (this.worth[site] ?? 0) + by;
  }

  #take(site: number, sign: 1 | -1): void {
    const { cost, own } = this.instance;
    this.room -= sign * (cost[site] ?? 0);
    this.covered += sign * (own[site] ?? 0);
  }

  /** The class is covered (or, with -1, no longer is): nobody else would bring it any more. */
  #cover(row: number, by: number, sign: 1 | -1): void {
    const { weight, isMust, sitesOfClass } = this.instance;
    this.covered += sign * (weight[row] ?? 0);
    this.unserved -= sign * (isMust[row] ?? 0);
    const pull = -sign * (this.#pull[row] ?? 0);
    const end = sitesOfClass.first[row + 1] ?? 0;
    for (let at = sitesOfClass.first[row] ?? 0; at < end; at++) {
      const site = sitesOfClass.items[at] ?? 0;
      if (site !== by) this.#raise(site, pull);
    }
  }
}

export const sumOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0);
