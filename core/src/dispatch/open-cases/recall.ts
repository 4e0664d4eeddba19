/** Values of a group that are remembered; `NEW` stands for one that is not among them. */
const MOST = 64;
const NEW = 255;

/** A column as places among what was said last of the same group, and the values that were new there. */
interface Recalled {
  readonly places: Uint8Array;
  readonly fresh: readonly number[];
}

/** What nearly follows from another column: the community from the grid, who acts from a few people of it. */
export function recall(values: readonly number[], groups: ArrayLike<number>): Recalled {
  const memory = new Memory();
  const places = new Uint8Array(values.length);
  const fresh: number[] = [];
  for (const [row, value] of values.entries()) {
    const known = memory.of(groups[row] ?? 0);
    const at = known.indexOf(value);
    places[row] = at < 0 ? NEW : at;
    if (at < 0) fresh.push(value);
    bringToFront(known, at, value);
  }
  return { places, fresh };
}

/** How many values a column brings besides its places. */
export function countFresh(places: Uint8Array): number {
  let count = 0;
  for (const place of places) if (place === NEW) count += 1;
  return count;
}

/** The reverse of `recall`. */
export function readRecalled(
  places: Uint8Array,
  fresh: ArrayLike<number>,
  groups: ArrayLike<number>,
): Int32Array {
  const memory = new Memory();
  const values = new Int32Array(places.length);
  let used = 0;
  for (const [row, place] of places.entries()) {
    const known = memory.of(groups[row] ?? 0);
    const isNew = place === NEW;
    const value = (isNew ? fresh[used] : known[place]) ?? 0;
    used += Number(isNew);
    values[row] = value;
    bringToFront(known, isNew ? -1 : place, value);
  }
  return values;
}

class Memory {
  readonly #groups = new Map<number, number[]>();

  /** The values of a group, the last one first. */
  of(group: number): number[] {
    const known = this.#groups.get(group) ?? [];
    this.#groups.set(group, known);
    return known;
  }
}

function bringToFront(known: number[], at: number, value: number): void {
  if (at === 0) return;
  if (at > 0) known.splice(at, 1);
  known.unshift(value);
  if (known.length > MOST) known.pop();
}
