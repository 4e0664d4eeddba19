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
import { say } from "../terminal.ts";
import { agreementRow } from "./coverage-agreement.ts";
import { dragSteps } from "./coverage-drag.ts";
import { readMadePbf } from "./coverage-pbf.ts";
import { makeCity, type MadeCity } from "./made-city.ts";
import { sweepShare, sweepsOnWorkers, TEN_MINUTES } from "./sweep-bench.ts";

const ADULT = { kind: "time", metresPerSecond: 1.25 } as const;

/** Prints the figures of the coverage engine on a made city; the targets stand beside them. */
export async function benchCoverage(): Promise<void> {
  const rows: Record<string, string>[] = [];
  // In brackets: by the processor time of the thread alone.
  const row = (what: string, figure: string, target: string) => rows.push({ what, figure, target });
  const city = makeCity(700, { buildings: 200_000, stations: 400 });
  const [build, built] = timed(() => buildNetwork(city.input, { mode: "foot" }));
  if (!built.ok) throw new Error(built.error.code);
  const { network } = built.value;
  row(`build, ${network.nodeCount} nodes`, millis(build), "");
  row(...(await pbfRow(city)), "≤ 3000 ms for 500,000");
  const [packing, graph] = timed(() => pack(network));
  row("pack one profile", millis(packing), "");
  const bytes = (graph.arcs.byteLength + graph.offsets.byteLength) / graph.nodeCount;
  row("packed graph", `${bytes.toFixed(1)} bytes a node`, "≤ 16");
  const snapshot = encodeNetwork(network);
  const loads = medianOf(9, () => decodeNetwork(snapshot));
  row(`load snapshot, ${mega(snapshot.length)} MB`, millis(loads), "≤ 100 ms");
  const { perSecond, nodesEach } = sweepsPerSecond(graph);
  const sweeps = `10-minute sweeps of ${nodesEach.toFixed(0)} nodes, one core`;
  row(sweeps, `${Math.round(perSecond)} /s`, "≥ 25000 /s");
  const together = await sweepsOnWorkers(graph, 2);
  const both = `${Math.round(together.perSecond)} /s (${Math.round(together.perCpuSecond)})`;
  row("10-minute sweeps, two workers", both, "≥ 50000 /s");
  const [index, finder] = timed(() => new EdgeFinder(network));
  row("index the edges", millis(index), "");
  const [attaching, points] = timed(() => attachPoints(finder, city.buildings));
  row(`attach ${points.count} buildings`, millis(attaching), "");
  const seeds = seedsOf(network, graph, attachPoints(finder, city.stations));
  const sweep = new Sweep(graph);
  const bounded = medianOf(21, () => sweep.runNearest(seeds, TEN_MINUTES));
  row("400 stations at once, 10 minutes", millis(bounded), "≤ 10 ms");
  const unbounded = medianOf(21, () => sweep.runNearest(seeds, UNBOUNDED));
  row("400 stations at once, unbounded", millis(unbounded), "≤ 40 ms");
  const drag = dragSteps(city, finder, points);
  row("one drag step, median", `${drag.median.toFixed(3)} ms`, "");
  row("one drag step, p99", `${drag.p99.toFixed(3)} ms`, "≤ 0.3 ms");
  const checked = `differences from ${drag.checks} full computations in the drag`;
  row(checked, String(drag.different), "0");
  console.table(rows);
  await tellAgreement();
}

async function pbfRow(city: MadeCity): Promise<[what: string, figure: string]> {
  const read = await readMadePbf(city);
  if (read === null) return ["network from PBF", "not measured: osmium-tool was not found"];
  const what = `network from PBF, ${read.megabytes.toFixed(1)} MB, ${read.nodes} nodes`;
  return [what, millis({ wall: read.milliseconds, cpu: read.cpuMilliseconds })];
}

/** `ONEGRID_VALHALLA`: a folder with the package; `ONEGRID_EXTRACTS`: files, parted by commas. */
async function tellAgreement(): Promise<void> {
  const folder = process.env["ONEGRID_VALHALLA"];
  const extracts = (process.env["ONEGRID_EXTRACTS"] ?? "").split(",").filter((path) => path !== "");
  if (folder === undefined || extracts.length === 0) {
    say(
      "未比对 Valhalla：请设 ONEGRID_VALHALLA（装有 @valhallajs/valhallajs 的文件夹）和 ONEGRID_EXTRACTS（.osm.pbf，逗号分隔）",
      "Not compared with Valhalla: set ONEGRID_VALHALLA (a folder with @valhallajs/valhallajs) and ONEGRID_EXTRACTS (.osm.pbf, parted by commas)",
    );
    return;
  }
  for (const extract of extracts) console.log(await agreementRow(folder, extract));
}

function pack(network: Network): PackedGraph {
  return packGraph(network, { weighting: ADULT, labels: "to-seeds", homeCompounds: "free" });
}

function sweepsPerSecond(graph: PackedGraph): { perSecond: number; nodesEach: number } {
  const sweep = new Sweep(graph);
  const task = { graph, count: 20_000, part: 0, parts: 1 };
  sweepShare(sweep, task);
  const [{ wall }, settled] = timed(() => sweepShare(sweep, task));
  return { perSecond: (task.count * 1000) / wall, nodesEach: settled / task.count };
}

interface Taken {
  readonly wall: number;
  /** Processor time of this thread: less than the wall's where others share the machine. */
  readonly cpu: number;
}

function timed<T>(work: () => T): [taken: Taken, value: T] {
  const before = process.threadCpuUsage();
  const start = performance.now();
  const value = work();
  const wall = performance.now() - start;
  const { user, system } = process.threadCpuUsage(before);
  return [{ wall, cpu: (user + system) / 1000 }, value];
}

function medianOf(times: number, work: () => unknown): Taken {
  const taken = Array.from({ length: times }, () => timed(work)[0]);
  const middle = (of: (each: Taken) => number) =>
    taken.map(of).toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu) };
}

const millis = ({ wall, cpu }: Taken): string => `${wall.toFixed(1)} ms (${cpu.toFixed(1)})`;

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1);
