import type { Bbox } from "@onegrid/core/geometry";
import type { Shapes } from "../../map/index.ts";
import { boxOfGeometry } from "./grid-view.ts";
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

/** The box round some units: west, south, east, north; `null`: none of them has ground. */
export function boxOfUnits(base: OpenBase, units: Iterable<number>): Bbox | null {
  const boxes = shapesOfUnits(base, units).features.map(({ geometry }) => boxOfGeometry(geometry));
  const [first, ...others] = boxes;
  return first === undefined
    ? null
    : others.reduce(
        (all, box) => [
          Math.min(all[0], box[0]),
          Math.min(all[1], box[1]),
          Math.max(all[2], box[2]),
          Math.max(all[3], box[3]),
        ],
        first,
      );
}
