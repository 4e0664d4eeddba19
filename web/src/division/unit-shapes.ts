import type { Shapes } from "../map/index.ts";
import type { OpenBase } from "./open-base.ts";

const placesOf = new WeakMap<OpenBase, Int32Array>();

/** Where each unit's shape stands in the list, which has none for a unit without ground. */
function shapePlaces(base: OpenBase): Int32Array {
  const before = placesOf.get(base);
  if (before !== undefined) return before;
  const places = new Int32Array(base.numbers.length).fill(-1);
  for (const [at, { id }] of base.unitShapes.features.entries()) places[Number(id)] = at;
  placesOf.set(base, places);
  return places;
}

/** Polygons of these units; takes as long as there are of them, however many the base has. */
export function shapesOfUnits(base: OpenBase, units: Iterable<number>): Shapes {
  const places = shapePlaces(base);
  const { features } = base.unitShapes;
  return {
    type: "FeatureCollection",
    features: [...new Set(units)].flatMap((unit) => features[places[unit] ?? -1] ?? []),
  };
}
