import { isInScope } from "@onegrid/core/access";
import type { BuildingCoverageReply } from "@onegrid/core/coverage/contract";
import { buildingAt } from "./building-times.ts";
import type { StationPlace } from "@onegrid/db/coverage";
import type { CoverageResult } from "./coverage-results.ts";
import { secondAt, type SecondTimes } from "./second-nearest.ts";

export interface BuildingQuestion {
  readonly id: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly second: SecondTimes;
}

/** One building under the result's definition; `null` where the reader does not answer for it. */
export function describeBuilding(
  result: CoverageResult,
  { id, name, scope, second }: BuildingQuestion,
): BuildingCoverageReply | null {
  const { coverage, places, stations } = result;
  const index = places.indexOf.get(id) ?? -1;
  const [building, place] = [buildingAt(result, index), places.buildings[index]];
  if (!building || !place || !isInScope(scope, place.communityPath)) return null;
  const { households, metres, reason, seconds, state } = building;
  const other = secondAt(result, second, index);
  const station = stations.find((each) => each.id === building.station);
  return {
    definition: coverage.definition,
    id,
    name,
    position: [place.position[0], place.position[1]],
    households,
    householdSource: place.householdSource,
    state,
    reason,
    seconds,
    metres,
    station: station ? stationCells(station) : null,
    second: other && { ...other, station: stationCells(other.station) },
  };
}

const stationCells = ({ id, kind, name, position }: StationPlace) => ({
  id,
  kind,
  name,
  position: [position[0], position[1]] as [number, number],
});
