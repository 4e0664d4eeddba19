import { isInScope } from "@onegrid/core/access";
import type { BuildingCoverageReply } from "@onegrid/core/coverage/contract";
import { buildingAt } from "./building-times.ts";
import type { CoverageResult } from "./coverage-results.ts";

export interface BuildingQuestion {
  readonly id: string;
  readonly name: string;
  readonly scope: readonly string[];
}

/** One building under the result's definition; `null` where the reader does not answer for it. */
export function describeBuilding(
  result: CoverageResult,
  { id, name, scope }: BuildingQuestion,
): BuildingCoverageReply | null {
  const { coverage, places, stations } = result;
  const index = places.indexOf.get(id) ?? -1;
  const [building, place] = [buildingAt(result, index), places.buildings[index]];
  if (!building || !place || !isInScope(scope, place.communityPath)) return null;
  const { households, metres, reason, seconds, state } = building;
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
    station: station
      ? {
          id: station.id,
          kind: station.kind,
          name: station.name,
          position: [station.position[0], station.position[1]],
        }
      : null,
  };
}
