import type { GateInput } from "../network/network-input.ts";
import {
  EDGE_BACKWARD,
  EDGE_FORWARD,
  EDGE_NO_WHEELS,
  EDGE_STEPS,
  type GateLink,
  type Network,
} from "../network/network.ts";
import { slopeFactor } from "../network/slope.ts";

/**
 * What an arc costs, in whole units: 0.1 m for distance, 0.1 s for time.
 * `onWheels`: a wheelchair (轮椅), which takes no steps and passes no barriers.
 * `drive` takes each edge's own speed and needs a network of mode `drive`.
 */
export type Weighting =
  | {
      readonly kind: "distance";
      readonly onWheels?: boolean;
      /** Charged for each flight of steps on top of its length: for choosing, not for measuring. */
      readonly stepsPenaltyMetres?: number;
    }
  | { readonly kind: "time"; readonly metresPerSecond: number; readonly onWheels?: boolean }
  | { readonly kind: "drive" };

export const UNITS_PER_METRE_OR_SECOND = 10;
const MAX_WEIGHT = 4095;
/** From a road to the door goes on foot. */
const LEG_METRES_PER_SECOND = 1.25;

/** Walking speeds that fit the packed weights (`MAX_EDGE_METRES` at 0.1 s in 12 bits). */
export const MIN_METRES_PER_SECOND = 0.3;
export const MAX_METRES_PER_SECOND = 5;

export interface PackOptions {
  readonly weighting: Weighting;
  /** `to-seeds`: labels say how far it is from each node to the seeds, so arcs run backwards. */
  readonly labels: "to-seeds" | "from-seeds";
  /** Which gates can be passed. Default: all. */
  readonly isGateOpen?: (gate: GateInput) => boolean;
  /**
   * Closed compounds with a seed inside, and all around them: they get a second copy of their nodes
   * for the first phase of the walk. `"free"`: walls bind nobody (staff on duty), all gates open.
   */
  readonly homeCompounds: ReadonlySet<number> | "free";
}

/**
 * Adjacency in one Uint32 per arc: 20 bits of target, 12 bits of weight. Nodes from `baseCount` on
 * are the home copies. Node n has arcs `offsets[n]` … `offsets[n + 1] - 1`.
 */
export interface PackedGraph {
  readonly nodeCount: number;
  readonly baseCount: number;
  readonly offsets: Uint32Array;
  readonly arcs: Uint32Array;
  /** The home copy of each base node; -1 for none. */
  readonly homeCopy: Int32Array;
  readonly weighting: Weighting;
  readonly labels: PackOptions["labels"];
  /** The arcs that lead through gates: what shuts a gate and opens it again. */
  readonly gateArcs: readonly GateArc[];
}

/** An arc through a gate: position in `arcs`, the gate's position in `Network.gates`. */
interface GateArc {
  readonly gate: number;
  readonly at: number;
  readonly tail: number;
}

/** Units one metre of an edge costs who goes in `direction`: EDGE_FORWARD or EDGE_BACKWARD. */
export function unitsPerMetre(
  network: Network,
  weighting: Weighting,
  [edge, direction]: readonly [edge: number, direction: number],
): number {
  if (weighting.kind === "distance") return UNITS_PER_METRE_OR_SECOND;
  if (weighting.kind === "drive") {
    return (
      (UNITS_PER_METRE_OR_SECOND * 3.6) / Math.max(5, network.edgeKilometresPerHour[edge] ?? 0)
    );
  }
  const level = UNITS_PER_METRE_OR_SECOND / weighting.metresPerSecond;
  const grade = network.edgeGrade[edge] ?? 0;
  return grade === 0 ? level : level * slopeFactor(direction === EDGE_FORWARD ? grade : -grade);
}

/** Units an edge is charged beyond its length. */
export function penaltyUnits(network: Network, weighting: Weighting, edge: number): number {
  if (weighting.kind !== "distance" || weighting.stepsPenaltyMetres === undefined) return 0;
  const isSteps = ((network.edgeFlags[edge] ?? 0) & EDGE_STEPS) !== 0;
  return isSteps ? Math.round(weighting.stepsPenaltyMetres * UNITS_PER_METRE_OR_SECOND) : 0;
}

/** Units one metre of the way between a door and the network costs: always on foot. */
export function legUnitsPerMetre(weighting: Weighting): number {
  if (weighting.kind === "distance") return UNITS_PER_METRE_OR_SECOND;
  const speed = weighting.kind === "time" ? weighting.metresPerSecond : LEG_METRES_PER_SECOND;
  return UNITS_PER_METRE_OR_SECOND / speed;
}

/** Directions in which an edge may be used: bits EDGE_FORWARD, EDGE_BACKWARD. */
export function usableDirections(network: Network, weighting: Weighting, edge: number): number {
  const flags = network.edgeFlags[edge] ?? 0;
  const isOnWheels = weighting.kind !== "drive" && weighting.onWheels === true;
  const isShut = isOnWheels && (flags & (EDGE_STEPS | EDGE_NO_WHEELS)) !== 0;
  return isShut ? 0 : flags & (EDGE_FORWARD | EDGE_BACKWARD);
}

/** Packs the network under one weighting. The three phases of a walk (家 → 街 → 访) become layers. */
export function packGraph(network: Network, options: PackOptions): PackedGraph {
  const homeCopy = copyHomes(network, options.homeCompounds);
  const nodeCount = network.nodeCount + homeCopy.reduce((sum, copy) => sum + (copy < 0 ? 0 : 1), 0);
  const offsets = new Uint32Array(nodeCount + 1);
  forEachArc(network, { ...options, homeCopy }, (tail) => {
    offsets[tail + 1] = (offsets[tail + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodeCount; node++) {
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  }
  const arcs = new Uint32Array(offsets[nodeCount] ?? 0);
  const next = offsets.slice();
  const gateArcs: GateArc[] = [];
  forEachArc(network, { ...options, homeCopy }, (tail, head, units, gate = -1) => {
    if (units > MAX_WEIGHT) throw new Error(`arc ${tail}→${head} weighs ${units} > ${MAX_WEIGHT}`);
    const at = next[tail] ?? 0;
    next[tail] = at + 1;
    arcs[at] = ((head << 12) | units) >>> 0;
    if (gate >= 0) gateArcs.push({ gate, at, tail });
  });
  const { weighting, labels } = options;
  const baseCount = network.nodeCount;
  return { nodeCount, baseCount, offsets, arcs, homeCopy, weighting, labels, gateArcs };
}

function copyHomes(network: Network, homes: PackOptions["homeCompounds"]): Int32Array {
  const copies = new Int32Array(network.nodeCount).fill(-1);
  if (homes === "free" || homes.size === 0) return copies;
  const copied = new Set(homes);
  for (const home of homes) {
    for (let at = home; at >= 0; at = network.compoundParents[at] ?? -1) copied.add(at);
  }
  let next = network.nodeCount;
  network.nodeCompound.forEach((compound, node) => {
    if (copied.has(compound)) copies[node] = next++;
  });
  return copies;
}

/** `gate`: the one an arc leads through. */
type Emit = (tail: number, head: number, units: number, gate?: number) => void;
type ArcOptions = PackOptions & { readonly homeCopy: Int32Array };

function forEachArc(network: Network, options: ArcOptions, emit: Emit): void {
  // A walker going forward reaches `to` from `from`: backwards for labels that count towards a seed.
  const along = options.labels === "from-seeds" ? EDGE_FORWARD : EDGE_BACKWARD;
  const against = along ^ (EDGE_FORWARD | EDGE_BACKWARD);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const from = network.edgeFrom[edge] ?? 0;
    const to = network.edgeTo[edge] ?? 0;
    if (from === to) continue;
    const directions = usableDirections(network, options.weighting, edge);
    const metres = network.edgeMetres[edge] ?? 0;
    const penalty = penaltyUnits(network, options.weighting, edge);
    const unitsGoing = (direction: number): number =>
      Math.round(metres * unitsPerMetre(network, options.weighting, [edge, direction])) + penalty;
    if (directions & along) emitBoth(options.homeCopy, [from, to, unitsGoing(along)], emit);
    if (directions & against) emitBoth(options.homeCopy, [to, from, unitsGoing(against)], emit);
  }
  for (const link of network.links) emitLink(network, link, { options, emit });
}

/** Both ends of an edge lie in one compound, so the copies mirror the arc. */
function emitBoth(
  homeCopy: Int32Array,
  [tail, head, units]: readonly [number, number, number],
  emit: Emit,
): void {
  emit(tail, head, units);
  const home = homeCopy[tail] ?? -1;
  if (home >= 0) emit(home, homeCopy[head] ?? -1, units);
}

function emitLink(
  network: Network,
  link: GateLink,
  { options, emit }: { options: ArcOptions; emit: Emit },
): void {
  const gate = network.gates[link.gate];
  if (gate === undefined) return;
  if (options.homeCompounds === "free") {
    emit(link.from, link.to, 0);
    emit(link.to, link.from, 0);
  } else if (options.isGateOpen?.(gate) ?? true) {
    const through: Emit = (tail, head, units) => emit(tail, head, units, link.gate);
    emitPassage(network, [link.from, link.to], { gate, options, emit: through });
    emitPassage(network, [link.to, link.from], { gate, options, emit: through });
  }
}

/**
 * One direction through a gate, away from the seeds. In the home phase a walk may go up (to a
 * compound around, or the street), down or across; later only down: nobody walks through a
 * compound that is neither end of his walk. Going up means that outsiders come in to the seed, which a
 * residents' gate does not allow.
 */
function emitPassage(
  network: Network,
  [tail, head]: readonly [number, number],
  { gate, options, emit }: { gate: GateInput; options: ArcOptions; emit: Emit },
): void {
  const inside = network.nodeCompound[tail] ?? -1;
  const beyond = network.nodeCompound[head] ?? -1;
  const homeTail = options.homeCopy[tail] ?? -1;
  const isDown = isAround(network, inside, beyond);
  if (isDown) {
    emit(tail, head, 0);
    if (homeTail >= 0) emit(homeTail, head, 0);
    return;
  }
  if (homeTail < 0 || gate.access === "residents") return;
  const isUp = isAround(network, beyond, inside);
  const homeHead = options.homeCopy[head] ?? -1;
  emit(homeTail, isUp && homeHead >= 0 ? homeHead : head, 0);
}

/** Is `outer` around `inner`, at any depth? The street (-1) is around every compound. */
function isAround(network: Network, outer: number, inner: number): boolean {
  for (let at = inner; at >= 0;) {
    at = network.compoundParents[at] ?? -1;
    if (at === outer) return true;
  }
  return false;
}
