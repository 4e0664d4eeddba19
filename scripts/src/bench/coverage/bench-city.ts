import {
  attachPoints,
  buildNetwork,
  EdgeFinder,
  packGraph,
  seedsOf,
  type Attachments,
  type Network,
  type PackedGraph,
  type Seeds,
} from "@onegrid/core/coverage";
import { makeCity, type MadeCity } from "../made-city.ts";

/** Walking speed of every figure that says minutes, metres a second. */
export const SPEED = 1.25;
/** Ten minutes in units of 0.1 s. */
export const TEN_MINUTES = 6000;

export interface CitySize {
  /** Cells along one side of the city. */
  readonly side: number;
  readonly buildings: number;
  readonly stations: number;
}

/** The made city with everything built that the figures stand on. */
export interface BenchCity {
  readonly city: MadeCity;
  readonly network: Network;
  readonly graph: PackedGraph;
  readonly finder: EdgeFinder;
  readonly buildings: Attachments;
  readonly stations: Attachments;
  /** Of all stations. */
  readonly seeds: Seeds;
}

export function buildCity({ side, buildings, stations }: CitySize): BenchCity {
  const city = makeCity(side, { buildings, stations });
  const built = buildNetwork(city.input, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  const { network } = built.value;
  const graph = packGraph(network, {
    weighting: { kind: "time", metresPerSecond: SPEED },
    labels: "to-seeds",
    homeCompounds: "free",
  });
  const finder = new EdgeFinder(network);
  const attached = attachPoints(finder, city.stations);
  return {
    city,
    network,
    graph,
    finder,
    buildings: attachPoints(finder, city.buildings),
    stations: attached,
    seeds: seedsOf(network, graph, attached),
  };
}
