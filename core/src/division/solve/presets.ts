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

/**
 * Tuned on generated cities and on real statistical areas. The scale counts too: annealing begins at a
 * temperature that suits a weight of shape near 1.
 */
export const PRESETS: Readonly<Record<PresetName, Weights>> = {
  standard: { balance: 4.4, shape: 1, cuts: 1, pieces: 1.25 },
  "balance-first": { balance: 40, shape: 1, cuts: 0.5, pieces: 1 },
  "compounds-first": { balance: 4.5, shape: 1, cuts: 1.5, pieces: 7 },
  "shape-first": { balance: 4.2, shape: 4.5, cuts: 3, pieces: 3 },
};
