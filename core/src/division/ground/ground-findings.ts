import { toDegrees, type Position } from "../../geometry/index.ts";
import { AREA2_OF_SQUARE_METRE, float, makeProblem, type PlanarMap } from "../../topology/index.ts";
import { offerRepairs, type BaseProblem } from "./base-repairs.ts";
import { LIMIT } from "../model/grid-count.ts";
import { nearestPair } from "./nearest-pair.ts";
import type { Ground } from "../model/model.ts";

/** A part with less than this share of a grid is offered a link. */
const SMALL_PART = 0.5;

/**
 * What a planner should know of a ground before dividing it: parts too small for a grid of their own, with
 * the link that would join them, and units that are more than a grid by themselves.
 */
export function groundFindings(map: PlanarMap, ground: Ground, target: number): BaseProblem[] {
  const placeOf = (unit: number): Position =>
    toDegrees(map, float(ground.graph.label, 2 * unit), float(ground.graph.label, 2 * unit + 1));
  return [...smallParts(ground, target, placeOf), ...largeUnits(ground, target, placeOf)];
}

type PlaceOf = (unit: number) => Position;

function smallParts(ground: Ground, target: number, placeOf: PlaceOf): BaseProblem[] {
  const { graph, parts, unitIds } = ground;
  if (parts.length < 2) return [];
  return parts.flatMap((part) => {
    const households = sumOf(graph.households, part);
    if (households === 0 || households >= SMALL_PART * target) return [];
    const heaviest = part.reduce((best, unit) =>
      float(graph.households, unit) > float(graph.households, best) ? unit : best,
    );
    const problem = makeProblem({
      kind: "small-part",
      place: placeOf(heaviest),
      areaSquareMetres: sumOf(graph.area2, part) / AREA2_OF_SQUARE_METRE,
      ids: [unitIds[heaviest] ?? ""],
    });
    const pair = nearestPair(ground, part);
    const [unitId = "", otherId = ""] = (pair ?? []).map((unit) => unitIds[unit] ?? "");
    return [offerRepairs(problem, pair && { kind: "link", unitId, otherId })];
  });
}

function largeUnits({ graph, unitIds }: Ground, target: number, placeOf: PlaceOf): BaseProblem[] {
  return unitIds.flatMap((unitId, unit) => {
    if (float(graph.households, unit) <= LIMIT * target) return [];
    const areaSquareMetres = float(graph.area2, unit) / AREA2_OF_SQUARE_METRE;
    const place = placeOf(unit);
    return [
      offerRepairs(makeProblem({ kind: "large-unit", place, areaSquareMetres, ids: [unitId] })),
    ];
  });
}

const sumOf = (column: Float64Array, units: readonly number[]): number =>
  units.reduce((sum, unit) => sum + float(column, unit), 0);
