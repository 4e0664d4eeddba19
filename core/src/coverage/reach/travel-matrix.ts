import type { Attachments } from "../attach/attach-points.ts";
import type { Network } from "../network/network.ts";
import { packGraph, type PackedGraph, type Weighting } from "./pack-graph.ts";
import { readNearest } from "./read-nearest.ts";
import { Sweep, UNBOUNDED } from "./sweep.ts";
import { homesOf, SameEdge, seedsOf } from "./travel-times.ts";

/** Units from one origin to every target; -1 where there is no way. */
export interface MatrixRow {
  readonly origin: number;
  readonly units: Int32Array;
}

/**
 * Every origin to every target, one row at a time: a big matrix never has to be held whole.
 * Walls of compounds bind as in coverage, with the origin's compound as home.
 */
export function* travelMatrix(
  network: Network,
  { origins, targets }: { origins: Attachments; targets: Attachments },
  weighting: Weighting,
): Generator<MatrixRow> {
  const labels = "from-seeds";
  const homeCompounds = homesOf(network, origins);
  const graph = packGraph(network, { weighting, labels, homeCompounds });
  const sweep = new Sweep(graph);
  for (let origin = 0; origin < origins.count; origin++) {
    sweep.runNearest(seedsOf(network, graph, origins, [origin]), UNBOUNDED);
    const sameEdge = new SameEdge(network, graph, { seeds: origins, which: [origin] });
    const { units } = readNearest(network, sweep, targets, { limit: UNBOUNDED, sameEdge });
    yield { origin, units };
  }
}

/**
 * Searches backwards from one place: who is nearest to an incident (事件)? Walls bind nobody: staff on
 * duty pass every gate. Made once for a network and a way of travel: packing takes longer than a search.
 */
export class ReverseTravel {
  readonly #network: Network;
  readonly #graph: PackedGraph;
  readonly #sweep: Sweep;

  constructor(network: Network, weighting: Weighting) {
    this.#network = network;
    this.#graph = packGraph(network, { weighting, labels: "to-seeds", homeCompounds: "free" });
    this.#sweep = new Sweep(this.#graph);
  }

  /** Units from each source to one target; -1 where there is no way. */
  unitsTo(target: Attachments, sources: Attachments): Int32Array {
    const [network, graph, sweep] = [this.#network, this.#graph, this.#sweep];
    sweep.runNearest(seedsOf(network, graph, target), UNBOUNDED);
    const sameEdge = new SameEdge(network, graph, { seeds: target });
    return readNearest(network, sweep, sources, { limit: UNBOUNDED, sameEdge }).units;
  }
}

/** The same for a single search. */
export const reverseTravelTimes = (
  network: Network,
  target: Attachments,
  sources: Attachments,
  weighting: Weighting,
): Int32Array => new ReverseTravel(network, weighting).unitsTo(target, sources);
