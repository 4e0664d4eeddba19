import { NONE } from "./open-cases-layout.ts";

/**
 * Each value as the step from the one before it in the same group: cases of a grid lie some hundred
 * metres apart, and a district is a hundred times as wide. The sign goes into the lowest bit, so that
 * the high bytes of small steps are nothing.
 */
export function writeSteps(values: readonly number[], groups: ArrayLike<number>): number[] {
  const last = new LastValues();
  return values.map((value, row) => {
    if (value === NONE) return NONE;
    const group = groups[row] ?? 0;
    const step = value - last.of(group);
    last.take(group, value);
    return (step << 1) ^ (step >> 31);
  });
}

/** The reverse. */
export function readSteps(steps: Int32Array, groups: ArrayLike<number>): Int32Array {
  const last = new LastValues();
  return steps.map((written, row) => {
    if (written === NONE) return NONE;
    const group = groups[row] ?? 0;
    const value = last.of(group) + ((written >>> 1) ^ -(written & 1));
    last.take(group, value);
    return value;
  });
}

class LastValues {
  readonly #groups = new Map<number, number>();
  #latest = 0;

  /** The last of the group, or of all where the group has none yet. */
  of(group: number): number {
    return this.#groups.get(group) ?? this.#latest;
  }

  take(group: number, value: number): void {
    this.#groups.set(group, value);
    this.#latest = value;
  }
}
