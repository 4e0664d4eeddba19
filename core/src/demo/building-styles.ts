import type { RowStyle } from "./place-rows.ts";
import type { Random } from "./random.ts";

/** A row style with the homes (户) on each floor of a section. */
export interface HomeStyle extends RowStyle {
  readonly homesPerFloor: readonly [number, number];
}

/** Storeys of large public housing blocks, 10 / 50 / 90 %: 8 / 13 / 21 (Singapore, 9,662 blocks). */
const STOREY_QUANTILES = [
  [0, 7],
  [0.1, 8],
  [0.5, 13],
  [0.9, 21],
  [1, 32],
] as const;

const METRES_PER_STOREY = 2.9;

/** Old estate (老旧小区): walk-up slabs of four to six storeys, two homes on a landing. */
export function yardStyle(random: Random): HomeStyle {
  const base = random.whole(4, 6);
  return {
    depth: [10.5, 12],
    width: [14, 17.5],
    sections: [2, 5],
    gap: [6, 10],
    skip: 0.05,
    homesPerFloor: [2, 2],
    storeys: (each) => (each.chance(0.8) ? base : each.whole(4, 7)),
    spacing: (storeys) => Math.max(13, storeys * METRES_PER_STOREY * 1.12),
  };
}

/** Sun on the ground floor; between towers light comes past their sides too. */
const spacing = (storeys: number): number =>
  Math.min(46, Math.max(20, storeys * METRES_PER_STOREY * 1.02));

/** Estate built for sale: long slabs up to 11 storeys, short ones up to 18, towers above. */
export function gardenStyle(random: Random): HomeStyle {
  const base = quantile(random.next());
  const vary = (spread: number) => (each: Random) =>
    Math.max(6, base + each.whole(-spread, spread));
  if (base <= 11)
    return {
      depth: [12, 13.5],
      width: [17.5, 22],
      sections: [3, 5],
      gap: [9, 14],
      skip: 0.06,
      homesPerFloor: [2, 2],
      storeys: vary(1),
      spacing,
    };
  if (base <= 18)
    return {
      depth: [13, 15.5],
      width: [20, 25],
      sections: [2, 3],
      gap: [12, 18],
      skip: 0.08,
      homesPerFloor: [3, 4],
      storeys: vary(2),
      spacing,
    };
  return {
    depth: [19, 23],
    width: [28, 36],
    sections: [1, 1],
    gap: [18, 30],
    skip: 0.1,
    homesPerFloor: [5, 8],
    storeys: vary(3),
    spacing,
  };
}

export const SCHOOL_STYLE: RowStyle = {
  depth: [13, 16],
  width: [24, 48],
  sections: [1, 1],
  gap: [12, 18],
  skip: 0.04,
  storeys: (random) => random.whole(3, 5),
  spacing: () => 20,
};

export const COMMERCIAL_STYLE: RowStyle = {
  depth: [26, 42],
  width: [34, 72],
  sections: [1, 1],
  gap: [16, 24],
  skip: 0.12,
  storeys: (random) => (random.chance(0.3) ? random.whole(12, 26) : random.whole(3, 7)),
  spacing: () => 24,
};

export const FACTORY_STYLE: RowStyle = {
  depth: [22, 34],
  width: [38, 84],
  sections: [1, 1],
  gap: [10, 16],
  skip: 0.1,
  storeys: (random) => random.whole(1, 3),
  spacing: () => 14,
};

function quantile(fraction: number): number {
  for (let k = 1; k < STOREY_QUANTILES.length; k++) {
    const [low, from] = STOREY_QUANTILES[k - 1] ?? [0, 0];
    const [high, to] = STOREY_QUANTILES[k] ?? [1, 0];
    if (fraction <= high) return Math.round(from + ((to - from) * (fraction - low)) / (high - low));
  }
  return 32;
}
