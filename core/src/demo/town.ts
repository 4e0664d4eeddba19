import type { Ground } from "./ground.ts";
import { makeGround } from "./ground.ts";
import type { RoadClass } from "./model.ts";
import { settingsOf, type DemoOptions, type SizeSettings } from "./options.ts";
import type { Fixed } from "./param-line.ts";
import { itemAt, randomFor } from "./random.ts";

/** The lattice of superblocks before anything stands on it. */
export interface Town {
  readonly seed: number;
  readonly settings: SizeSettings;
  readonly ground: Ground;
  hasBlock(i: number, j: number): boolean;
  /** Road class of the lattice line; for river and railway that of the roads beside it. */
  seamClass(fixed: Fixed, index: number): RoadClass;
  /** 0 in the middle of the town, 1 at its edge. */
  distanceShare(u: number, v: number): number;
}

/** Metres from the middle of the corridor to the middle of the road beside it. */
export const riverRoadMetres = (settings: SizeSettings): number => settings.riverHalfWidth + 26;
export const RAIL_ROAD_METRES = 34;

/** Half of a road with its pavements, metres. */
export const HALF_WIDTH: Readonly<Record<RoadClass, number>> = {
  primary: 22,
  secondary: 17,
  tertiary: 12,
  residential: 8,
  living_street: 4.5,
};

export function makeTown({ seed, size }: Pick<DemoOptions, "seed" | "size">): Town {
  const settings = settingsOf(size);
  const { columns, rows } = settings;
  const ranges = Array.from({ length: rows }, (_, j) => rowRange(seed, settings, j));
  const classes = { u: seamClasses(seed, columns, 121), v: seamClasses(seed, rows, 122) };
  return {
    seed,
    settings,
    ground: makeGround(seed, settings),
    hasBlock: (i, j) => {
      const range = ranges[j];
      return range !== undefined && i >= range[0] && i < range[1];
    },
    seamClass: (fixed, index) => {
      const corridor = fixed === "u" ? settings.railColumn : settings.riverRow;
      return index === corridor ? "tertiary" : itemAt(classes[fixed], index);
    },
    distanceShare: (u, v) => Math.hypot((2 * u) / columns - 1, (2 * v) / rows - 1),
  };
}

/** The blocks of a row: a rounded outline with an uneven edge, without holes. */
function rowRange(seed: number, settings: SizeSettings, j: number): readonly [number, number] {
  const { columns, rows, roundness } = settings;
  const y = Math.abs((2 * (j + 0.5)) / rows - 1);
  const round = (1 - y ** 2.6) ** (1 / 2.6);
  const half = (columns / 2) * (1 - roundness + roundness * round);
  // The edge of the town wavers from row to row, but not in a town of a few blocks.
  const waver = columns < 6 ? 0 : columns * 0.045;
  const random = randomFor(seed, 111, j);
  const start = Math.round(columns / 2 - half + random.between(0, waver));
  const end = Math.round(columns / 2 + half - random.between(0, waver));
  return [start, Math.max(end, start + 1)];
}

/** Every third line or so is a main road (主干路); between them secondary and minor ones. */
function seamClasses(seed: number, count: number, purpose: number): RoadClass[] {
  const random = randomFor(seed, purpose);
  const classes: RoadClass[] = [];
  let untilMain = count < 6 ? 1 : random.whole(0, 2);
  for (let line = 0; line <= count; line++, untilMain--) {
    const isMain = untilMain === 0;
    classes.push(isMain ? "primary" : random.chance(0.55) ? "secondary" : "tertiary");
    if (isMain) untilMain = random.whole(3, 4);
  }
  return classes;
}
