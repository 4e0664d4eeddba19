const FREE = -1;

/** Node id → position, by open addressing: files are not always sorted, and a Map costs ten times the memory. */
export class NodeIndex {
  readonly #ids: Float64Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(ids: Float64Array) {
    let size = 16;
    while (size < ids.length * 2) size *= 2;
    this.#ids = ids;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(FREE);
    for (let position = 0; position < ids.length; position++) {
      // An id that comes twice (merged extracts) keeps its last position: the newer element wins.
      this.#slots[this.#slotOf(ids[position] ?? 0)] = position;
    }
  }

  /** -1 when there is no such node. */
  find(id: number): number {
    return this.#slots[this.#slotOf(id)] ?? FREE;
  }

  #slotOf(id: number): number {
    // Ids pass 2^32: mix the high part in before multiplying (Fibonacci hashing).
    const low = (id | 0) ^ (Math.floor(id / 4294967296) | 0);
    let slot = (Math.imul(low, 0x9e3779b1) >>> 7) & this.#mask;
    for (;;) {
      const position = this.#slots[slot] ?? FREE;
      if (position === FREE || this.#ids[position] === id) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }
}
