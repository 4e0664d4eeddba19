import {
  attachPoints,
  buildNetwork,
  decodeNetwork,
  EdgeFinder,
  encodeNetwork,
  packGraph,
  seedsOf,
  Sweep,
  UNBOUNDED,
  type Network,
  type PackedGraph,
} from "@onegrid/core/coverage";
import { dragSteps } from "./coverage-drag.ts";
import { makeCity } from "./made-city.ts";

const TEN_MINUTES = 6000;
const ADULT = { kind: "time", metresPerSecond: 1.25 } as const;

/** Prints the figures of the coverage engine on a made city; the targets stand beside them. */
export async function benchCoverage(): Promise<void> {
  const rows: Record<string, string>[] = [];
  const row = (what: string, figure: string, target: string) => rows.push({ what, figure, target });
  const city = makeCity(700, { buildings: 200_000, stations: 400 });
  const [build, built] = timed(() => buildNetwork(city.input, { mode: "foot" }));
  if (!built.ok) throw new Error(built.error.code);
  const { network } = built.value;
  row(`build, ${network.nodeCount} nodes`, `${build.toFixed(0)} ms`, "≤ 3000 ms with the PBF");
  const [packing, graph] = timed(() => pack(network));
  row("pack one profile", `${packing.toFixed(0)} ms`, "");
  const bytes = (graph.arcs.byteLength + graph.offsets.byteLength) / graph.nodeCount;
  row("packed graph", `${bytes.toFixed(1)} bytes a node`, "≤ 16");
  const snapshot = encodeNetwork(network);
  const loads = medianOf(9, () => decodeNetwork(snapshot));
  row(`load snapshot, ${mega(snapshot.length)} MB`, `${loads.toFixed(1)} ms`, "≤ 100 ms");
  const { perSecond, nodesEach } = sweepsPerSecond(graph);
  const sweeps = `10-minute sweeps of ${nodesEach.toFixed(0)} nodes, one core`;
  row(sweeps, `${Math.round(perSecond)} /s`, "≥ 25000 /s");
  const [index, finder] = timed(() => new EdgeFinder(network));
  row("index the edges", `${index.toFixed(0)} ms`, "");
  const [attaching, points] = timed(() => attachPoints(finder, city.buildings));
  row(`attach ${points.count} buildings`, `${attaching.toFixed(0)} ms`, "");
  const seeds = seedsOf(network, graph, attachPoints(finder, city.stations));
  const sweep = new Sweep(graph);
  const bounded = medianOf(21, () => sweep.runNearest(seeds, TEN_MINUTES));
  row("400 stations at once, 10 minutes", `${bounded.toFixed(1)} ms`, "≤ 10 ms");
  const unbounded = medianOf(21, () => sweep.runNearest(seeds, UNBOUNDED));
  row("400 stations at once, unbounded", `${unbounded.toFixed(1)} ms`, "≤ 40 ms");
  const drag = dragSteps(city, finder, points);
  row("one drag step, median", `${drag.median.toFixed(3)} ms`, "");
  row("one drag step, p99", `${drag.p99.toFixed(3)} ms`, "≤ 0.3 ms");
  const checked = `differences from ${drag.checks} full computations in the drag`;
  row(checked, String(drag.different), "0");
  console.table(rows);
}

function pack(network: Network): PackedGraph {
  return packGraph(network, { weighting: ADULT, labels: "to-seeds", homeCompounds: "free" });
}

function sweepsPerSecond(graph: PackedGraph): { perSecond: number; nodesEach: number } {
  const sweep = new Sweep(graph);
  const count = 20_000;
  const seeds = { count: 1, nodes: new Uint32Array(1), units: new Uint32Array(1), owners: new Uint32Array(1) }; // prettier-ignore
  let settled = 0;
  const sweepAll = () => {
    settled = 0;
    for (let i = 0; i < count; i++) {
      // Sources in the order of the nodes, which is the Hilbert order.
      seeds.nodes[0] = Math.floor((i * graph.nodeCount) / count);
      sweep.run(seeds, TEN_MINUTES);
      settled += sweep.settledCount;
    }
  };
  sweepAll();
  const [milliseconds] = timed(sweepAll);
  return { perSecond: (count * 1000) / milliseconds, nodesEach: settled / count };
}

function timed<T>(work: () => T): [milliseconds: number, value: T] {
  const start = performance.now();
  const value = work();
  return [performance.now() - start, value];
}

function medianOf(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => timed(work)[0]).toSorted((a, b) => a - b);
  return taken[Math.floor(times / 2)] ?? 0;
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1);
