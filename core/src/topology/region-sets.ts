import { item } from "./typed-access.ts";

/**
 * Sets of region numbers (communities, compounds, ready units), each kept once and known by a number;
 * 0 is the empty set. An edge carries the set of regions that begin or end there, a face the set it
 * lies in: crossing an edge is the symmetric difference. That is the even–odd rule, so rings may run
 * either way round, cross themselves or touch, and no point is ever tested against a polygon.
 */
export class RegionSets {
  readonly #members: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([["", 0]]);
  readonly #differences = new Map<number, number>();

  /** Ascending. */
  members(set: number): readonly number[] {
    return item(this.#members, set);
  }

  of(region: number): number {
    return this.#intern([region]);
  }

  /** What is in one of the two but not in both. */
  difference(a: number, b: number): number {
    if (a === 0) return b;
    if (b === 0) return a;
    if (a === b) return 0;
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    const known = this.#differences.get(key);
    if (known !== undefined) return known;
    const result = this.#intern(symmetricDifference(this.members(a), this.members(b)));
    this.#differences.set(key, result);
    return result;
  }

  /** What of a set passes a test. */
  filter(set: number, isWanted: (region: number) => boolean): number {
    return this.#intern(this.members(set).filter(isWanted));
  }

  #intern(members: readonly number[]): number {
    const key = members.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#members.length);
    this.#members.push(members);
    return this.#members.length - 1;
  }
}

function symmetricDifference(a: readonly number[], b: readonly number[]): number[] {
  const result = new Set(a);
  for (const member of b) if (!result.delete(member)) result.add(member);
  return [...result].toSorted((x, y) => x - y);
}
