import type { MultiPolygon, Polygon } from "../geometry/index.ts";
import { ok, type Result } from "../result.ts";
import { indexUnitBorders } from "./arc-walk.ts";
import { buildFromUnits } from "./build-from-units.ts";
import type { GivenGround } from "./build-from-units.ts";
import type { BuildError } from "./check-rows.ts";
import { dissolve } from "./dissolve.ts";
import type { NamedArea } from "./enclose.ts";
import { derivePositions, shapeGeometry } from "./map-geometry.ts";
import type { MapProblem } from "./map-problem.ts";
import { item } from "./typed-access.ts";

export interface TidyOutline {
  /** What is the community's, every vertex that a neighbour has on their border included. */
  readonly geometry: Polygon | MultiPolygon;
  /** Gaps and overlaps that it shares with a neighbour. */
  readonly problems: readonly MapProblem[];
}

/**
 * The outline of a community among its neighbours. Small gaps and overlaps between them are settled by
 * rule and told; a large gap is nobody's until it is given to one of them.
 */
export function tidyOutline(
  community: NamedArea,
  neighbours: readonly NamedArea[],
  given: readonly GivenGround[] = [],
): Result<TidyOutline, BuildError> {
  const areas = [community, ...neighbours].map(({ id, geometry }) => ({
    id,
    geometry,
    households: 0,
    community: id,
  }));
  const built = buildFromUnits(areas, [], given);
  if (!built.ok) return built;
  const { map } = built.value;
  const { communityIds, units } = map;
  const shapes = dissolve(map, indexUnitBorders(map), units.community, communityIds.length);
  const own = item(shapes, communityIds.indexOf(community.id));
  const geometry = shapeGeometry(map, derivePositions(map), own) ?? community.geometry;
  const problems = built.value.problems.filter(
    ({ kind, ids, near = [], givenTo }) =>
      (kind === "gap" || kind === "overlap") && [...ids, ...near, givenTo].includes(community.id),
  );
  return ok({ geometry, problems });
}
