import { createHash } from "node:crypto";
import type { Coverage, CoverageDefinition, CoverageInput, Measure } from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { StationPlace } from "@onegrid/db/coverage";
import {
  unpackRings,
  type CoverColumns,
  type CoverTask,
  type GroundTask,
} from "../compute/compute-tasks.ts";
import type { ComputeThread } from "../compute/compute-thread.ts";
import type { Places, RegionPlaces } from "./building-places.ts";
import { emptyTimes, NOT_COMPUTABLE, type BuildingTimes } from "./building-times.ts";
import type { ReadyNetwork } from "./walking-network.ts";

/** Coverage of the buildings of one region over its network. */
export interface RegionCoverage extends RegionPlaces {
  readonly stations: readonly StationPlace[];
  readonly network: ReadyNetwork;
  /** What a scenario says of its gates. */
  readonly gateState: NonNullable<CoverageInput["gateState"]>;
  readonly coverage: CoverColumns;
}

export async function coverRegion(
  thread: ComputeThread,
  part: Omit<RegionCoverage, "coverage">,
  { definition, signal }: { definition: CoverageDefinition; signal?: AbortSignal | undefined },
): Promise<RegionCoverage> {
  const coverage = await thread.do("cover", coverTask(part, definition), signal);
  return { ...part, coverage };
}

/** A region as the computing thread is asked about it. */
export const groundTask = (
  { columns, network, gateState }: Omit<RegionCoverage, "coverage">,
  definition: CoverageDefinition,
): GroundTask => ({
  network: network.name,
  buildings: columns,
  definition,
  gateStates: Int8Array.from(network.network.gates, (gate) => {
    const state = gateState(gate);
    return state === null ? -1 : Number(state);
  }),
});

export const coverTask = (
  part: Omit<RegionCoverage, "coverage">,
  definition: CoverageDefinition,
  stations: readonly StationPlace[] = part.stations,
): CoverTask => ({
  ...groundTask(part, definition),
  stations: stations.map(({ id, position }) => ({ id, position })),
});

interface Whole {
  readonly definition: CoverageDefinition;
  readonly places: Places;
  readonly stations: readonly StationPlace[];
  readonly parts: readonly RegionCoverage[];
}

/** The regions as one answer: every building is in it, those without a network as not computable. */
export function merge({ definition, places, stations, parts }: Whole) {
  const times = emptyTimes(places.buildings.length);
  const stationAt = new Map(stations.map(({ id }, at) => [id, at]));
  for (const part of parts) mergePart(times, part, stationAt);
  const inferredGates = sumOf(parts, ({ network }) => network.inferredGates);
  const versions = parts.map(({ network }) => network.network.version);
  const [only = ""] = versions;
  const strandedStations: Coverage["strandedStations"] = parts.flatMap(
    ({ coverage }) => coverage.strandedStations,
  );
  return {
    coverage: {
      definition: {
        ...definition,
        gates: inferredGates === 0 ? ("surveyed" as const) : definition.gates,
        networkVersion: versions.length === 1 ? only : shortHash(versions.join()),
      },
      strandedStations,
    },
    times,
    places,
    stations,
    parts,
    inferredGates,
    inferredCompounds: sumOf(parts, ({ network }) => network.inferredCompounds),
  };
}

function mergePart(
  times: BuildingTimes,
  { at, coverage, stations }: RegionCoverage,
  stationAt: ReadonlyMap<string, number>,
): void {
  const numbers = stations.map(({ id }) => stationAt.get(id) ?? -1);
  at.forEach((index, row) => {
    times.state[index] = coverage.state[row] ?? NOT_COMPUTABLE;
    times.reason[index] = coverage.reason[row] ?? -1;
    times.station[index] = numbers[coverage.station[row] ?? -1] ?? -1;
    times.seconds[index] = coverage.seconds[row] ?? Number.NaN;
    times.metres[index] = coverage.metres[row] ?? Number.NaN;
  });
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
    const task = { ...coverTask(part, coverage.definition), units: coverage.units, measures };
    for (const [at, columns] of (await thread.do("trace", task)).entries())
      polygons[at]?.push(...(await unpackRings(columns)));
  }
  return polygons.map((coordinates) => ({ type: "MultiPolygon", coordinates }));
}
