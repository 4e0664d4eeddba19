import { hilbertOrder } from "./hilbert.ts";
import type { CompoundWalls } from "./compound-walls.ts";
import type { CutEdges } from "./cut-edges.ts";
import { findIsolated } from "./isolated-pieces.ts";
import type { NetworkInput } from "./network-input.ts";
import {
  EDGE_BACKWARD,
  EDGE_BARRIER,
  EDGE_FORWARD,
  EDGE_ISOLATED,
  EDGE_NO_WHEELS,
  MAX_NODES,
  type GateLink,
  type Network,
} from "./network.ts";
import { networkVersion } from "./network-version.ts";
import type { PlacedGates } from "./place-gates.ts";
import type { Runs, UsableWay } from "./trace-runs.ts";

/** What the steps of the build have made; put together here into columns. */
export interface NetworkParts {
  readonly runs: Runs;
  readonly edges: CutEdges;
  readonly placed: PlacedGates;
  readonly walls: CompoundWalls;
  readonly usable: readonly UsableWay[];
}

/** Junctions and ends, numbered along the Hilbert curve. */
export interface NumberedNodes {
  /** Vertex of each node, in Hilbert order. */
  readonly vertices: Uint32Array;
  /** Node of each vertex that is one. */
  readonly ofVertex: Uint32Array;
}

export function numberNodes({ runs, edges }: NetworkParts): NumberedNodes {
  const isNode = new Uint8Array(runs.x.length);
  for (let edge = 0; edge < edges.from.length; edge++) {
    isNode[edges.from.at(edge)] = 1;
    isNode[edges.to.at(edge)] = 1;
  }
  const found: number[] = [];
  isNode.forEach((flag, vertex) => {
    if (flag === 1) found.push(vertex);
  });
  const xs = Float64Array.from(found, (vertex) => runs.x.at(vertex));
  const ys = Float64Array.from(found, (vertex) => runs.y.at(vertex));
  const tooMany = found.length > MAX_NODES;
  const order = tooMany ? Uint32Array.from(found.keys()) : hilbertOrder(xs, ys);
  const vertices = order.map((position) => found[position] ?? 0);
  const ofVertex = new Uint32Array(runs.x.length);
  vertices.forEach((vertex, node) => {
    ofVertex[vertex] = node;
  });
  return { vertices, ofVertex };
}

type Head = Pick<Network, "mode" | "plane"> & { readonly input: NetworkInput };

export function assembleNetwork(head: Head, parts: NetworkParts, nodes: NumberedNodes): Network {
  const { runs, edges, placed, walls, usable } = parts;
  const nodeOf = (vertex: number) => nodes.ofVertex[vertex] ?? 0;
  const links = placed.links.map(({ gate, from, to }): GateLink => ({
    gate,
    from: nodeOf(from),
    to: nodeOf(to),
  }));
  const topology = {
    nodeCount: nodes.vertices.length,
    edgeFrom: edges.from.toArray().map(nodeOf),
    edgeTo: edges.to.toArray().map(nodeOf),
    edgeMetres: edges.metres.toArray(),
    links,
  };
  const network: Omit<Network, "version"> = {
    mode: head.mode,
    plane: head.plane,
    ...topology,
    ...edgeColumns(topology, parts),
    nodeX: Float64Array.from(nodes.vertices, (vertex) => runs.x.at(vertex)),
    nodeY: Float64Array.from(nodes.vertices, (vertex) => runs.y.at(vertex)),
    nodeCompound: compoundsOfNodes(topology, parts),
    shapeStart: edges.shapeStart.toArray(),
    shapeX: edges.shapeX.toArray(),
    shapeY: edges.shapeY.toArray(),
    wayIds: usable.map(({ way }) => head.input.ways[way]?.id ?? ""),
    gates: placed.gates,
    compounds: walls.closed,
    compoundParents: walls.parents,
  };
  return { ...network, version: networkVersion(network) };
}

/** Passed both ways: whether one may come here at all is said by the ways. */
const BARRIER_FLAGS = EDGE_FORWARD | EDGE_BACKWARD | EDGE_NO_WHEELS | EDGE_BARRIER;

type Topology = Pick<Network, "nodeCount" | "edgeFrom" | "edgeTo" | "edgeMetres" | "links">;
type EdgeColumns = "edgeCount" | "edgeFlags" | "edgeWay" | "edgeGrade" | "edgeKilometresPerHour";

function edgeColumns(topology: Topology, parts: NetworkParts): Pick<Network, EdgeColumns> {
  const isolated = findIsolated(topology);
  const edgeCount = topology.edgeFrom.length;
  const edgeFlags = new Uint8Array(edgeCount);
  const edgeWay = new Uint32Array(edgeCount);
  const edgeGrade = new Int8Array(edgeCount);
  const edgeKilometresPerHour = new Uint8Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const run = parts.edges.run.at(edge);
    const way = parts.runs.ways.at(run);
    const own = run >= parts.runs.firstBarrier ? BARRIER_FLAGS : parts.usable[way]?.flags;
    edgeWay[edge] = way;
    edgeFlags[edge] = (own ?? 0) | (isolated[edge] === 1 ? EDGE_ISOLATED : 0);
    edgeGrade[edge] = parts.usable[way]?.grade ?? 0;
    edgeKilometresPerHour[edge] = parts.usable[way]?.kilometresPerHour ?? 0;
  }
  return { edgeCount, edgeFlags, edgeWay, edgeGrade, edgeKilometresPerHour };
}

function compoundsOfNodes(topology: Topology, { runs, edges }: NetworkParts): Int32Array {
  const compounds = new Int32Array(topology.nodeCount);
  topology.edgeFrom.forEach((from, edge) => {
    const compound = runs.compounds.at(edges.run.at(edge)) - 1;
    compounds[from] = compound;
    compounds[topology.edgeTo[edge] ?? 0] = compound;
  });
  return compounds;
}
