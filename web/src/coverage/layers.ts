import type { Measure } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { lasting, type MapEntry } from "../map/index.ts";
import { communityShares, gridShares } from "./area-layers.ts";
import { buildingTimes } from "./building-layers.ts";
import { chosenThings } from "./choice-layers.ts";
import { problemPlaces, stationMarks } from "./place-layers.ts";
import { rangeArea, straightCircles } from "./range-layers.ts";
import { nestedRingsEntry, type Ring } from "./rings/ring-layers.ts";
import { differenceMarks } from "./scenarios/difference-layers.ts";
import type { CoverageState } from "./store.ts";
import { sitingEntry } from "./siting/siting-layers.ts";
import type { Tried } from "./try/tried.ts";
import { rangeBefore, triedGates, triedStations, triedWays } from "./try/try-layers.ts";

const communities = lasting(communityShares);
const grids = lasting(gridShares);
const range = lasting(rangeArea);
const rings = lasting(nestedRingsEntry);
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

const NO_RINGS: readonly Ring[] = [];

/** The polygon, or the rings of which it is one. What is only tried has the one that follows the pointer. */
function reachedGround(state: CoverageState, measure: Measure): readonly MapEntry[] {
  const { tried, rings: drawn } = state;
  const polygon = tried?.polygon ?? state.polygon;
  const one = polygon === null ? [] : [range(polygon, measure)];
  if (tried !== null) return one;
  return [...(drawn === null ? one : []), rings(drawn?.rings ?? NO_RINGS, measure)];
}

/** What coverage draws, from the ground up. Nothing until there is a result. */
export function coverageEntries(state: CoverageState): readonly MapEntry[] {
  const { areaId, building, spot, tried, siting } = state;
  const result = tried?.settled ?? state.result;
  if (result === null) return [];
  return [
    communities(result),
    ...(result.byGrid.length === 0 ? [] : [grids(result)]),
    ...reachedGround(state, result.definition.measure),
    circles(result),
    buildings(result, tried?.states ?? null),
    choice(areaId, building, spot),
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
