/** Milliseconds of repeated runs: the middle one and the quarters around it. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** One run: the milliseconds it took, by whoever can tell. */
export type Run = () => number | Promise<number>;

/** A run of work in this process, by the wall clock. */
export const wall =
  (work: () => unknown): Run =>
  async () => {
    const start = performance.now();
    const value = work();
    if (value instanceof Promise) await value;
    return performance.now() - start;
  };

/** The runs of all in turn, A B A B, so that a slow minute of the machine hits them alike. */
export async function interleave<Name extends string>(
  repeats: number,
  runs: Readonly<Partial<Record<Name, Run>>>,
): Promise<Partial<Record<Name, Spread>>> {
  const named = Object.entries<Run | undefined>(runs).flatMap(([name, run]) =>
    run === undefined ? [] : [{ name, run, taken: [] as number[] }],
  );
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { run, taken } of named) taken.push(await run());
  }
  const spreads = named.map(({ name, taken }) => [name, spreadOf(taken)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are those of `runs`
  return Object.fromEntries(spreads) as Partial<Record<Name, Spread>>;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const [below = 0, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}

/** `11.6 ms (11.2–12.4)`. */
export const inMillis = (spread: Spread | undefined): string =>
  spread === undefined
    ? ""
    : `${short(spread.median)} ms (${short(spread.lower)}–${short(spread.upper)})`;

/** Four figures at most, and no false ones. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
