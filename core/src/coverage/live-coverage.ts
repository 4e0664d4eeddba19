import type { Position } from "../geometry/index.ts";
import {
  attachPoints,
  type Attachments,
  type AttachOptions,
  type EdgeFinder,
} from "./attach-points.ts";
import { gatesOpenUnder } from "./compute-coverage.ts";
import { limitUnits, weightingOf, type CoverageDefinition } from "./definition.ts";
import type { Network } from "./network.ts";
import { packGraph, type PackedGraph } from "./pack-graph.ts";
import { Sweep, UNREACHED } from "./sweep.ts";
import { endUnits, placeOf, SameEdge, seedsOf } from "./travel-times.ts";

export interface LiveCoverageInput {
  readonly finder: EdgeFinder;
  /** From `attachBuildings`. */
  readonly points: Attachments;
  /** Households of each building; unknown counts 0. */
  readonly households: Int32Array;
  /** Area of each building, -1 for none. */
  readonly areaOfBuilding: Int32Array;
  readonly areaCount: number;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  readonly attach?: AttachOptions;
}

/** The buildings one station reaches within the limit, and in how many units. */
export interface Ball {
  readonly buildings: Uint32Array;
  readonly units: Uint32Array;
}

export interface NearStation {
  readonly station: string;
  readonly units: number;
}

/**
 * Coverage that follows the pointer: one small sweep for a station that is added, moved or removed,
 * and nothing else is computed again. Every building keeps the list of the stations that cover it
 * (two would not do: after one is gone the third is unknown).
 * It changes in place and belongs to one owner, a worker or an edit session.
 */
export class LiveCoverage {
  /** Households covered, by area and in all. */
  readonly coveredByArea: Int32Array;
  coveredTotal = 0;
  readonly #input: LiveCoverageInput;
  readonly #network: Network;
  readonly #reach: BallFinder;
  readonly #balls = new Map<string, Ball>();
  /** Covering stations of each building with their units. */
  readonly #covering: Map<string, number>[];

  constructor(input: LiveCoverageInput) {
    this.#input = input;
    this.#network = input.finder.network;
    this.#reach = new BallFinder(this.#network, input);
    this.coveredByArea = new Int32Array(input.areaCount);
    this.#covering = Array.from({ length: input.points.count }, () => new Map<string, number>());
  }

  /**
   * Adds a station, moves it, or removes it (`null`). Answers the buildings whose covering stations
   * changed: those to be painted again.
   */
  setStation(id: string, position: Position | null): Uint32Array {
    const old = this.#balls.get(id);
    const changed = new Set<number>(old?.buildings);
    old?.buildings.forEach((building) => this.#withdraw(building, id));
    this.#balls.delete(id);
    if (position !== null) {
      const place = attachPoints(this.#input.finder, [position], this.#input.attach);
      const ball = this.#reach.find(place);
      this.#balls.set(id, ball);
      ball.buildings.forEach((building, i) => {
        this.#cover(building, id, ball.units[i] ?? 0);
        changed.add(building);
      });
    }
    return Uint32Array.from(changed);
  }

  /** The nearest station within the limit; of equal ones the first by id. */
  nearest(building: number): NearStation | null {
    const all = [...(this.#covering[building] ?? [])];
    if (all.length === 0) return null;
    const [station, units] = all.reduce((best, next) => {
      const isNearer = next[1] < best[1] || (next[1] === best[1] && next[0] < best[0]);
      return isNearer ? next : best;
    });
    return { station, units };
  }

  isCovered(building: number): boolean {
    return (this.#covering[building]?.size ?? 0) > 0;
  }

  #cover(building: number, station: string, units: number): void {
    const stations = this.#covering[building];
    if (stations === undefined) return;
    if (stations.size === 0) this.#count(building, 1);
    stations.set(station, units);
  }

  #withdraw(building: number, station: string): void {
    const stations = this.#covering[building];
    if (stations?.delete(station) === true && stations.size === 0) this.#count(building, -1);
  }

  #count(building: number, sign: 1 | -1): void {
    const households = sign * (this.#input.households[building] ?? 0);
    const area = this.#input.areaOfBuilding[building] ?? -1;
    this.coveredTotal += households;
    if (area >= 0) this.coveredByArea[area] = (this.coveredByArea[area] ?? 0) + households;
  }
}

/** Finds balls: which buildings hang at which node is worked out once. */
class BallFinder {
  readonly #network: Network;
  readonly #points: Attachments;
  readonly #graph: PackedGraph;
  readonly #sweep: Sweep;
  readonly #limit: number;
  /** Buildings by node: `#hanging[#first[node]]` …, with the units between door and node. */
  readonly #first: Uint32Array;
  readonly #hanging: Uint32Array;
  readonly #walked: Uint32Array;
  readonly #buildingsOnEdge: SameEdge;
  /** The node each home copy is a copy of. */
  readonly #baseOfCopy: Uint32Array;
  readonly #best: Int32Array;
  readonly #found: number[] = [];

  constructor(network: Network, { points, definition }: LiveCoverageInput) {
    this.#network = network;
    this.#points = points;
    this.#limit = limitUnits(definition.measure);
    // One station at a time may stand in any compound: all of them are homes here.
    this.#graph = packGraph(network, {
      weighting: weightingOf(definition.measure),
      labels: "to-seeds",
      isGateOpen: gatesOpenUnder(definition.gates),
      homeCompounds: new Set(network.nodeCompound.filter((compound) => compound >= 0)),
    });
    this.#sweep = new Sweep(this.#graph);
    this.#baseOfCopy = new Uint32Array(this.#graph.nodeCount - network.nodeCount);
    this.#graph.homeCopy.forEach((copy, node) => {
      if (copy >= 0) this.#baseOfCopy[copy - network.nodeCount] = node;
    });
    const hanging = packHooks(hooksOf(network, this.#graph, points), network.nodeCount);
    this.#first = hanging.first;
    this.#hanging = hanging.buildings;
    this.#walked = hanging.units;
    this.#buildingsOnEdge = new SameEdge(network, this.#graph, { seeds: points });
    this.#best = new Int32Array(points.count).fill(UNREACHED);
  }

  /** `place`: one attached point. A station off the network reaches nobody. */
  find(place: Attachments): Ball {
    const sweep = this.#sweep;
    sweep.run(seedsOf(this.#network, this.#graph, place), this.#limit);
    for (let i = 0; i < sweep.settledCount; i++) this.#visit(sweep.settled[i] ?? 0);
    const edge = place.edge[0] ?? -1;
    const sameEdge = new SameEdge(this.#network, this.#graph, { seeds: place });
    for (const building of edge < 0 ? [] : this.#buildingsOnEdge.on(edge)) {
      const units = sameEdge.unitsBetween(placeOf(this.#points, building, true), 0);
      if (units !== UNREACHED) this.#offer(building, units);
    }
    const buildings = Uint32Array.from(this.#found);
    const units = buildings.map((building) => this.#best[building] ?? 0);
    for (const building of buildings) this.#best[building] = UNREACHED;
    this.#found.length = 0;
    return { buildings, units };
  }

  #visit(node: number): void {
    const label = this.#sweep.unitsAt(node);
    const baseCount = this.#network.nodeCount;
    const base = node < baseCount ? node : (this.#baseOfCopy[node - baseCount] ?? 0);
    const end = this.#first[base + 1] ?? 0;
    for (let at = this.#first[base] ?? 0; at < end; at++) {
      this.#offer(this.#hanging[at] ?? 0, label + (this.#walked[at] ?? 0));
    }
  }

  #offer(building: number, units: number): void {
    if (units > this.#limit) return;
    const best = this.#best[building] ?? UNREACHED;
    if (best === UNREACHED) this.#found.push(building);
    if (best === UNREACHED || units < best) this.#best[building] = units;
  }
}

type Hook = readonly [node: number, building: number, units: number];

function hooksOf(network: Network, graph: PackedGraph, points: Attachments): Hook[] {
  const hooks: Hook[] = [];
  for (let building = 0; building < points.count; building++) {
    const place = placeOf(points, building, true);
    if (place.edge < 0) continue;
    const ends = endUnits(network, graph, place);
    if (ends.from >= 0) hooks.push([network.edgeFrom[place.edge] ?? 0, building, ends.from]);
    if (ends.to >= 0) hooks.push([network.edgeTo[place.edge] ?? 0, building, ends.to]);
  }
  return hooks;
}

/** The hooks in the order of their nodes, as columns. */
function packHooks(hooks: readonly Hook[], nodeCount: number) {
  const first = new Uint32Array(nodeCount + 1);
  for (const [node] of hooks) first[node + 1] = (first[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodeCount; node++) {
    first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  }
  const sorted = hooks.toSorted((a, b) => a[0] - b[0]);
  return {
    first,
    buildings: Uint32Array.from(sorted, ([, building]) => building),
    units: Uint32Array.from(sorted, ([, , units]) => units),
  };
}
