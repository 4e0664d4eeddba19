import {
  MOST_LIVE_BUILDINGS,
  MOST_LIVE_NODES,
  type LiveStart,
} from "@onegrid/core/coverage/live-contract";
import type { BuildingPlace } from "@onegrid/db/coverage";
import { Problem } from "../../problem.ts";
import { buildingsIn } from "../results/building-places.ts";
import { areasOf } from "../results/areas-of.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import type { RegionCoverage } from "../results/region-coverage.ts";
import { isInRegion } from "../results/regions.ts";
import { offering } from "../results/station-choice.ts";

export interface LivePart {
  readonly part: RegionCoverage;
  /** Of the reader only. */
  readonly buildings: readonly BuildingPlace[];
  readonly buildingsElsewhere: number;
}

/** The region that holds most of the reader's buildings; refused where a browser could not hold it. */
export function livePart({ parts, places }: CoverageResult, scope: readonly string[]): LivePart {
  const isMine = buildingsIn(places, scope);
  const own = parts.map((part) => ({
    part,
    buildings: Array.from(part.at.filter(isMine), (at) => places.buildings[at]).filter(
      (place) => place !== undefined,
    ),
  }));
  const all = own.reduce((sum, { buildings }) => sum + buildings.length, 0);
  const [largest] = own.toSorted((a, b) => b.buildings.length - a.buildings.length);
  if (!largest) throw new Problem({ code: "coverage.no-ways" });
  const nodes = largest.part.network.network.nodeCount;
  const buildings = largest.buildings.length;
  if (nodes > MOST_LIVE_NODES || buildings > MOST_LIVE_BUILDINGS) {
    const [mostNodes, mostBuildings] = [MOST_LIVE_NODES, MOST_LIVE_BUILDINGS];
    throw new Problem({
      code: "coverage.live-too-large",
      nodes,
      buildings,
      mostNodes,
      mostBuildings,
    });
  }
  return { ...largest, buildingsElsewhere: all - buildings };
}

export function liveStart(
  { coverage, allStations, question }: CoverageResult,
  { part, buildings, buildingsElsewhere }: LivePart,
): LiveStart {
  const areas: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, areas.length);
    return areas.push(id) - 1;
  };
  const column = <T>(of: (building: BuildingPlace) => T): T[] => buildings.map(of);
  return {
    definition: coverage.definition,
    nodes: part.network.network.nodeCount,
    buildings: {
      ids: column(({ id }) => id),
      lng: column(({ position }) => position[0]),
      lat: column(({ position }) => position[1]),
      radiusMetres: column(({ radiusMetres }) => radiusMetres),
      households: column(({ households }) => households),
      areas: column((building) => areasOf(building).map(numberOf)),
    },
    areas,
    // Also those that are closed at the hour asked for: their hours may be tried otherwise.
    stations: offering(allStations, question.query.service)
      .filter(({ position }) => isInRegion(part.region, position))
      .map(({ id, kind, name, position, floorAreaSquareMetres, hours }) => ({
        id,
        kind,
        name,
        position: [position[0], position[1]],
        floorAreaSquareMetres,
        hours,
      })),
    gates: gatesOf(part),
    buildingsElsewhere,
  };
}

/** What the scenario says of them; nothing of those that stay as the definition takes them. */
function gatesOf({ network: { network }, gateState }: RegionCoverage) {
  return network.gates.flatMap((gate) => {
    const isOpen = gateState(gate);
    return isOpen === null ? [] : [{ id: gate.id, isOpen }];
  });
}
