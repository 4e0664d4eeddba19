import type { Position } from "../../geometry/index.ts";
import { ok, type Result } from "../../result.ts";
import { attachBuildings } from "../attach/attach-buildings.ts";
import {
  attachPoints,
  type Attachments,
  type AttachFailure,
  type AttachOptions,
  type EdgeFinder,
} from "../attach/attach-points.ts";
import { sumByArea, type AreaMembership, type AreaSum } from "./area-sums.ts";
import {
  checkMeasure,
  limitUnits,
  speedOf,
  weightingOf,
  type Covered,
  type CoverageDefinition,
  type Measure,
  type MeasureError,
} from "./definition.ts";
import { gatesOpenUnder } from "./gates-open.ts";
import type { GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { packGraph, type PackedGraph } from "../reach/pack-graph.ts";
import { Sweep, UNBOUNDED, type Seeds } from "../reach/sweep.ts";
import { readNearest } from "../reach/read-nearest.ts";
import { homesOf, SameEdge, seedsOf } from "../reach/travel-times.ts";

/** A building (楼栋) as coverage sees it. Its point is its entrance, or lies inside its footprint. */
export interface BuildingPoint {
  readonly id: string;
  readonly position: Position;
  /** `null`: unknown, which is not zero. */
  readonly households: number | null;
  /** Metres from the point to the farthest wall: the reach to the network begins at the walls. */
  readonly radiusMetres?: number;
}

/** A station (红色驿站, 党群服务中心). */
export interface StationPoint {
  readonly id: string;
  readonly position: Position;
}

/** Covered 已覆盖, uncovered 未覆盖, not computable 无法计算. */
export type CoverageState = "covered" | "uncovered" | "not-computable";

/** Why a building is not computable, or has no time. */
export type CoverageReason =
  | AttachFailure
  | "isolated" // on a small piece of network that no station can be reached from
  | "no-path"; // on the network, but no station can be reached

/** One building. `seconds` and `metres` are over the network, `null` without a path. */
export interface BuildingCoverage {
  readonly id: string;
  readonly households: number | null;
  readonly state: CoverageState;
  /** Id of the nearest station, also beyond the limit. */
  readonly station: string | null;
  readonly seconds: number | null;
  readonly metres: number | null;
  readonly reason: CoverageReason | null;
}

export interface Coverage {
  readonly definition: CoverageDefinition;
  readonly buildings: readonly BuildingCoverage[];
  /** Units (0.1 s or 0.1 m) to the nearest station, -1 without a path: what KPI and polygon share. */
  readonly units: Int32Array;
  readonly total: Covered<AreaSum>;
  /** In the order of the areas given; empty without. */
  readonly byArea: Covered<readonly AreaSum[]>;
  /** Stations that are not on the network, and why. They serve nobody. */
  readonly strandedStations: readonly { readonly id: string; readonly reason: AttachFailure }[];
}

export type CoverageError = MeasureError;

export interface CoverageInput {
  /** Built once for a network; keep it. */
  readonly finder: EdgeFinder;
  readonly buildings: readonly BuildingPoint[];
  readonly stations: readonly StationPoint[];
  readonly definition: CoverageDefinition;
  readonly gateState?: GateStateOf | undefined;
  readonly areas?: AreaMembership;
  readonly attach?: AttachOptions;
}

/**
 * Minutes, station and state of every building, with sums by area. Every building is in the result.
 * Where no station counts (none yet, or none open at three in the morning) nobody is covered: that is
 * an answer, and the ground on which the first one is looked for.
 */
export function computeCoverage(input: CoverageInput): Result<Coverage, CoverageError> {
  const { finder, definition } = input;
  const measure = checkMeasure(definition.measure);
  if (!measure.ok) return measure;
  const reach = new StationReach(finder.network, {
    stations: attachPoints(finder, input.stations.map(positionOf), input.attach),
    definition,
    gateState: input.gateState,
  });
  const points = attachBuildings(finder, input.buildings, input.attach);
  const { units, owner } = reach.read(points);
  const describe = describer(input, points);
  const buildings = input.buildings.map((building, i) =>
    describe(building, { index: i, units: units[i] ?? -1, station: owner[i] ?? -1 }),
  );
  const { total, byArea } = sumByArea(buildings, input.areas ?? { areasOfBuilding: [], count: 0 });
  return ok({
    definition,
    buildings,
    units,
    total: { value: total, definition },
    byArea: { value: byArea, definition },
    strandedStations: [...reach.stations.failures].map(([i, reason]) => ({
      id: input.stations[i]?.id ?? "",
      reason,
    })),
  });
}

const positionOf = (point: { position: Position }): Position => point.position;

/** One unbounded sweep from all stations, kept for reading points, nodes and polygon fields. */
export class StationReach {
  readonly network: Network;
  readonly stations: Attachments;
  readonly sweep: Sweep;
  readonly seeds: Seeds;
  readonly #sameEdge: SameEdge;

  constructor(
    network: Network,
    {
      stations,
      definition,
      gateState,
    }: { stations: Attachments; definition: CoverageDefinition } & Pick<CoverageInput, "gateState">,
  ) {
    this.network = network;
    this.stations = stations;
    const graph: PackedGraph = packGraph(network, {
      weighting: weightingOf(definition.measure),
      labels: "to-seeds",
      isGateOpen: gatesOpenUnder(definition, gateState),
      homeCompounds: homesOf(network, stations),
    });
    this.seeds = seedsOf(network, graph, stations);
    this.sweep = new Sweep(graph);
    this.sweep.runNearest(this.seeds, UNBOUNDED);
    this.#sameEdge = new SameEdge(network, graph, { seeds: stations });
  }

  /** Units and position of the nearest station for each point; -1 without a path. */
  read(points: Attachments): { units: Int32Array; owner: Int32Array } {
    const options = { limit: UNBOUNDED, sameEdge: this.#sameEdge };
    return readNearest(this.network, this.sweep, points, options);
  }
}

interface Reading {
  readonly index: number;
  readonly units: number;
  readonly station: number;
}

function describer(input: CoverageInput, points: Attachments) {
  const { definition, finder, stations } = input;
  const limit = limitUnits(definition.measure);
  return (building: BuildingPoint, { index, units, station }: Reading): BuildingCoverage => {
    const { id, households } = building;
    if (units < 0) {
      const reason = failureOf(index, points, finder);
      const state = reason === "no-path" ? "uncovered" : "not-computable";
      return { id, households, state, station: null, seconds: null, metres: null, reason };
    }
    return {
      id,
      households,
      state: units <= limit ? "covered" : "uncovered",
      station: stations[station]?.id ?? null,
      ...walkOf(units, definition.measure),
      reason: null,
    };
  };
}

/** Units of a walk as seconds and metres: what the measure does not count is worked out from its speed. */
export function walkOf(
  units: number,
  measure: Measure,
): { readonly seconds: number; readonly metres: number } {
  const value = units / 10;
  const speed = speedOf(measure);
  return measure.basis === "time"
    ? { seconds: value, metres: Math.round(value * speed * 10) / 10 }
    : { seconds: Math.round((value / speed) * 10) / 10, metres: value };
}

function failureOf(index: number, points: Attachments, finder: EdgeFinder): CoverageReason {
  const failure = points.failures.get(index);
  if (failure !== undefined) return failure;
  return finder.isIsolated(points.edge[index] ?? -1) ? "isolated" : "no-path";
}
