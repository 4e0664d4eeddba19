import { toDegrees } from "../geometry/index.ts";
import { makeProblem } from "./map-problem.ts";
import type { MapProblem } from "./map-problem.ts";
import { BARRIER } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { longest } from "./settle-claims.ts";
import { AREA2_OF_SQUARE_METRE } from "./square-metres.ts";
import { byte, float, int, item, uint } from "./typed-access.ts";

/** Two units are in contact when they share this much passable border. */
const CONTACT_CENTIMETRES = 100;

/**
 * Ground without households that only hard barriers join to its community, such as a river between
 * its banks. It may hang on the neighbour named, in whose community it lies; nothing else is
 * connected through it.
 */
export function findHanging(map: PlanarMap): MapProblem[] {
  const { arcs, units } = map;
  const passable = new Map<number, Map<number, number>>();
  const hard = new Map<number, Map<number, number>>();
  for (let arc = 0; arc < arcs.from.length; arc++) {
    const [left, right] = [int(arcs.left, arc), int(arcs.right, arc)];
    if (left < 0 || right < 0 || int(units.community, left) !== int(units.community, right))
      continue;
    const borders = byte(arcs.barrier, arc) === BARRIER.hard ? hard : passable;
    for (const [unit, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const lengths = borders.get(unit) ?? new Map<number, number>();
      lengths.set(other, (lengths.get(other) ?? 0) + uint(arcs.length, arc));
      borders.set(unit, lengths);
    }
  }
  const isHanging = (unit: number): boolean =>
    uint(units.households, unit) === 0 &&
    [...(passable.get(unit)?.values() ?? [])].every((length) => length < CONTACT_CENTIMETRES);
  return [...hard]
    .filter(([unit]) => isHanging(unit))
    .map(([unit, neighbours]) =>
      makeProblem({
        kind: "hanging",
        place: toDegrees(map, int(units.label, 2 * unit), int(units.label, 2 * unit + 1)),
        areaSquareMetres: float(units.area2, unit) / AREA2_OF_SQUARE_METRE,
        ids: [item(units.ids, unit)],
        givenTo: item(units.ids, longest(neighbours)),
      }),
    );
}
