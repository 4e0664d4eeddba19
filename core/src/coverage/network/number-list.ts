/** A column that grows: what a city's edges are gathered in before their number is known. */
export class Uint32List {
  #items = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): number {
    if (this.#length === this.#items.length) {
      const next = new Uint32Array(this.#length * 2);
      next.set(this.#items);
      this.#items = next;
    }
    this.#items[this.#length] = value;
    return this.#length++;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  toArray(): Uint32Array {
    return this.#items.slice(0, this.#length);
  }
}

/** The same for coordinates and lengths. */
export class Float64List {
  #items = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): number {
    if (this.#length === this.#items.length) {
      const next = new Float64Array(this.#length * 2);
      next.set(this.#items);
      this.#items = next;
    }
    this.#items[this.#length] = value;
    return this.#length++;
  }

  at(index: number): number {
    return this.#items[index] ?? Number.NaN;
  }

  toArray(): Float64Array {
    return this.#items.slice(0, this.#length);
  }
}
