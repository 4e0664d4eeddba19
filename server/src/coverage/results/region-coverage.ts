import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type {
  BuildingCoverage,
  Coverage,
  CoverageDefinition,
  CoverageInput,
  Measure,
} from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { BuildingPlace, StationPlace } from "@onegrid/db/coverage";
import {
  columnsOf,
  REASONS,
  STATES,
  unpackRings,
  type CoverColumns,
  type CoverTask,
} from "../compute/compute-tasks.ts";
import type { ComputeThread } from "../compute/compute-thread.ts";
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
  readonly coverage: Pick<Coverage, "definition" | "buildings" | "units" | "strandedStations">;
}

/** Made into objects at a time: then others have their turn. */
const BUILDINGS_AT_A_TIME = 10_000;

export async function coverRegion(
  thread: ComputeThread,
  {
    definition,
    ...part
  }: Omit<RegionCoverage, "coverage"> & { readonly definition: CoverageDefinition },
): Promise<RegionCoverage> {
  const { places, stations } = part;
  const columns = await thread.cover(taskOf(part, definition));
  const buildings: BuildingCoverage[] = [];
  for (const { building } of places) {
    const { id, households } = building;
    buildings.push({ id, households, ...readRow(columns, buildings.length, stations) });
    if (buildings.length % BUILDINGS_AT_A_TIME === 0) await setImmediate();
  }
  const { units, definition: inForce, strandedStations } = columns;
  return { ...part, coverage: { definition: inForce, buildings, units, strandedStations } };
}

function taskOf(
  { places, stations, network, gateState }: Omit<RegionCoverage, "coverage">,
  definition: CoverageDefinition,
): CoverTask {
  return {
    network: network.name,
    buildings: columnsOf(places.map(({ building }) => building)),
    stations: stations.map(({ id, position }) => ({ id, position })),
    definition,
    gateStates: Int8Array.from(network.network.gates, (gate) => {
      const state = gateState(gate);
      return state === null ? -1 : Number(state);
    }),
  };
}

function readRow(columns: CoverColumns, at: number, stations: readonly StationPlace[]) {
  const numberAt = (values: Float64Array): number | null => {
    const value = values[at] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  return {
    state: STATES[columns.state[at] ?? -1] ?? "not-computable",
    station: stations[columns.station[at] ?? -1]?.id ?? null,
    seconds: numberAt(columns.seconds),
    metres: numberAt(columns.metres),
    reason: REASONS[columns.reason[at] ?? -1] ?? null,
  };
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
    places.forEach(({ index }, at) => {
      const covered = coverage.buildings[at];
      if (covered) merged[index] = covered;
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
      strandedStations: parts.flatMap(({ coverage }) => coverage.strandedStations),
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

/** The area reached within each of the measures, of all regions together. */
export async function tracePolygons(
  thread: ComputeThread,
  parts: readonly RegionCoverage[],
  measures: readonly Measure[],
): Promise<MultiPolygon[]> {
  const polygons = measures.map((): MultiPolygon["coordinates"][number][] => []);
  for (const part of parts) {
    const { coverage } = part;
    const task = { ...taskOf(part, coverage.definition), units: coverage.units, measures };
    for (const [at, columns] of (await thread.trace(task)).entries())
      polygons[at]?.push(...(await unpackRings(columns)));
  }
  return polygons.map((coordinates) => ({ type: "MultiPolygon", coordinates }));
}
