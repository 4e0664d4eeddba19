import type { Attachments } from "./attach-points.ts";
import { gatesOpenUnder } from "./compute-coverage.ts";
import { limitUnits, weightingOf, type CoverageDefinition } from "./definition.ts";
import type { Network } from "./network.ts";
import { packGraph, type PackedGraph } from "./pack-graph.ts";
import { Sweep, UNREACHED } from "./sweep.ts";
import { endUnits, placeOf, SameEdge, seedsOf } from "./travel-times.ts";

/** The buildings one station reaches within the limit, and in how many units. */
export interface Ball {
  readonly buildings: Uint32Array;
  readonly units: Uint32Array;
}

/** Finds balls: which buildings hang at which node is worked out once. */
export class BallFinder {
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

  constructor(
    network: Network,
    {
      points,
      definition,
    }: {
      /** From `attachBuildings`. */
      readonly points: Attachments;
      readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
    },
  ) {
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
