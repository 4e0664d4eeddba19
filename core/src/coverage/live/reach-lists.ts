const NONE = -1;
const FIRST_CAPACITY = 1024;

/**
 * For each building the stations that reach it, nearest first, as linked lists in columns: two
 * stations would not do, after one removal the third is unknown. The order hangs on units and names
 * alone and never on the order of changes, so removing what was added restores every list.
 */
export class ReachLists {
  /** First entry of each building; -1 where no station reaches it. */
  readonly #head: Int32Array;
  #next = new Int32Array(FIRST_CAPACITY);
  #station = new Int32Array(FIRST_CAPACITY);
  #units = new Int32Array(FIRST_CAPACITY);
  #used = 0;
  #recycled = NONE;
  readonly #isBefore: (station: number, other: number) => boolean;

  /** `isBefore`: which of two stations comes first where both are equally far. */
  constructor(buildings: number, isBefore: (station: number, other: number) => boolean) {
    this.#head = new Int32Array(buildings).fill(NONE);
    this.#isBefore = isBefore;
  }

  isEmpty(building: number): boolean {
    return (this.#head[building] ?? NONE) === NONE;
  }

  /** The nearest station; -1 for none. */
  nearest(building: number): number {
    const entry = this.#head[building] ?? NONE;
    return entry === NONE ? NONE : (this.#station[entry] ?? NONE);
  }

  /** Units to the nearest station; -1 for none. */
  nearestUnits(building: number): number {
    const entry = this.#head[building] ?? NONE;
    return entry === NONE ? NONE : (this.#units[entry] ?? NONE);
  }

  /** All of a building, nearest first. */
  entriesOf(building: number): { station: number; units: number }[] {
    const all: { station: number; units: number }[] = [];
    let entry = this.#head[building] ?? NONE;
    while (entry !== NONE) {
      all.push({ station: this.#station[entry] ?? NONE, units: this.#units[entry] ?? NONE });
      entry = this.#next[entry] ?? NONE;
    }
    return all;
  }

  /** The station must not be in the building's list. */
  insert(building: number, station: number, units: number): void {
    let before = NONE;
    let at = this.#head[building] ?? NONE;
    while (at !== NONE && this.#comesFirst(at, station, units)) {
      before = at;
      at = this.#next[at] ?? NONE;
    }
    const entry = this.#take();
    this.#station[entry] = station;
    this.#units[entry] = units;
    this.#next[entry] = at;
    if (before === NONE) this.#head[building] = entry;
    else this.#next[before] = entry;
  }

  /** The station must be in the building's list. */
  remove(building: number, station: number): void {
    let before = NONE;
    let at = this.#head[building] ?? NONE;
    while (at !== NONE && this.#station[at] !== station) {
      before = at;
      at = this.#next[at] ?? NONE;
    }
    if (at === NONE) throw new Error(`station ${station} does not reach building ${building}`);
    const after = this.#next[at] ?? NONE;
    if (before === NONE) this.#head[building] = after;
    else this.#next[before] = after;
    this.#next[at] = this.#recycled;
    this.#recycled = at;
  }

  #comesFirst(entry: number, station: number, units: number): boolean {
    const there = this.#units[entry] ?? 0;
    if (there !== units) return there < units;
    return this.#isBefore(this.#station[entry] ?? NONE, station);
  }

  #take(): number {
    const entry = this.#recycled;
    if (entry !== NONE) {
      this.#recycled = this.#next[entry] ?? NONE;
      return entry;
    }
    if (this.#used === this.#next.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    this.#next = grown(this.#next);
    this.#station = grown(this.#station);
    this.#units = grown(this.#units);
  }
}

function grown(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const column = new Int32Array(old.length * 2);
  column.set(old);
  return column;
}
