import type { Position } from "../../geometry/index.ts";
import type { AttachFailure, FoundEdge } from "../attach/attach-points.ts";
import type { ComparableNetwork } from "./comparable-network.ts";
import { fromPlane, toPlane, type LocalPlane } from "../network/local-plane.ts";
import type { Network } from "../network/network.ts";

/** A point this near to a junction is moved there. */
const NODE_SNAP_METRES = 5;
/** Edges this little further away than the nearest count as equally near. */
const SAME_PLACE_METRES = 0.2;

/** Somewhere on the network that a point may stand for. */
export interface Candidate {
  /** Places on edges that are all the same place: one, or one on each edge of a junction. */
  readonly places: readonly { readonly edge: number; readonly along: number }[];
  /** Charged when candidates are compared, left out of the length. */
  readonly penaltyMetres: number;
}

export interface ComparablePoints {
  readonly candidates: readonly (readonly Candidate[])[];
  readonly failures: ReadonlyMap<number, AttachFailure>;
}

/**
 * Where points meet the network by the other engine's rules: the nearest way and, when that lies on
 * a piece of fewer than 50 junctions, also the nearest way elsewhere, at the price of the distance to it.
 */
export function comparablePoints(
  comparable: ComparableNetwork,
  points: readonly Position[],
  maxMetres: number,
): ComparablePoints {
  const failures = new Map<number, AttachFailure>();
  const candidates = points.map((point, i) => {
    const isOnGlobe = Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90;
    if (isOnGlobe) {
      const found = candidatesOf(comparable, toPlane(comparable.network.plane, point), maxMetres);
      if (typeof found !== "string") return found;
      failures.set(i, found);
    } else failures.set(i, "bad-position");
    return [];
  });
  return { candidates, failures };
}

type PlanePoint = readonly [x: number, y: number];

function candidatesOf(
  comparable: ComparableNetwork,
  point: PlanePoint,
  maxMetres: number,
): Candidate[] | AttachFailure {
  const nearest = comparable.anywhere.find(...point, maxMetres);
  if (typeof nearest === "string") return nearest;
  const found = [nearest];
  if (comparable.connected.isIsolated(nearest.edge)) {
    const elsewhere = comparable.connected.find(...point, maxMetres);
    const isOther = typeof elsewhere !== "string" && elsewhere.edge !== nearest.edge;
    if (isOther && !comparable.connected.isIsolated(elsewhere.edge)) found.push(elsewhere);
  }
  return found.map((edge) => ({
    places: placesOf(comparable, edge, point),
    penaltyMetres: edge.legMetres,
  }));
}

function placesOf(
  comparable: ComparableNetwork,
  nearest: FoundEdge,
  point: PlanePoint,
): Candidate["places"] {
  const { network, anywhere } = comparable;
  const { found, ends } = firstOfEqual(comparable, nearest, point);
  const junction = ends.find((node) => metresTo(network, node, point) < NODE_SNAP_METRES);
  if (junction === undefined) return [{ edge: found.edge, along: anywhere.alongMetres(found) }];
  return comparable.edgesAt(junction).map((edge) => ({
    edge,
    along: network.edgeFrom[edge] === junction ? 0 : (network.edgeMetres[edge] ?? 0),
  }));
}

interface RankedEdge {
  readonly found: FoundEdge;
  readonly metres: number;
  /** The ends of its stretch, in the order in which they are looked at. */
  readonly ends: readonly [number, number];
}

/**
 * Of edges that are equally near (those of a junction) the one that is nearest after rounding, then
 * the one whose lower end comes first.
 */
function firstOfEqual(
  comparable: ComparableNetwork,
  nearest: FoundEdge,
  point: PlanePoint,
): RankedEdge {
  const { rankOf, anywhere, connected, network } = comparable;
  const isIsolated = connected.isIsolated(nearest.edge);
  const equal = anywhere
    .allWithin(...point, nearest.legMetres + SAME_PLACE_METRES)
    .filter(({ edge }) => connected.isIsolated(edge) === isIsolated)
    .filter(({ legMetres }) => legMetres > nearest.legMetres - SAME_PLACE_METRES);
  const ranked = [nearest, ...equal].map((found): RankedEdge => {
    const [first, last] = comparable.stretchEnds(found.edge);
    const ends = rankOf(last) < rankOf(first) ? ([last, first] as const) : ([first, last] as const);
    return { found, ends, metres: metresToEdge(network, found.edge, point) };
  });
  return ranked.reduce((best, other) => {
    const closer = best.metres - other.metres;
    const isSame = Math.abs(closer) < 1e-6;
    return (isSame ? rankOf(other.ends[0]) < rankOf(best.ends[0]) : closer > 0) ? other : best;
  });
}

function metresTo({ plane, nodeX, nodeY }: Network, node: number, [x, y]: PlanePoint): number {
  const [nodeEast, nodeNorth] = rounded(plane, nodeX[node] ?? 0, nodeY[node] ?? 0);
  return Math.hypot(nodeEast - x, nodeNorth - y);
}

function metresToEdge(network: Network, edge: number, [x, y]: PlanePoint): number {
  const { plane, shapeStart, shapeX, shapeY } = network;
  const shape: (readonly [number, number])[] = [];
  for (let i = shapeStart[edge] ?? 0; i < (shapeStart[edge + 1] ?? 0); i++) {
    shape.push(rounded(plane, shapeX[i] ?? 0, shapeY[i] ?? 0));
  }
  let least = Number.POSITIVE_INFINITY;
  for (const [i, [ax, ay]] of shape.slice(0, -1).entries()) {
    const [bx, by] = shape[i + 1] ?? [ax, ay];
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const raw = squared === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / squared;
    const share = Math.min(1, Math.max(0, raw));
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return least;
}

/** The other engine keeps shapes with six decimals of a degree, which decides between equals. */
function rounded(plane: LocalPlane, x: number, y: number): [x: number, y: number] {
  const [lng, lat] = fromPlane(plane, x, y);
  return toPlane(plane, [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
}
