import type { Attachments } from "../attach/attach-points.ts";
import type { ComparableNetwork } from "./comparable-network.ts";
import type { Candidate, ComparablePoints } from "./comparable-points.ts";
import type { Network } from "../network/network.ts";
import {
  packGraph,
  penaltyUnits,
  UNITS_PER_METRE_OR_SECOND,
  type PackedGraph,
  type Weighting,
} from "../reach/pack-graph.ts";
import { Sweep, UNBOUNDED, UNREACHED } from "../reach/sweep.ts";
import type { MatrixRow } from "../reach/travel-matrix.ts";
import { endUnits, SameEdge, seedsOf } from "../reach/travel-times.ts";

/**
 * What Valhalla's `shortest` does besides looking for the shortest way, as seen by asking it: each
 * flight of steps that is come to counts 30 m more when ways are compared (its step_penalty; 0 makes
 * the difference vanish). Its lengths: `comparable-network.ts`; its points: `comparable-points.ts`.
 */
const STEPS_PENALTY_METRES = 30;

/** `costs`: what ways were compared by, in units: length, flights of steps, the way to the network. */
export interface ComparableRow extends MatrixRow {
  readonly costs: Float64Array;
}

/**
 * Like `travelMatrix` by distance, choosing ways by the rules above and measuring the way chosen: for
 * comparison with another engine, never for coverage. Walls bind nobody.
 */
export function* comparableMatrix(
  { network }: ComparableNetwork,
  { origins, targets }: { origins: ComparablePoints; targets: ComparablePoints },
): Generator<ComparableRow> {
  const weighting: Weighting = { kind: "distance", stepsPenaltyMetres: STEPS_PENALTY_METRES };
  const graph = packGraph(network, { weighting, labels: "from-seeds", homeCompounds: "free" });
  const flights = penaltiesOf(network, graph);
  const sweep = new Sweep(graph);
  for (const [origin, candidates] of origins.candidates.entries()) {
    const best = targets.candidates.map((): Walk => ({ cost: Infinity, units: UNREACHED }));
    for (const candidate of candidates) {
      const seeds = attachmentsOf(candidate);
      sweep.run(seedsOf(network, graph, seeds), UNBOUNDED);
      const penalties = penaltiesWalked(sweep, flights);
      const reach = { sweep, penalties, sameEdge: new SameEdge(network, graph, { seeds }) };
      targets.candidates.forEach((ends, target) => {
        for (const end of ends) {
          const walk = walkTo(network, reach, end);
          const charged = (candidate.penaltyMetres + end.penaltyMetres) * UNITS_PER_METRE_OR_SECOND;
          const cost = walk.cost + charged;
          if (cost < (best[target]?.cost ?? 0)) best[target] = { cost, units: walk.units };
        }
      });
    }
    const units = Int32Array.from(best, (walk) => walk.units);
    yield { origin, units, costs: Float64Array.from(best, ({ cost }) => cost) };
  }
}

function attachmentsOf({ places }: Candidate): Attachments {
  const count = places.length;
  return {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    edge: Int32Array.from(places, ({ edge }) => edge),
    alongMetres: Float64Array.from(places, ({ along }) => along),
    legMetres: new Float64Array(count),
    failures: new Map(),
  };
}

/** Penalty of each arc of the graph, in its order. */
function penaltiesOf(network: Network, graph: PackedGraph): Uint16Array {
  const penalties = new Uint16Array(graph.arcs.length);
  const ofPair = new Map<number, number>();
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const penalty = penaltyUnits(network, graph.weighting, edge);
    if (penalty === 0) continue;
    const units = Math.round((network.edgeMetres[edge] ?? 0) * UNITS_PER_METRE_OR_SECOND) + penalty;
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

/** `cost` decides, `units` is the length. */
interface Walk {
  readonly cost: number;
  readonly units: number;
}

interface Reach {
  readonly sweep: Sweep;
  readonly penalties: Int32Array;
  readonly sameEdge: SameEdge;
}

function walkTo(network: Network, { sweep, penalties, sameEdge }: Reach, end: Candidate): Walk {
  const { weighting } = sweep.graph;
  let best: Walk = { cost: Infinity, units: UNREACHED };
  const offer = (cost: number, units: number) => {
    if (cost < best.cost) best = { cost, units };
  };
  for (const { edge, along } of end.places) {
    const place = { edge, along, leg: 0, leaving: false };
    const ends = endUnits(network, sweep.graph, place);
    const offerEnd = (node: number, walked: number) => {
      const label = sweep.unitsAt(node);
      if (label === UNREACHED || walked === UNREACHED) return;
      // Standing on the node itself, nothing of the last edge is walked.
      const penalty = walked === 0 ? 0 : penaltyUnits(network, weighting, edge);
      offer(label + walked + penalty, label - (penalties[node] ?? 0) + walked);
    };
    offerEnd(network.edgeFrom[edge] ?? 0, ends.from);
    offerEnd(network.edgeTo[edge] ?? 0, ends.to);
    for (const seed of sameEdge.on(edge)) {
      const units = sameEdge.unitsBetween(place, seed);
      if (units !== UNREACHED) offer(units, units);
    }
  }
  return best;
}

const pairOf = (tail: number, arc: number): number => tail * 4294967296 + arc;
