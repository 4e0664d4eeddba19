import { readNearest, SameEdge, Sweep, UNBOUNDED } from "@onegrid/core/coverage";
import { TEN_MINUTES, type BenchCity } from "./bench-city.ts";
import type { CityPeers } from "./city-peers.ts";
import { differing } from "./sweep-rows.ts";
import { peer, type Row } from "./table.ts";
import { inMillis, interleave, wall } from "./timing.ts";

const WANTED_BOUNDED_MS = 10;
const WANTED_UNBOUNDED_MS = 40;
const REPEATS = 21;
/** pgRouting takes seconds for each. */
const PGROUTING_REPEATS = 3;

/** Every building's nearest station, within ten minutes and without a limit. */
export async function nearestRows(city: BenchCity, peers: CityPeers): Promise<Row[]> {
  return [
    await nearestRow(city, peers, { limit: TEN_MINUTES, wanted: WANTED_BOUNDED_MS }),
    await nearestRow(city, peers, { limit: UNBOUNDED, wanted: WANTED_UNBOUNDED_MS }),
  ];
}

interface Question {
  readonly limit: number;
  readonly wanted: number;
}

/** The walk to all nodes, and the whole answer: the walk, and what it says of each building. */
function oursOf({ network, graph, seeds, stations, buildings }: BenchCity, limit: number) {
  const sweep = new Sweep(graph);
  const sameEdge = new SameEdge(network, graph, { seeds: stations });
  const walk = () => sweep.runNearest(seeds, limit);
  const answer = () => {
    walk();
    return readNearest(network, sweep, buildings, { limit, sameEdge });
  };
  return { sweep, walk, answer };
}

async function nearestRow(
  city: BenchCity,
  peers: CityPeers,
  { limit, wanted }: Question,
): Promise<Row> {
  const { graph, stations, buildings } = city;
  const { scipy } = peers;
  const isBounded = limit !== UNBOUNDED;
  const { sweep, walk, answer } = oursOf(city, limit);
  answer();
  const most = isBounded ? limit : Infinity;
  const askScipy = async () => (await scipy?.sweep("all", most))?.milliseconds ?? 0;
  const taken = await interleave(REPEATS, {
    ours: wall(answer),
    walked: wall(walk),
    ...(scipy === null ? {} : { scipy: askScipy }),
  });
  const asked = isBounded ? peers.pgRouting : null;
  const slow = await interleave(PGROUTING_REPEATS, {
    ...(asked && { pgRouting: wall(() => asked.fromStations(limit)) }),
  });
  const different = [...(await compare(sweep, { limit, scipy, pgRouting: asked }))];
  const areEqual = different.every(([, count]) => count === 0);
  return {
    figure: `${buildings.count} buildings → nearest of ${stations.count} stations, ${isBounded ? "10 minutes" : "unbounded"}`,
    wanted: `≤ ${wanted} ms`,
    ours: `${inMillis(taken.ours)}, of which to all nodes ${inMillis(taken.walked)}`,
    peers: [
      peer("scipy, nodes alone", inMillis(taken.scipy)),
      peer("pgRouting, nodes alone", inMillis(slow.pgRouting)),
    ],
    checked: different
      .map(([name, count]) => `${name}: ${count} of ${graph.nodeCount} nodes differ`)
      .join("; "),
    isMet: areEqual && (taken.ours?.median ?? Infinity) <= wanted,
  };
}

/** Nodes to which each peer finds another time than the sweep did. */
async function compare(
  sweep: Sweep,
  { limit, scipy, pgRouting }: CityPeers & { limit: number },
): Promise<Map<string, number>> {
  const nodes = sweep.graph.nodeCount;
  const different = new Map<string, number>();
  if (scipy !== null) {
    const { units } = await scipy.sweep("all", limit === UNBOUNDED ? Infinity : limit);
    different.set("scipy", differing(sweep, units, nodes));
  }
  if (pgRouting !== null) {
    const found = await pgRouting.fromStations(limit);
    const units = Int32Array.from({ length: nodes }, (_, node) => found.get(node) ?? -1);
    different.set("pgRouting", differing(sweep, units, nodes));
  }
  return different;
}
