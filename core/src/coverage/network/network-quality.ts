import type { Position } from "../../geometry/index.ts";
import { innerPoint } from "../attach/inner-point.ts";
import { fromPlane } from "./local-plane.ts";
import { EDGE_ISOLATED, type Network } from "./network.ts";

/** A small piece of the network that nothing joins to the rest (孤立路段): whoever lives there reaches nobody. */
export interface Island {
  /** Its longest way. */
  readonly wayId: string;
  /** A place on that way, in degrees. */
  readonly position: Position;
  readonly metres: number;
  readonly edges: number;
}

type Columns = Pick<Network, "edgeCount" | "edgeFrom" | "edgeTo" | "edgeFlags" | "links">;

/** The isolated pieces, longest first; gates count as open. */
export function islandsOf(network: Network): Island[] {
  return piecesOf(network)
    .map((edges) => describe(network, edges))
    .toSorted((a, b) => b.metres - a.metres || (a.wayId < b.wayId ? -1 : 1));
}

function piecesOf(network: Columns): number[][] {
  const isolated: number[] = [];
  network.edgeFlags.forEach((flags, edge) => {
    if ((flags & EDGE_ISOLATED) !== 0) isolated.push(edge);
  });
  const pieceOf = numberPieces(neighboursIn(network, isolated));
  const pieces: number[][] = [];
  for (const edge of isolated) {
    const piece = pieceOf.get(network.edgeFrom[edge] ?? 0) ?? 0;
    (pieces[piece] ??= []).push(edge);
  }
  return pieces.filter((piece) => piece.length > 0);
}

type Neighbours = ReadonlyMap<number, readonly number[]>;

/** Of the nodes on these edges, through gates too. */
function neighboursIn(network: Columns, edges: readonly number[]): Neighbours {
  const neighbours = new Map<number, number[]>();
  const join = (from: number, to: number): void => {
    for (const [node, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = neighbours.get(node);
      if (known === undefined) neighbours.set(node, [other]);
      else known.push(other);
    }
  };
  for (const edge of edges) join(network.edgeFrom[edge] ?? 0, network.edgeTo[edge] ?? 0);
  for (const { from, to } of network.links)
    if (neighbours.has(from) || neighbours.has(to)) join(from, to);
  return neighbours;
}

/** Nodes that hang together have one number. */
function numberPieces(neighbours: Neighbours): Map<number, number> {
  const pieceOf = new Map<number, number>();
  let pieces = 0;
  for (const first of neighbours.keys()) {
    if (pieceOf.has(first)) continue;
    for (const node of reachedFrom(neighbours, first)) pieceOf.set(node, pieces);
    pieces++;
  }
  return pieceOf;
}

function reachedFrom(neighbours: Neighbours, first: number): ReadonlySet<number> {
  const reached = new Set([first]);
  // A set may grow while it is walked: what is added is visited too.
  for (const node of reached) for (const next of neighbours.get(node) ?? []) reached.add(next);
  return reached;
}

function describe(network: Network, edges: readonly number[]): Island {
  const lengthOf = (edge: number): number => network.edgeMetres[edge] ?? 0;
  const longest = edges.reduce((best, edge) => (lengthOf(edge) > lengthOf(best) ? edge : best));
  const at = network.shapeStart[longest] ?? 0;
  const x = ((network.shapeX[at] ?? 0) + (network.shapeX[at + 1] ?? 0)) / 2;
  const y = ((network.shapeY[at] ?? 0) + (network.shapeY[at + 1] ?? 0)) / 2;
  return {
    wayId: network.wayIds[network.edgeWay[longest] ?? -1] ?? "",
    position: fromPlane(network.plane, x, y),
    metres: edges.reduce((sum, edge) => sum + lengthOf(edge), 0),
    edges: edges.length,
  };
}

/** A closed compound that nobody gets into or out of: no gate is known, and no way meets its wall. */
export interface GatelessCompound {
  readonly id: string;
  readonly position: Position;
}

export function gatelessCompounds({ compounds, gates, links }: Network): GatelessCompound[] {
  const passed = new Set(links.map(({ gate }) => gates[gate]?.compoundId));
  return compounds
    .filter(({ id, access }) => access === "closed" && !passed.has(id))
    .map(({ id, geometry }) => ({ id, position: innerPoint(geometry) }));
}
