import type { Attachments } from "./attach-points.ts";
import type { Network } from "./network.ts";
import { packGraph, penaltyUnits, type PackedGraph, type Weighting } from "./pack-graph.ts";
import { Sweep, UNBOUNDED, UNREACHED } from "./sweep.ts";
import type { MatrixRow } from "./travel-matrix.ts";
import { endUnits, placeOf, SameEdge, seedsOf } from "./travel-times.ts";

/**
 * What Valhalla's `shortest` does besides looking for the shortest way, as seen by asking it: each
 * flight of steps counts 30 m more when ways are compared (its step_penalty; 0 makes the difference
 * vanish), and a point within 5 m of a junction is moved there (node_snap_tolerance).
 */
const STEPS_PENALTY_METRES = 30;
const NODE_SNAP_METRES = 5;

/**
 * Like `travelMatrix` by distance, choosing ways by the rules above and measuring the way chosen: for
 * comparison with another engine, never for coverage. Walls bind nobody.
 */
export function* comparableMatrix(
  network: Network,
  { origins, targets }: { origins: Attachments; targets: Attachments },
): Generator<MatrixRow> {
  const from = snapToNodes(network, origins);
  const to = snapToNodes(network, targets);
  const weighting: Weighting = { kind: "distance", stepsPenaltyMetres: STEPS_PENALTY_METRES };
  const graph = packGraph(network, { weighting, labels: "from-seeds", homeCompounds: "free" });
  const flights = penaltiesOf(network, graph);
  const sweep = new Sweep(graph);
  for (let origin = 0; origin < from.count; origin++) {
    sweep.runNearest(seedsOf(network, graph, from, [origin]), UNBOUNDED);
    const penalties = penaltiesWalked(sweep, flights);
    const sameEdge = new SameEdge(network, graph, { seeds: from, which: [origin] });
    const units = new Int32Array(to.count).fill(UNREACHED);
    for (let target = 0; target < to.count; target++) {
      units[target] = lengthTo(network, { sweep, penalties, sameEdge }, placeOf(to, target, false));
    }
    yield { origin, units };
  }
}

function snapToNodes(network: Network, points: Attachments): Attachments {
  const alongMetres = points.alongMetres.map((along, i) => {
    const metres = network.edgeMetres[points.edge[i] ?? -1] ?? 0;
    if (Math.min(along, metres - along) > NODE_SNAP_METRES) return along;
    return along <= metres - along ? 0 : metres;
  });
  return { ...points, alongMetres };
}

/** Penalty of each arc of the graph, in its order. */
function penaltiesOf(network: Network, graph: PackedGraph): Uint16Array {
  const penalties = new Uint16Array(graph.arcs.length);
  const ofPair = new Map<number, number>();

  for (let edge = 0; edge < network.edgeCount; edge++) {
    const penalty = penaltyUnits(network, graph.weighting, edge);
    if (penalty === 0) continue;
    const units = Math.round((network.edgeMetres[edge] ?? 0) * 10) + penalty;
    const [from, to] = [network.edgeFrom[edge] ?? 0, network.edgeTo[edge] ?? 0];
    ofPair.set(pairOf(from, ((to << 12) | units) >>> 0), penalty);
    ofPair.set(pairOf(to, ((from << 12) | units) >>> 0), penalty);
  }
  for (let tail = 0; tail < graph.nodeCount; tail++) {
    const end = graph.offsets[tail + 1] ?? 0;
    for (let at = graph.offsets[tail] ?? 0; at < end; at++) {
      penalties[at] = ofPair.get(pairOf(tail, graph.arcs[at] ?? 0)) ?? 0;
    }
  }
  return penalties;
}

/** The penalty units in each label: followed along the arcs that made it, in the order of labels. */
function penaltiesWalked(sweep: Sweep, flights: Uint16Array): Int32Array {
  const { graph } = sweep;
  const walked = new Int32Array(graph.nodeCount);
  const reached = [...new Set(sweep.settled.subarray(0, sweep.settledCount))];
  for (const tail of reached.toSorted((a, b) => sweep.unitsAt(a) - sweep.unitsAt(b))) {
    const label = sweep.unitsAt(tail);
    const end = graph.offsets[tail + 1] ?? 0;
    for (let at = graph.offsets[tail] ?? 0; at < end; at++) {
      const arc = graph.arcs[at] ?? 0;
      const head = arc >>> 12;
      if (sweep.unitsAt(head) !== label + (arc & 4095)) continue;
      walked[head] = (walked[tail] ?? 0) + (flights[at] ?? 0);
    }
  }
  return walked;
}

interface Walk {
  readonly sweep: Sweep;
  readonly penalties: Int32Array;
  readonly sameEdge: SameEdge;
}

function lengthTo(
  network: Network,
  { sweep, penalties, sameEdge }: Walk,
  place: ReturnType<typeof placeOf>,
): number {
  if (place.edge < 0) return UNREACHED;
  const { weighting } = sweep.graph;
  const ends = endUnits(network, sweep.graph, place);
  let best = { cost: Infinity, units: UNREACHED };
  const offer = (cost: number, units: number) => {
    if (cost < best.cost) best = { cost, units };
  };
  const offerEnd = (node: number, walked: number) => {
    const label = sweep.unitsAt(node);
    if (label === UNREACHED || walked === UNREACHED) return;
    // Standing on the node itself, nothing of the last edge is walked.
    const penalty = walked === 0 ? 0 : penaltyUnits(network, weighting, place.edge);
    offer(label + walked + penalty, label - (penalties[node] ?? 0) + walked);
  };
  offerEnd(network.edgeFrom[place.edge] ?? 0, ends.from);
  offerEnd(network.edgeTo[place.edge] ?? 0, ends.to);
  for (const seed of sameEdge.on(place.edge)) {
    const units = sameEdge.unitsBetween(place, seed);
    if (units !== UNREACHED) offer(units, units);
  }
  return best.units;
}

const pairOf = (tail: number, arc: number): number => tail * 4294967296 + arc;
