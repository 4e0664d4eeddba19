import type { Position } from "../../geometry/index.ts";
import type { Attachments, EdgeFinder } from "../attach/attach-points.ts";
import type { CoverageDefinition } from "../answer/definition.ts";
import { LiveReach } from "./live-reach.ts";
import { LiveStations } from "./live-stations.ts";
import type { GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { capUnits, type FieldGeometry } from "../isochrone/time-field.ts";

interface LiveFieldInput {
  readonly finder: EdgeFinder;
  readonly geometry: FieldGeometry;
  /** The very points the geometry was made of. */
  readonly buildings: Attachments;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  /** The largest limit that will be drawn, in units. */
  readonly maxUnits: number;
  readonly gateState?: GateStateOf | undefined;
}

/**
 * The values of a field (`fieldValues`) that follow stations and gates: only vertices that a changed
 * station reaches, or reached before, get another value.
 */
export class LiveField {
  readonly geometry: FieldGeometry;
  /** Units at each vertex, capped. */
  readonly values: Int32Array;
  readonly #stations: LiveStations;
  /** Vertex of each point; -1 where another point speaks for it. */
  readonly #vertexOf: Int32Array;
  readonly #cap: number;

  constructor({ finder, geometry, buildings, definition, maxUnits, gateState }: LiveFieldInput) {
    const { network } = finder;
    const { points, vertexOf } = pointsOf(network, geometry, buildings);
    this.geometry = geometry;
    this.#cap = capUnits(maxUnits);
    this.values = new Int32Array(geometry.x.length).fill(this.#cap);
    this.#vertexOf = vertexOf;
    const reach = new LiveReach({ network, points, definition, limit: this.#cap, gateState });
    const pointCount = points.count;
    this.#stations = new LiveStations({ finder, reach, pointCount, attach: undefined });
  }

  setStation(id: string, position: Position | null): void {
    this.#take(this.#stations.set(id, position));
  }

  setGate(id: string, isOpen: boolean): void {
    this.#take(this.#stations.setGate(id, isOpen));
  }

  #take(changed: Uint32Array): void {
    for (const point of changed) {
      const vertex = this.#vertexOf[point] ?? -1;
      if (vertex < 0) continue;
      const units = this.#stations.unitsOf(point);
      this.values[vertex] = units < 0 ? this.#cap : units;
    }
  }
}

/** Everything in the field that has a time: buildings, nodes (at the end of one of their edges), samples. */
function pointsOf(network: Network, geometry: FieldGeometry, buildings: Attachments) {
  const { nodeVertices, sampleVertices, vertexOfBuilding } = geometry;
  const { samples } = sampleVertices;
  const nodes = attachNodes(network, nodeVertices.nodes);
  const parts = [buildings, nodes, samples];
  const column = (of: (part: Attachments) => Float64Array): Float64Array =>
    Float64Array.from(parts.flatMap((part) => [...of(part)]));
  const points: Attachments = {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    x: column(({ x }) => x),
    y: column(({ y }) => y),
    edge: Int32Array.from(parts.flatMap(({ edge }) => [...edge])),
    alongMetres: column(({ alongMetres }) => alongMetres),
    legMetres: column(({ legMetres }) => legMetres),
    failures: buildings.failures,
  };
  const vertexOf = new Int32Array(points.count);
  // Buildings at one place share a vertex: the last of them speaks for it, as in `fieldValues`.
  const speaker = new Map<number, number>();
  vertexOfBuilding.forEach((vertex, building) => speaker.set(vertex, building));
  vertexOfBuilding.forEach((vertex, building) => {
    vertexOf[building] = speaker.get(vertex) === building ? vertex : -1;
  });
  for (let i = 0; i < nodes.count; i++) vertexOf[buildings.count + i] = nodeVertices.first + i;
  const firstSample = buildings.count + nodes.count;
  for (let i = 0; i < samples.count; i++) vertexOf[firstSample + i] = sampleVertices.first + i;
  return { points, vertexOf };
}

function attachNodes(network: Network, nodes: Uint32Array): Attachments {
  const edgeOf = new Int32Array(network.nodeCount).fill(-1);
  network.edgeTo.forEach((node, edge) => (edgeOf[node] = edge));
  network.edgeFrom.forEach((node, edge) => (edgeOf[node] = edge));
  const edge = Int32Array.from(nodes, (node) => edgeOf[node] ?? -1);
  return {
    count: nodes.length,
    x: Float64Array.from(nodes, (node) => network.nodeX[node] ?? 0),
    y: Float64Array.from(nodes, (node) => network.nodeY[node] ?? 0),
    edge,
    alongMetres: Float64Array.from(edge, (at, i) =>
      network.edgeFrom[at] === nodes[i] ? 0 : (network.edgeMetres[at] ?? 0),
    ),
    legMetres: new Float64Array(nodes.length),
    failures: new Map(),
  };
}
