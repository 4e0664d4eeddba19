import { createHash } from "node:crypto";
import {
  attachBuildings,
  attachPoints,
  buildFieldGeometry,
  computeCoverage,
  fieldValues,
  isochrone,
  limitUnits,
  StationReach,
  type BuildingCoverage,
  type Coverage,
  type CoverageDefinition,
  type CoverageInput,
} from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { BuildingPlace, StationPlace } from "@onegrid/db/coverage";
import { Problem } from "../problem.ts";
import type { Region } from "./regions.ts";
import type { ReadyNetwork } from "./walking-network.ts";

interface Place {
  readonly building: BuildingPlace;
  /** Its place in the list of all buildings. */
  readonly index: number;
}

/** Coverage of the buildings of one region over its network. */
export interface RegionCoverage {
  readonly region: Region;
  readonly places: readonly Place[];
  readonly stations: readonly StationPlace[];
  readonly network: ReadyNetwork;
  /** What a scenario says of its gates. */
  readonly gateState: NonNullable<CoverageInput["gateState"]>;
  /** `null`: the region has no station that counts, at whatever hour. */
  readonly coverage: Coverage | null;
}

export function coverRegion({
  definition,
  ...part
}: Omit<RegionCoverage, "coverage"> & {
  readonly definition: CoverageDefinition;
}): RegionCoverage {
  const { places, stations, network, gateState } = part;
  if (stations.length === 0 && definition.moment === undefined) return { ...part, coverage: null };
  const computed = computeCoverage({
    finder: network.finder,
    buildings: places.map(({ building }) => building),
    stations,
    definition: { ...definition, networkVersion: network.network.version },
    gateState,
  });
  if (!computed.ok) throw new Problem(computed.error);
  return { ...part, coverage: computed.value };
}

interface Whole {
  readonly definition: CoverageDefinition;
  readonly buildings: readonly BuildingPlace[];
  readonly stations: readonly StationPlace[];
  readonly parts: readonly RegionCoverage[];
}

/** The regions as one answer: every building is in it, those without a network as not computable. */
export function merge({ definition, buildings, stations, parts }: Whole) {
  const merged: BuildingCoverage[] = buildings.map(({ id, households }) => ({
    id,
    households,
    station: null,
    seconds: null,
    metres: null,
    state: "not-computable",
    reason: "too-far",
  }));
  for (const { places, coverage } of parts) {
    places.forEach(({ index, building: { id, households } }, at) => {
      const none = { id, households, station: null, seconds: null, metres: null } as const;
      const unserved = { ...none, state: "uncovered", reason: "no-path" } as const;
      merged[index] = coverage ? (coverage.buildings[at] ?? unserved) : unserved;
    });
  }
  const inferredGates = sumOf(parts, ({ network }) => network.inferredGates);
  const versions = parts.map(({ network }) => network.network.version);
  const [only = ""] = versions;
  return {
    coverage: {
      definition: {
        ...definition,
        gates: inferredGates === 0 ? ("surveyed" as const) : definition.gates,
        networkVersion: versions.length === 1 ? only : shortHash(versions.join()),
      },
      buildings: merged,
      strandedStations: parts.flatMap(({ coverage }) => coverage?.strandedStations ?? []),
    },
    buildings,
    indexOf: new Map(buildings.map((building, index) => [building.id, index])),
    stations,
    parts,
    inferredGates,
    inferredCompounds: sumOf(parts, ({ network }) => network.inferredCompounds),
  };
}

const sumOf = (parts: readonly RegionCoverage[], value: (part: RegionCoverage) => number): number =>
  parts.reduce((sum, part) => sum + value(part), 0);

/** Short enough for an address, long enough for a key. */
export const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The area reached within the limit, of all regions. */
export const tracePolygon = (parts: readonly RegionCoverage[]): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: parts.flatMap((part) => (part.coverage ? traceRegion(part, part.coverage) : [])),
});

function traceRegion(
  { places, stations, network, gateState }: RegionCoverage,
  coverage: Coverage,
): MultiPolygon["coordinates"] {
  const { finder } = network;
  const buildings = places.map(({ building }) => building);
  const reach = new StationReach(network.network, {
    stations: attachPoints(
      finder,
      stations.map((station) => station.position),
    ),
    definition: coverage.definition,
    gateState,
  });
  const geometry = buildFieldGeometry(network.network, attachBuildings(finder, buildings));
  const limit = limitUnits(coverage.definition.measure);
  const values = fieldValues(geometry, reach, { buildingUnits: coverage.units, maxUnits: limit });
  const positions = buildings.map((building) => building.position);
  const traced = isochrone({ geometry, values, limit, buildings: positions });
  if (!traced.ok) throw new Problem(traced.error);
  return traced.value.coordinates;
}
