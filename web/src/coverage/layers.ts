import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { lasting, type MapEntry } from "../map/index.ts";
import { communityShares, gridShares } from "./area-layers.ts";
import { buildingTimes } from "./building-layers.ts";
import { chosenThings } from "./choice-layers.ts";
import { problemPlaces, stationMarks } from "./place-layers.ts";
import { rangeArea, straightCircles } from "./range-layers.ts";
import { differenceMarks } from "./scenarios/difference-layers.ts";
import type { CoverageState } from "./store.ts";
import { sitingEntry } from "./siting/siting-layers.ts";
import type { Tried } from "./try/tried.ts";
import { rangeBefore, triedGates, triedStations, triedWays } from "./try/try-layers.ts";

const communities = lasting(communityShares);
const grids = lasting(gridShares);
const range = lasting(rangeArea);
const circles = lasting(straightCircles);
const buildings = lasting(buildingTimes);
const difference = lasting(differenceMarks);
const choice = lasting(chosenThings);
const problems = lasting(problemPlaces);
const stations = lasting(stationMarks);
const before = lasting(rangeBefore);
const moving = lasting(triedStations);
const gates = lasting(triedGates);
const ways = lasting(triedWays);
const sites = lasting(sitingEntry);

/** What coverage draws, from the ground up. Nothing until there is a result. */
export function coverageEntries(state: CoverageState): readonly MapEntry[] {
  const { areaId, building, tried, siting } = state;
  const result = tried?.settled ?? state.result;
  const polygon = tried?.polygon ?? state.polygon;
  if (result === null) return [];
  return [
    communities(result),
    ...(result.byGrid.length === 0 ? [] : [grids(result)]),
    ...(polygon === null ? [] : [range(polygon, result.definition.measure)]),
    circles(result),
    buildings(result, tried?.states ?? null),
    choice(areaId, building),
    problems(result),
    ...(tried === null ? answerEntries(result) : triedEntries(tried, state.polygon)),
    ...(siting === null ? [] : [sites(siting)]),
  ];
}

const answerEntries = (result: CoverageReply): readonly MapEntry[] => [
  ...(result.difference === null ? [] : [difference(result.tiles)]),
  stations(result),
];

const triedEntries = (
  { gates: gateMarks, stations: marks, ways: lines }: Tried,
  polygon: MultiPolygon | null,
): readonly MapEntry[] => [
  ...(polygon === null ? [] : [before(polygon)]),
  gates(gateMarks),
  ...(lines.length === 0 ? [] : [ways(lines)]),
  moving(marks),
];
