import {
  attachPoints,
  DEFAULT_MAX_LEG_METRES,
  type Attachments,
  type AttachOptions,
  type EdgeFinder,
} from "./attach-points.ts";
import type { BuildingPoint } from "../answer/compute-coverage.ts";

interface Attached {
  readonly question: Float64Array;
  readonly points: Attachments;
}

/**
 * What was attached last, by network. Every limit, hour, polygon and figure asks for the very same
 * buildings, and looking for their ways takes longer than all the walking.
 */
const last = new WeakMap<EdgeFinder, Attached>();

/** Buildings on the network; the polygon needs the very same points as the sums. */
export function attachBuildings(
  finder: EdgeFinder,
  buildings: readonly BuildingPoint[],
  options: AttachOptions = { maxLegMetres: DEFAULT_MAX_LEG_METRES },
): Attachments {
  const question = questionOf(buildings, options);
  const known = last.get(finder);
  if (known && isSame(known.question, question)) return known.points;
  const extraReachMetres = Float64Array.from(buildings, ({ radiusMetres }) => radiusMetres ?? 0);
  const positions = buildings.map(({ position }) => position);
  const points = attachPoints(finder, positions, { ...options, extraReachMetres });
  last.set(finder, { question, points });
  return points;
}

/** All that decides where buildings are attached. */
function questionOf(buildings: readonly BuildingPoint[], options: AttachOptions): Float64Array {
  const question = new Float64Array(2 + buildings.length * 3);
  question[0] = options.maxLegMetres;
  question[1] = options.ignoreLegs === true ? 1 : 0;
  let at = 2;
  for (const { position, radiusMetres = 0 } of buildings) {
    question[at++] = position[0];
    question[at++] = position[1];
    question[at++] = radiusMetres;
  }
  return question;
}

/** A building without a position is NaN, and equal to itself here. */
const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
