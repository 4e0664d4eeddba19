import type Flatbush from "flatbush";
import type { Position } from "../../geometry/index.ts";
import { CompoundWalls, indexSegments } from "../network/compound-walls.ts";
import { toPlane } from "../network/local-plane.ts";
import { EDGE_BARRIER, EDGE_ISOLATED, shapeLengths, type Network } from "../network/network.ts";

/** Why a building or station hangs in the air. */
export type AttachFailure =
  | "too-far" // no way within reach: in a river, or the paths are not mapped
  | "no-way-in-compound" // the ways within reach lie outside its walls
  | "behind-wall" // in the same compound, but a wall stands between
  | "bad-position"; // no finite position on the globe

/** Where points meet the network, as columns. `edge` is -1 where `failures` says why. */
export interface Attachments {
  readonly count: number;
  /** Plane metres of the points themselves. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly edge: Int32Array;
  /** Metres from the `from` end of the edge, along its shape. */
  readonly alongMetres: Float64Array;
  /** Straight metres between the point and the edge. */
  readonly legMetres: Float64Array;
  readonly failures: ReadonlyMap<number, AttachFailure>;
}

export interface AttachOptions {
  readonly maxLegMetres: number;
  /** Leave the straight metres between point and network out of every time. Default: they count. */
  readonly ignoreLegs?: boolean;
  /** Metres added to the reach of each point: how far a building's walls are from its point. */
  readonly extraReachMetres?: Float64Array;
}

export const DEFAULT_MAX_LEG_METRES = 50;
const FIRST_LOOK_METRES = 15;

/** Finds ways near points. Built once for a network; holds about 60 bytes per piece of shape. */
export class EdgeFinder {
  readonly network: Network;
  readonly #walls: CompoundWalls;
  readonly #index: Flatbush | null;
  /** Edge of each indexed segment, and the shape point it starts at. */
  readonly #edge: Uint32Array;
  readonly #start: Uint32Array;

  constructor(network: Network) {
    this.network = network;
    this.#walls = new CompoundWalls(network.compounds, network.plane);
    const { shapeStart, shapeX, shapeY, edgeCount, edgeFlags } = network;
    const isBarrier = (edge: number) => ((edgeFlags[edge] ?? 0) & EDGE_BARRIER) !== 0;
    // A barrier is one segment.
    const barriers = edgeFlags.reduce((sum, _, edge) => sum + (isBarrier(edge) ? 1 : 0), 0);
    const count = shapeX.length - edgeCount - barriers;
    const segments = new Float64Array(count * 4);
    this.#edge = new Uint32Array(count);
    this.#start = new Uint32Array(count);
    let at = 0;
    for (let edge = 0; edge < edgeCount; edge++) {
      if (isBarrier(edge)) continue;
      const last = (shapeStart[edge + 1] ?? 0) - 1;
      for (let i = shapeStart[edge] ?? 0; i < last; i++) {
        const ends = [shapeX[i] ?? 0, shapeY[i] ?? 0, shapeX[i + 1] ?? 0, shapeY[i + 1] ?? 0];
        segments.set(ends, at * 4);
        this.#edge[at] = edge;
        this.#start[at++] = i;
      }
    }
    this.#index = indexSegments(segments);
  }

  /** The compound around a point; -1 on the street. */
  compoundAt(x: number, y: number): number {
    return this.#walls.compoundAt(x, y);
  }

  /**
   * The nearest edge that can be reached from a point without crossing a wall; one on an isolated
   * piece only when nothing else is within reach.
   */
  find(x: number, y: number, maxLegMetres: number): FoundEdge | AttachFailure {
    const compound = this.compoundAt(x, y);
    if (maxLegMetres > FIRST_LOOK_METRES) {
      const found = this.#choose(this.#near(x, y, FIRST_LOOK_METRES), { x, y, compound });
      if (typeof found !== "string" && !this.isIsolated(found.edge)) return found;
    }
    return this.#choose(this.#near(x, y, maxLegMetres), { x, y, compound });
  }

  /** Every edge within some metres of a point, walls or not, nearest first. */
  allWithin(x: number, y: number, metres: number): readonly FoundEdge[] {
    return this.#near(x, y, metres);
  }

  /** Metres from a point to the nearest way, walls or not; `maxMetres` where there is none nearer. */
  metresToNetwork(x: number, y: number, maxMetres: number): number {
    const legs = this.#near(x, y, maxMetres).map(({ legMetres }) => legMetres);
    return legs.reduce((least, leg) => Math.min(least, leg), maxMetres);
  }

  isIsolated(edge: number): boolean {
    return ((this.network.edgeFlags[edge] ?? 0) & EDGE_ISOLATED) !== 0;
  }

  #near(x: number, y: number, reach: number): FoundEdge[] {
    const near: FoundEdge[] = [];
    for (const segment of this.#index?.search(x - reach, y - reach, x + reach, y + reach) ?? []) {
      const found = this.#project(segment, x, y);
      if (found.legMetres <= reach) near.push(found);
    }
    const rank = ({ edge }: FoundEdge) => (this.isIsolated(edge) ? 1 : 0);
    // Isolated pieces last, then by distance; equal distances by edge, so that the order of the file decides nothing.
    return near.toSorted(
      (a, b) => rank(a) - rank(b) || a.legMetres - b.legMetres || a.edge - b.edge,
    );
  }

  #choose(
    near: readonly FoundEdge[],
    point: { x: number; y: number; compound: number },
  ): FoundEdge | AttachFailure {
    const { nodeCompound, edgeFrom } = this.network;
    let failure: AttachFailure = near.length === 0 ? "too-far" : "no-way-in-compound";
    for (const found of near) {
      if (nodeCompound[edgeFrom[found.edge] ?? 0] !== point.compound) continue;
      if (this.#walls.crossings(point.x, point.y, found.x, found.y).length === 0) return found;
      failure = "behind-wall";
    }
    return failure;
  }

  #project(segment: number, x: number, y: number): FoundEdge {
    const { shapeX, shapeY } = this.network;
    const start = this.#start[segment] ?? 0;
    const [ax, ay] = [shapeX[start] ?? 0, shapeY[start] ?? 0];
    const [dx, dy] = [(shapeX[start + 1] ?? 0) - ax, (shapeY[start + 1] ?? 0) - ay];
    const squared = dx * dx + dy * dy;
    const raw = squared === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / squared;
    const share = Math.min(1, Math.max(0, raw));
    const [px, py] = [ax + share * dx, ay + share * dy];
    const edge = this.#edge[segment] ?? 0;
    return { edge, start, share, x: px, y: py, legMetres: Math.hypot(x - px, y - py) };
  }

  /**
   * Metres along the edge to a found place: plane lengths of the shape, scaled to the edge's length
   * on the ellipsoid.
   */
  alongMetres(found: FoundEdge): number {
    const first = this.network.shapeStart[found.edge] ?? 0;
    let before = 0;
    let total = 0;
    for (const [offset, length] of shapeLengths(this.network, found.edge).entries()) {
      if (first + offset < found.start) before += length;
      else if (first + offset === found.start) before += found.share * length;
      total += length;
    }
    return total === 0 ? 0 : (before / total) * (this.network.edgeMetres[found.edge] ?? 0);
  }
}

export interface FoundEdge {
  readonly edge: number;
  /** The shape point the nearest segment starts at, and the share of it walked. */
  readonly start: number;
  readonly share: number;
  readonly x: number;
  readonly y: number;
  readonly legMetres: number;
}

/** Attaches points (degrees) to the network. Never drops one: what cannot be attached has a reason. */
export function attachPoints(
  finder: EdgeFinder,
  points: readonly Position[],
  options: AttachOptions = { maxLegMetres: DEFAULT_MAX_LEG_METRES },
): Attachments {
  const count = points.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const edge = new Int32Array(count).fill(-1);
  const alongMetres = new Float64Array(count);
  const legMetres = new Float64Array(count);
  const failures = new Map<number, AttachFailure>();
  points.forEach((point, i) => {
    [x[i] = 0, y[i] = 0] = toPlane(finder.network.plane, point);
    // Written so that NaN fails too.
    const isOnGlobe = Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90;
    const reach = options.maxLegMetres + (options.extraReachMetres?.[i] ?? 0);
    const found = isOnGlobe ? finder.find(x[i], y[i], reach) : "bad-position";
    if (typeof found === "string") {
      failures.set(i, found);
      return;
    }
    edge[i] = found.edge;
    alongMetres[i] = finder.alongMetres(found);
    legMetres[i] = options.ignoreLegs === true ? 0 : found.legMetres;
  });
  return { count, x, y, edge, alongMetres, legMetres, failures };
}
