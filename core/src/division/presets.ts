/** Weights of the objective (see `gridCost` and `costOf`). */
export interface Weights {
  readonly balance: number;
  readonly shape: number;
  readonly cuts: number;
  readonly pieces: number;
}

/** 综合 · 户数优先 · 小区优先 · 形状优先. */
export const PRESET_NAMES = [
  "standard",
  "balance-first",
  "compounds-first",
  "shape-first",
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** Start values, tuned on generated cities and on real statistical areas. */
export const PRESETS: Readonly<Record<PresetName, Weights>> = {
  standard: { balance: 10, shape: 2.3, cuts: 2.3, pieces: 2.5 },
  "balance-first": { balance: 40, shape: 1, cuts: 0.5, pieces: 1 },
  "compounds-first": { balance: 9, shape: 2, cuts: 3, pieces: 13 },
  "shape-first": { balance: 4.2, shape: 4.5, cuts: 3, pieces: 3 },
};
