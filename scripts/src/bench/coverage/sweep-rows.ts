import { Sweep } from "@onegrid/core/coverage";
import { TEN_MINUTES, type BenchCity } from "./bench-city.ts";
import type { CityPeers } from "./city-peers.ts";
import { sweepOnWorkers } from "./sweep-share.ts";
import { peer, type Row } from "./table.ts";
import { inMillis, short, spreadOf, wall } from "./timing.ts";
import type { ValhallaPeer } from "./valhalla.ts";

const WANTED_PER_SECOND = 50_000;
const WORKERS = 2;
const REPEATS = 3;
/** Places from which a peer sweeps too; each takes it some milliseconds. */
const ORIGINS = 40;

/** Ten minutes from one place after the other, and the same places by the peers. */
export async function sweepRow(
  city: BenchCity,
  { valhalla, ...peers }: CityPeers & { valhalla: ValhallaPeer | null },
  count: number,
): Promise<Row> {
  const rates: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const taken = await sweepOnWorkers(city.graph, { count, parts: WORKERS });
    rates.push((count * WORKERS * 1000) / taken);
  }
  const { median, lower, upper } = spreadOf(rates);
  const compared = await compare(city, peers);
  return {
    figure: `10-minute sweeps a second, ${WORKERS} workers, ${city.network.nodeCount} nodes`,
    wanted: `≥ ${WANTED_PER_SECOND}`,
    ours: `${short(median)} (${short(lower)}–${short(upper)}); one alone ${compared.ours}`,
    peers: [
      ...compared.peers,
      peer("Valhalla isochrone", valhalla && (await timeIsochrones(city, valhalla))),
    ],
    checked: compared.checked,
    isMet: median >= WANTED_PER_SECOND && compared.areEqual,
  };
}

/** Of the same made city, read from a file and a little larger; its polygons are compared elsewhere. */
async function timeIsochrones({ city }: BenchCity, valhalla: ValhallaPeer): Promise<string> {
  const taken: number[] = [];
  for (const from of city.stations.slice(0, ORIGINS)) {
    taken.push(await wall(() => valhalla.isochrone(from, TEN_MINUTES / 10))());
  }
  return inMillis(spreadOf(taken));
}

const fromNode = (node: number) => ({
  count: 1,
  nodes: Uint32Array.of(node),
  units: Uint32Array.of(0),
  owners: Uint32Array.of(0),
});

async function compare({ graph }: BenchCity, { pgRouting, scipy }: CityPeers) {
  const sweep = new Sweep(graph);
  const taken = { ours: [] as number[], pgRouting: [] as number[], scipy: [] as number[] };
  const equal = { pgRouting: 0, scipy: 0 };
  for (let i = 0; i < ORIGINS; i++) {
    const node = Math.floor(((i + 0.5) * graph.nodeCount) / ORIGINS);
    taken.ours.push(await wall(() => sweep.run(fromNode(node), TEN_MINUTES))());
    const reached = new Set(sweep.settled.subarray(0, sweep.settledCount)).size;
    if (pgRouting !== null) {
      const start = performance.now();
      const count = await pgRouting.countWithin(node, TEN_MINUTES);
      taken.pgRouting.push(performance.now() - start);
      if (count === reached) equal.pgRouting++;
    }
    if (scipy !== null) {
      const { milliseconds, units } = await scipy.sweep(node, TEN_MINUTES);
      taken.scipy.push(milliseconds);
      if (differing(sweep, units, graph.nodeCount) === 0) equal.scipy++;
    }
  }
  const told = (name: "pgRouting" | "scipy", there: unknown, what: string) =>
    there === null ? "" : `${name}: ${what} equal from ${equal[name]} of ${ORIGINS} places`;
  const isEqual = (name: "pgRouting" | "scipy", there: unknown) =>
    there === null || equal[name] === ORIGINS;
  return {
    ours: inMillis(spreadOf(taken.ours)),
    peers: [
      peer("pgr_drivingDistance in a box", pgRouting && inMillis(spreadOf(taken.pgRouting))),
      peer("scipy", scipy && inMillis(spreadOf(taken.scipy))),
    ],
    checked: [
      told("pgRouting", pgRouting, "nodes reached"),
      told("scipy", scipy, "times of all nodes"),
    ]
      .filter((text) => text !== "")
      .join("; "),
    areEqual: isEqual("pgRouting", pgRouting) && isEqual("scipy", scipy),
  };
}

/** Nodes whose units are not those that a peer found. */
export function differing(sweep: Sweep, units: Int32Array, nodes: number): number {
  let different = 0;
  for (let node = 0; node < nodes; node++) if (sweep.unitsAt(node) !== units[node]) different++;
  return different;
}
