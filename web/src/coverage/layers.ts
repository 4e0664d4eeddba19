import { lasting, type MapEntry } from "../map/index.ts";
import { communityShares, gridShares } from "./area-layers.ts";
import { buildingTimes } from "./building-layers.ts";
import { chosenThings } from "./choice-layers.ts";
import { problemPlaces, stationMarks } from "./place-layers.ts";
import { rangeArea, straightCircles } from "./range-layers.ts";
import type { CoverageState } from "./store.ts";

const communities = lasting(communityShares);
const grids = lasting(gridShares);
const range = lasting(rangeArea);
const circles = lasting(straightCircles);
const buildings = lasting(buildingTimes);
const choice = lasting(chosenThings);
const problems = lasting(problemPlaces);
const stations = lasting(stationMarks);

/** What coverage draws, from the ground up. Nothing until there is a result. */
export function coverageEntries(state: CoverageState): readonly MapEntry[] {
  const { result, polygon, areaId, building } = state;
  if (result === null) return [];
  return [
    communities(result),
    ...(result.byGrid.length === 0 ? [] : [grids(result)]),
    ...(polygon === null ? [] : [range(polygon, result.definition.measure)]),
    circles(result),
    buildings(result),
    choice(areaId, building),
    problems(result),
    stations(result),
  ];
}
