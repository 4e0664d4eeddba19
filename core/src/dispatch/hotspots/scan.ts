/** A piece of ground that cases are counted by, with its middle in metres on a plane. */
interface ScanPlace {
  readonly x: number;
  readonly y: number;
}

export interface ScanInput {
  readonly places: readonly ScanPlace[];
  /** Length of the period; day 0 is its first. What is usual is learned from all of it. */
  readonly days: number;
  /** For each case the number of its place and of its day. */
  readonly caseOf: { readonly place: Int32Array; readonly day: Int32Array };
  /** A hot spot lasts at most so many days, and goes on to the last one. */
  readonly mostDays: number;
  /** A hot spot is a place with at most so many of its nearest, itself included, … */
  readonly mostPlaces: number;
  /** … whose middles lie within so many metres. */
  readonly mostMetres: number;
}

/** A place with its nearest ones over the last days, with more cases than usual. */
export interface Cylinder {
  /** Numbers of places, the middle one first. */
  readonly places: readonly number[];
  readonly days: number;
  readonly count: number;
  /** As many as there would be if the places had their usual share of those days' cases. */
  readonly expected: number;
  /** Log likelihood ratio. */
  readonly statistic: number;
}

export interface HotSpot extends Cylinder {
  /** How likely chance alone shows something as strong anywhere in the period's places and days. */
  readonly p: number;
}

/** Fewer than these prove nothing, however unusual they are. */
const FEWEST = 3;

/**
 * How unusual `count` cases are where `expected` were, of `total`: the log likelihood ratio of the
 * space–time permutation scan (Kulldorff et al., PLoS Medicine 2005;2:e59). 0 where there are not more.
 */
export function scanStatistic(count: number, expected: number, total: number): number {
  if (count <= expected || expected <= 0) return 0;
  const rest = total - count;
  const outside = rest === 0 ? 0 : rest * Math.log(rest / (total - expected));
  return count * Math.log(count / expected) + outside;
}

/**
 * A space–time permutation scan (热点扫描): every place with its nearest ones is compared over each
 * number of last days with what its share of all cases makes usual. `simulate` tells the greatest
 * statistic of the same cases with their days dealt out anew, as chance alone would have it.
 */
export class SpaceTimeScan {
  readonly #input: ScanInput;
  readonly #near: readonly Int32Array[];
  readonly #windows: number;
  readonly #placeTotals: Float64Array;
  /** Cases of the last 1, 2, … days. */
  readonly #windowTotals: Float64Array;
  readonly #recent: Int32Array;
  readonly #dealt: Int32Array;

  constructor(input: ScanInput) {
    this.#input = input;
    this.#near = nearestOf(input);
    this.#windows = Math.max(0, Math.min(input.mostDays, Math.floor(input.days / 2)));
    this.#placeTotals = new Float64Array(input.places.length);
    this.#windowTotals = new Float64Array(this.#windows);
    this.#recent = new Int32Array(input.places.length * this.#windows);
    this.#dealt = Int32Array.from(input.caseOf.day);
    for (const place of input.caseOf.place) this.#placeTotals[place] = this.#totalOf(place) + 1;
    for (const day of input.caseOf.day)
      for (let window = input.days - 1 - day; window < this.#windows; window += 1)
        this.#windowTotals[window] = (this.#windowTotals[window] ?? 0) + 1;
  }

  /** The strongest cylinders of the real days that share no place, the strongest first. */
  observe(most: number): Cylinder[] {
    this.#count(this.#input.caseOf.day);
    const best = this.#near.flatMap((near) => this.#strongest(near) ?? []);
    const taken = new Set<number>();
    const chosen: Cylinder[] = [];
    for (const one of best.toSorted((a, b) => b.statistic - a.statistic)) {
      if (chosen.length === most) break;
      if (one.places.some((place) => taken.has(place))) continue;
      chosen.push(one);
      for (const place of one.places) taken.add(place);
    }
    return chosen;
  }

  /** The greatest statistic anywhere when days are dealt out by `random` (0 to 1, 1 not included). */
  simulate(random: () => number): number {
    const days = this.#dealt;
    for (let at = days.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      const kept = days[at] ?? 0;
      days[at] = days[other] ?? 0;
      days[other] = kept;
    }
    this.#count(days);
    let most = 0;
    for (const near of this.#near) most = this.#greatest(near, most);
    return most;
  }

  #totalOf(place: number): number {
    return this.#placeTotals[place] ?? 0;
  }

  /** Cases of each place in the last 1, 2, … days. */
  #count(days: Int32Array): void {
    const { caseOf } = this.#input;
    this.#recent.fill(0);
    for (let at = 0; at < days.length; at += 1) {
      const window = this.#input.days - 1 - (days[at] ?? 0);
      if (window >= this.#windows) continue;
      const slot = (caseOf.place[at] ?? 0) * this.#windows + window;
      this.#recent[slot] = (this.#recent[slot] ?? 0) + 1;
    }
    for (let slot = 0; slot < this.#recent.length; slot += 1)
      if (slot % this.#windows !== 0)
        this.#recent[slot] = (this.#recent[slot] ?? 0) + (this.#recent[slot - 1] ?? 0);
  }

  /** Goes through the cylinders round a place, until they hold half of all cases. */
  #visit(
    near: Int32Array,
    look: (size: number, window: number, count: number, expected: number) => void,
  ): void {
    const all = this.#input.caseOf.day.length;
    const counts = new Int32Array(this.#windows);
    let total = 0;
    for (let size = 1; size <= near.length; size += 1) {
      const place = near[size - 1] ?? 0;
      total += this.#totalOf(place);
      if (total * 2 > all) return;
      for (let window = 0; window < this.#windows; window += 1) {
        const count = (counts[window] ?? 0) + (this.#recent[place * this.#windows + window] ?? 0);
        counts[window] = count;
        const expected = (total * (this.#windowTotals[window] ?? 0)) / all;
        if (count >= FEWEST && count > expected) look(size, window, count, expected);
      }
    }
  }

  #greatest(near: Int32Array, most: number): number {
    const all = this.#input.caseOf.day.length;
    let greatest = most;
    this.#visit(near, (_size, _window, count, expected) => {
      // Never less than the statistic, and without a logarithm: nearly all cylinders end here.
      const atMost = ((count - expected) ** 2 * all) / (expected * (all - expected));
      if (atMost > greatest) greatest = Math.max(greatest, scanStatistic(count, expected, all));
    });
    return greatest;
  }

  #strongest(near: Int32Array): Cylinder | null {
    const all = this.#input.caseOf.day.length;
    let strongest: Cylinder | null = null;
    this.#visit(near, (size, window, count, expected) => {
      const statistic = scanStatistic(count, expected, all);
      if (statistic <= (strongest?.statistic ?? 0)) return;
      const places = Array.from(near.subarray(0, size));
      strongest = { places, days: window + 1, count, expected, statistic };
    });
    return strongest;
  }
}

/** For each place itself and its nearest, the nearest first; ties by number. */
function nearestOf({ places, mostPlaces, mostMetres }: ScanInput): Int32Array[] {
  return places.map((middle, self) => {
    const reached = places.flatMap(({ x, y }, place) => {
      const metres = Math.hypot(x - middle.x, y - middle.y);
      return place !== self && metres <= mostMetres ? [{ place, metres }] : [];
    });
    const nearest = reached
      .toSorted((a, b) => a.metres - b.metres || a.place - b.place)
      .slice(0, Math.max(0, mostPlaces - 1));
    return Int32Array.from([self, ...nearest.map(({ place }) => place)]);
  });
}

/**
 * What was seen, judged by what chance showed. The greatest statistic of each simulation stands for
 * all cylinders at once, so looking at many places and days needs no further correction.
 */
export const judgeHotSpots = (
  observed: readonly Cylinder[],
  simulated: readonly number[],
): HotSpot[] =>
  observed.map((cylinder) => {
    const asStrong = simulated.filter((most) => most >= cylinder.statistic).length;
    return { ...cylinder, p: (asStrong + 1) / (simulated.length + 1) };
  });

/** Chance that is the same for the same seed (SplitMix, Steele et al. 2014, in 32 bits). */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let bits = state ^ (state >>> 16);
    bits = Math.imul(bits, 0x21f0aaad);
    bits ^= bits >>> 15;
    bits = Math.imul(bits, 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 4_294_967_296;
  };
}
