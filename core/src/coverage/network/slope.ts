/**
 * How much longer a metre takes on foot by grade (坡度) in percent, uphill positive; a gentle way down is
 * quicker than level ground. After Valhalla's table for walking, between its rows by straight lines,
 * beyond them as at its ends.
 */
const FACTORS: readonly (readonly [percent: number, factor: number])[] = [
  [-10, 1.33],
  [-8, 1.22],
  [-6.5, 1.08],
  [-5, 0.97],
  [-3, 0.88],
  [-1.5, 0.92],
  [0, 1],
  [1.5, 1.1],
  [3, 1.2],
  [5, 1.33],
  [6.5, 1.43],
  [8, 1.57],
  [10, 1.83],
  [11.5, 2.03],
  [13, 2.23],
  [15, 2.5],
];

/** The dearest metre of `slopeFactor`: edges with a grade are cut shorter by it, so that weights fit. */
export const MAX_SLOPE_FACTOR = 2.5;

/** Seconds on a metre of this grade over seconds on a level one. `percent`: in the walker's direction. */
export function slopeFactor(percent: number): number {
  const next = FACTORS.findIndex(([grade]) => grade >= percent);
  const above = FACTORS[next];
  if (above === undefined) return MAX_SLOPE_FACTOR;
  const below = FACTORS[next - 1];
  if (below === undefined) return above[1];
  const share = (percent - below[0]) / (above[0] - below[0]);
  return below[1] + share * (above[1] - below[1]);
}

/** Steeper than any street: a slip of the pen, not a slope. */
const STEEPEST_PERCENT = 60;

/**
 * Whole percent of an OSM `incline`, in the direction the way is drawn: `8%`, `-3.5 %`, `5°`, or a bare
 * number of percent as survey layers have it. 0 where no number is given (`up`, `down`) or none that
 * can be: such a way is walked as if level.
 */
export function gradeOf(incline: string | undefined): number {
  const found = /^\s*([+-]?\d+(?:\.\d+)?)\s*([%°]?)\s*$/.exec(incline ?? "");
  if (found === null) return 0;
  const value = Number(found[1]);
  const percent = found[2] === "°" ? Math.tan((value * Math.PI) / 180) * 100 : value;
  return Math.abs(percent) > STEEPEST_PERCENT ? 0 : Math.round(percent);
}
