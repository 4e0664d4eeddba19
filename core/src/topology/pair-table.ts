/**
 * Distinct pairs of integers, numbered 0, 1, 2 … in the order of their first arrival: points (x, y)
 * and edges (from, to). Open addressing, because a Map with string keys is ten times slower on the
 * millions of points of a city.
 */
export class PairTable {
  readonly firsts: number[] = [];
  readonly seconds: number[] = [];
  /** Number of the pair in each slot, plus one; 0 = free. The length is a power of two. */
  #slots: Int32Array;

  constructor(expected = 16) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * Math.max(8, expected))));
  }

  get size(): number {
    return this.firsts.length;
  }

  /** The number of a pair, which is added when it is new. */
  add(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const found = this.#slots[slot] ?? 0;
    if (found > 0) return found - 1;
    this.firsts.push(first);
    this.seconds.push(second);
    this.#slots[slot] = this.firsts.length;
    if (2 * this.firsts.length > this.#slots.length) this.#grow();
    return this.firsts.length - 1;
  }

  /** −1 when the pair is not there. */
  find(first: number, second: number): number {
    return (this.#slots[this.#slotOf(first, second)] ?? 0) - 1;
  }

  /** The slot of a pair, or the free one where it belongs. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const number = this.#slots[slot] ?? 0;
      if (number === 0) return slot;
      if (this.firsts[number - 1] === first && this.seconds[number - 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let number = 0; number < this.firsts.length; number++)
      this.#slots[this.#slotOf(this.firsts[number] ?? 0, this.seconds[number] ?? 0)] = number + 1;
  }
}
