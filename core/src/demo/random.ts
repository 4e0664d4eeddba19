/** Chance from a seed: the same keys give the same numbers in every engine. */
export interface Random {
  /** A fraction in [0, 1). */
  next(): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the entries, as often as its weight says. */
  weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): T;
}

/**
 * A generator of its own for every list of keys (seed, purpose, place): what happens in one block
 * never depends on how much chance another block used, so blocks can be made in any order.
 * Mulberry32 (Ettinger, public domain), keyed by the finaliser of MurmurHash3 (Appleby, public domain).
 */
export function randomFor(...keys: readonly number[]): Random {
  let state = 0x2545f491;
  for (const key of keys) state = mix(Math.imul(state, 31) ^ mix(key | 0));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (list) => itemAt(list, Math.floor(next() * list.length)),
    weighted: (entries) => weightedPick(entries, next()),
  };
}

/** How many of rare independent events happen when `mean` are expected (Poisson). */
export function countOf(random: Random, mean: number): number {
  let left = mean;
  let count = 0;
  // Knuth's product underflows for a large mean: count in slices of 30.
  while (left > 0) {
    const limit = Math.exp(-Math.min(left, 30));
    let product = random.next();
    while (product > limit) {
      product *= random.next();
      count++;
    }
    left -= 30;
  }
  return count;
}

/** An index that the caller knows to be inside the list. */
export function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`no item ${index} in a list of ${list.length}`);
  return item;
}

function weightedPick<T>(entries: readonly (readonly [T, number])[], fraction: number): T {
  let left = fraction * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  return itemAt(entries, entries.length - 1)[0];
}

function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
