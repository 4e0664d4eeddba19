import type { MapEntry } from "../map/index.ts";
import { communityShares, gridShares } from "./area-layers.ts";
import { buildingTimes } from "./building-layers.ts";
import { chosenThings } from "./choice-layers.ts";
import { problemPlaces, stationMarks } from "./place-layers.ts";
import { rangeArea, straightCircles } from "./range-layers.ts";
import type { CoverageState } from "./store.ts";

/** Calls `build` again only when one of the arguments is another: entries stay identical. */
function once<A extends readonly unknown[], R>(build: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, at) => arg !== last?.args[at]))
      last = { args, result: build(...args) };
    return last.result;
  };
}

const communities = once(communityShares);
const grids = once(gridShares);
const range = once(rangeArea);
const circles = once(straightCircles);
const buildings = once(buildingTimes);
const choice = once(chosenThings);
const problems = once(problemPlaces);
const stations = once(stationMarks);

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
