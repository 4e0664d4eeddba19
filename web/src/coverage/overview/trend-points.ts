import type { CoverageTrend } from "@onegrid/core/coverage/figures-contract";

export type TrendPoint = CoverageTrend["points"][number];

/** The state at the end of each day: a change of the data brings several points in one. */
export const lastOfDays = (points: readonly TrendPoint[]): readonly TrendPoint[] =>
  points.filter(({ day }, at) => points[at + 1]?.day !== day);

/** Covered ÷ all three states; 0 where nobody lives. */
export function shareOf({ covered, uncovered, notComputable }: TrendPoint): number {
  const all = covered + uncovered + notComputable;
  return all === 0 ? 0 : covered / all;
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.25];
const MOST_TICKS = 5;

/**
 * Round shares from below the least to above the most: the line fills its height, and the axis says
 * that it does not begin at nought.
 */
export function shareTicks(points: readonly TrendPoint[]): readonly number[] {
  const shares = points.map(shareOf);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  for (const step of STEPS) {
    const from = Math.max(0, Math.floor(least / step - 1e-9));
    const to = Math.min(Math.round(1 / step), Math.max(from + 1, Math.ceil(most / step + 1e-9)));
    const first = Math.min(from, to - 1);
    if (to - first < MOST_TICKS)
      return Array.from({ length: to - first + 1 }, (_, at) => (first + at) * step);
  }
  return [0, 0.25, 0.5, 0.75, 1];
}
