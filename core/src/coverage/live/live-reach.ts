import type { Attachments } from "../attach/attach-points.ts";
import { gatesOpenUnder } from "../answer/gates-open.ts";
import { limitUnits, weightingOf, type CoverageDefinition } from "../answer/definition.ts";
import type { GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { packGraph, type PackedGraph } from "../reach/pack-graph.ts";
import { readNearest } from "../reach/read-nearest.ts";
import { Sweep, UNBOUNDED, UNREACHED } from "../reach/sweep.ts";
import {
  alongEdgeUnits,
  endUnits,
  placeOf,
  SameEdge,
  seedsOf,
  type NearestTimes,
} from "../reach/travel-times.ts";

export interface LiveReachInput {
  readonly network: Network;
  /** The points whose distance to a station is wanted. */
  readonly points: Attachments;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  readonly gateState?: GateStateOf | undefined;
  /** Units; default the limit of the definition. */
  readonly limit?: number;
}

/**
 * Which points one station reaches within the limit, by one small sweep; where each point hangs on
 * the network is worked out once. Gates open and shut in place.
 */
export class LiveReach {
  /** What the last `find` found: `points[i]` in `unitsOf(points[i])`, for i below `count`. */
  readonly points: Uint32Array;
  count = 0;
  readonly network: Network;
  readonly #input: LiveReachInput;
  readonly #graph: PackedGraph;
  readonly #gates: GateSwitch;
  readonly #sweep: Sweep;
  readonly #limit: number;
  readonly #hooks: Hooks;
  readonly #pointsOnEdge: SameEdge;
  /** The node each home copy is a copy of. */
  readonly #baseOfCopy: Uint32Array;
  readonly #best: Int32Array;

  constructor(input: LiveReachInput) {
    const { network, points, definition } = input;
    this.network = network;
    this.#input = input;
    this.#limit = input.limit ?? limitUnits(definition.measure);
    // A station may come to stand in any compound: all of them are homes here. The copies of those
    // without a station are never entered.
    this.#graph = packGraph(network, {
      weighting: weightingOf(definition.measure),
      labels: "to-seeds",
      homeCompounds: new Set(network.nodeCompound.filter((compound) => compound >= 0)),
    });
    this.#gates = new GateSwitch(network, this.#graph);
    const isOpen = gatesOpenUnder(definition, input.gateState);
    for (const gate of network.gates) this.#gates.set(gate.id, isOpen(gate));
    this.#sweep = new Sweep(this.#graph);
    this.#baseOfCopy = new Uint32Array(this.#graph.nodeCount - network.nodeCount);
    this.#graph.homeCopy.forEach((copy, node) => {
      if (copy >= 0) this.#baseOfCopy[copy - network.nodeCount] = node;
    });
    this.#hooks = hooksOf(network, this.#graph, points);
    this.#pointsOnEdge = new SameEdge(network, this.#graph, { seeds: points });
    this.#best = new Int32Array(points.count).fill(UNREACHED);
    this.points = new Uint32Array(points.count);
  }

  /** Opens or shuts the gates of an id. Whether anything is different now. */
  setGate(id: string, isOpen: boolean): boolean {
    return this.#gates.set(id, isOpen);
  }

  isGateOpen(id: string): boolean {
    return this.#gates.isOpen(id);
  }

  /** `place`: one attached point. A station off the network reaches nobody. */
  find(place: Attachments): void {
    for (let i = 0; i < this.count; i++) this.#best[this.points[i] ?? 0] = UNREACHED;
    this.count = 0;
    const sweep = this.#sweep;
    sweep.run(seedsOf(this.network, this.#graph, place, ONLY), this.#limit);
    for (let i = 0; i < sweep.settledCount; i++) this.#visit(sweep.settled[i] ?? 0);
    const edge = place.edge[0] ?? -1;
    if (edge < 0) return;
    const seed = placeOf(place, 0, false);
    for (const point of this.#pointsOnEdge.on(edge)) {
      const from = placeOf(this.#input.points, point, true);
      const units = alongEdgeUnits(this.network, this.#graph, { place: from, seed });
      if (units !== UNREACHED) this.#offer(point, units);
    }
  }

  /** Of a point that the last `find` found. */
  unitsOf(point: number): number {
    return this.#best[point] ?? UNREACHED;
  }

  /** For every point the nearest of all stations, however far: one sweep over everything. */
  nearestOf(stations: Attachments): NearestTimes {
    this.#sweep.runNearest(seedsOf(this.network, this.#graph, stations), UNBOUNDED);
    const sameEdge = new SameEdge(this.network, this.#graph, { seeds: stations });
    const options = { limit: UNBOUNDED, sameEdge };
    return readNearest(this.network, this.#sweep, this.#input.points, options);
  }

  #visit(node: number): void {
    const { first, points, units } = this.#hooks;
    // The last label of a node is its true one, so one that is listed twice says the same twice.
    const label = this.#sweep.unitsAt(node);
    const baseCount = this.network.nodeCount;
    const base = node < baseCount ? node : (this.#baseOfCopy[node - baseCount] ?? 0);
    const end = first[base + 1] ?? 0;
    for (let at = first[base] ?? 0; at < end; at++) {
      this.#offer(points[at] ?? 0, label + (units[at] ?? 0));
    }
  }

  #offer(point: number, units: number): void {
    if (units > this.#limit) return;
    const best = this.#best[point] ?? UNREACHED;
    if (best === UNREACHED) this.points[this.count++] = point;
    if (best === UNREACHED || units < best) this.#best[point] = units;
  }
}

const ONLY = [0] as const;

/** Points by node: `points[first[n]]` …, with the units between the point and the node. */
interface Hooks {
  readonly first: Uint32Array;
  readonly points: Uint32Array;
  readonly units: Uint32Array;
}

function hooksOf(network: Network, graph: PackedGraph, points: Attachments): Hooks {
  const first = new Uint32Array(network.nodeCount + 1);
  forEachHook(network, { graph, points }, (node) => {
    first[node + 1] = (first[node + 1] ?? 0) + 1;
  });
  for (let node = 0; node < network.nodeCount; node++) {
    first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  }
  const count = first[network.nodeCount] ?? 0;
  const hooks = { first, points: new Uint32Array(count), units: new Uint32Array(count) };
  const next = first.slice();
  forEachHook(network, { graph, points }, (node, point, units) => {
    const at = next[node] ?? 0;
    next[node] = at + 1;
    hooks.points[at] = point;
    hooks.units[at] = units;
  });
  return hooks;
}

function forEachHook(
  network: Network,
  { graph, points }: { graph: PackedGraph; points: Attachments },
  emit: (node: number, point: number, units: number) => void,
): void {
  for (let point = 0; point < points.count; point++) {
    const place = placeOf(points, point, true);
    if (place.edge < 0) continue;
    const ends = endUnits(network, graph, place);
    if (ends.from >= 0) emit(network.edgeFrom[place.edge] ?? 0, point, ends.from);
    if (ends.to >= 0) emit(network.edgeTo[place.edge] ?? 0, point, ends.to);
  }
}

/**
 * Shuts a gate by turning its arcs into loops at their own tails: a loop can never improve a label,
 * so the sweep needs no test for it.
 */
class GateSwitch {
  readonly #graph: PackedGraph;
  readonly #arcs = new Map<string, { at: number; tail: number; open: number }[]>();
  readonly #shut = new Set<string>();

  constructor(network: Network, graph: PackedGraph) {
    this.#graph = graph;
    for (const { id } of network.gates) this.#arcs.set(id, []);
    for (const { gate, at, tail } of graph.gateArcs) {
      const open = graph.arcs[at] ?? 0;
      this.#arcs.get(network.gates[gate]?.id ?? "")?.push({ at, tail, open });
    }
  }

  set(id: string, isOpen: boolean): boolean {
    const arcs = this.#arcs.get(id);
    if (arcs === undefined || this.isOpen(id) === isOpen) return false;
    if (isOpen) this.#shut.delete(id);
    else this.#shut.add(id);
    for (const { at, tail, open } of arcs) {
      this.#graph.arcs[at] = isOpen ? open : (tail << 12) >>> 0;
    }
    return true;
  }

  isOpen(id: string): boolean {
    return this.#arcs.has(id) && !this.#shut.has(id);
  }
}
