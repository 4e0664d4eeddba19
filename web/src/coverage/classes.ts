import type { Measure } from "@onegrid/core/coverage";
import type { MapPalette } from "../map/index.ts";

/** The colours of one theme: near to far inside the limit, beyond it, and unknown. */
interface CoverageColors {
  /** Nearest first. Blue against orange stays apart for every kind of colour vision. */
  readonly covered: readonly [string, string, string, string];
  readonly uncovered: readonly [string, string];
  readonly uncoveredLine: string;
  readonly notComputable: string;
  readonly notComputableLine: string;
  readonly range: string;
  readonly straight: string;
}

const COLORS: Readonly<Record<MapPalette["theme"], CoverageColors>> = {
  light: {
    covered: ["#08457e", "#1f78b4", "#5ba8cf", "#a3d3e0"],
    uncovered: ["#f5a04a", "#cc4c02"],
    uncoveredLine: "#7f2704",
    notComputable: "#c9ccd1",
    notComputableLine: "#5b6470",
    range: "#0b5fa5",
    straight: "#7a3fa0",
  },
  dark: {
    covered: ["#a9dcff", "#62b4f0", "#3486c4", "#2a5f8c"],
    uncovered: ["#f0a04c", "#e8590c"],
    uncoveredLine: "#ffd0a3",
    notComputable: "#4a525d",
    notComputableLine: "#a7b1bd",
    range: "#7cc4ff",
    straight: "#c9a0f0",
  },
};

export const coverageColors = ({ theme }: Pick<MapPalette, "theme">): CoverageColors =>
  COLORS[theme];

/** Where a class ends, as parts of the limit: 3, 5, 8, 10 and 15 minutes of ten. */
const COVERED_PARTS = [0.3, 0.5, 0.8, 1] as const;
const UNCOVERED_PART = 1.5;

export interface CoverageClass {
  readonly state: "covered" | "uncovered";
  /** In seconds or metres, as the measure is. */
  readonly from: number;
  /** `null`: everything beyond. */
  readonly to: number | null;
  /** Place in the colours of its state. */
  readonly rank: number;
}

/** Farther than any walk: a building that no way leads to. */
export const NO_PATH = 1e9;

export const limitOf = (measure: Measure): number =>
  measure.basis === "distance" ? measure.metres : measure.seconds;

/** The classes of a measure, nearest first: the limit is always a border. */
export function classesOf(measure: Measure): readonly CoverageClass[] {
  const limit = limitOf(measure);
  const ends = COVERED_PARTS.map((part) => part * limit);
  const covered = ends.map((to, rank): CoverageClass => ({
    state: "covered",
    from: ends[rank - 1] ?? 0,
    to,
    rank,
  }));
  const far = UNCOVERED_PART * limit;
  return [
    ...covered,
    { state: "uncovered", from: limit, to: far, rank: 0 },
    { state: "uncovered", from: far, to: null, rank: 1 },
  ];
}

export const colorOf = (colors: CoverageColors, { state, rank }: CoverageClass): string =>
  colors[state][rank] ?? colors.notComputable;

/** Shares of households covered by area, worst first; the last holds 100 %. */
export const SHARE_CLASSES = [
  { from: 0, to: 0.2 },
  { from: 0.2, to: 0.4 },
  { from: 0.4, to: 0.6 },
  { from: 0.6, to: 0.8 },
  { from: 0.8, to: 1 },
] as const;

/** From the far colours to the near ones, so that a map of shares reads like one of minutes. */
export function shareColors(colors: CoverageColors): readonly string[] {
  const [near, , , pale] = colors.covered;
  return [colors.uncovered[1], colors.uncovered[0], pale, colors.covered[2], near];
}

export function shareRank(share: number): number {
  const rank = SHARE_CLASSES.findIndex(({ to }) => share < to);
  return rank === -1 ? SHARE_CLASSES.length - 1 : rank;
}
