import { fail, ok, type Result } from "../../result.ts";
import type { MultiPolygon } from "../../geometry/index.ts";
import { checkMeasure, limitUnits, type Measure } from "../answer/definition.ts";
import { isochrone, type IsochroneError, type IsochroneInput } from "./isochrone.ts";
import { capUnits } from "./time-field.ts";

/** Seconds of the living circles (生活圈) of GB 50180: five, ten and fifteen minutes. */
const LIVING_CIRCLES = [300, 600, 900] as const;
/** Otherwise half the limit, the limit, and half as much again: borders of the buildings' colours too. */
const PARTS = [0.5, 1, 1.5] as const;

/**
 * What nested rings (分级步行圈) are drawn for, smallest first; the measure itself is always among them,
 * with its profile and speed. Metres of a measure in metres, seconds of one in seconds.
 */
export function ringMeasures(measure: Measure): readonly Measure[] {
  const isCircle =
    measure.basis === "time" && LIVING_CIRCLES.some((seconds) => seconds === measure.seconds);
  const limit = measure.basis === "distance" ? measure.metres : measure.seconds;
  const limits = isCircle ? LIVING_CIRCLES : PARTS.map((part) => part * limit);
  return limits.map((each) => withLimit(measure, each)).filter((each) => checkMeasure(each).ok);
}

const withLimit = (measure: Measure, limit: number): Measure =>
  measure.basis === "distance" ? { ...measure, metres: limit } : { ...measure, seconds: limit };

/**
 * One polygon for each measure, over the same triangles: each agrees with every building, is the very polygon
 * that is drawn for its measure alone, and lies inside those of larger limits. `values` must have been made
 * with `maxUnits` of the largest measure.
 */
export function nestedRings(
  input: Omit<IsochroneInput, "limit">,
  measures: readonly Measure[],
): Result<readonly MultiPolygon[], IsochroneError> {
  const polygons: MultiPolygon[] = [];
  for (const measure of measures) {
    const limit = limitUnits(measure);
    const drawn = isochrone({ ...input, values: cappedFor(limit, input.values), limit });
    if (!drawn.ok) return fail(drawn.error);
    polygons.push(drawn.value);
  }
  return ok(polygons);
}

/**
 * As the values are when they are made for this limit alone. It keeps the rings nested: from an inner value a
 * towards one cut off at limit + c the line lies at (limit − a) / (limit − a + c) of the way, which grows with
 * the limit, and nearer values are not cut off.
 */
function cappedFor(limit: number, values: Int32Array): Int32Array {
  const cap = capUnits(limit);
  return values.map((units) => Math.min(units, cap));
}
