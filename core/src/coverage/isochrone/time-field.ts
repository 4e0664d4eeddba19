import Delaunator from "delaunator";
import { DEFAULT_MAX_LEG_METRES, type Attachments } from "../attach/attach-points.ts";
import type { StationReach } from "../answer/compute-coverage.ts";
import { shapeLengths, type Network } from "../network/network.ts";
import { bestLabel } from "../reach/travel-times.ts";

/** Pieces of way between two samples are at most this long. */
const SAMPLE_METRES = 25;
/** A node or sample this near to another vertex adds nothing but slivers. */
const MIN_SPACING_METRES = 1;
/** The frame of far points stands this far outside, so that every contour closes. */
const FRAME_METRES = 2000;
/** Open ground gets a vertex in each square of this side. */
const GROUND_METRES = 40;
/** Squares round a used one that are looked at: far enough to close a ring outside the reach. */
const GROUND_RINGS = 3;
/** Beyond the limit times are cut off here: far away must not pull the line. */
const CAP_SECONDS_OR_METRES = 200;

/**
 * A triangulation of all buildings, junctions and samples along the ways. It depends on the network
 * and the buildings only: stations and limits change the values, never the triangles.
 */
export interface FieldGeometry {
  readonly network: Network;
  /** Plane metres. Vertices: buildings, then nodes, then samples, then open ground and the frame. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly triangles: Uint32Array;
  readonly halfedges: Int32Array;
  /** The vertex of each building: buildings at one place share one. */
  readonly vertexOfBuilding: Uint32Array;
  readonly nodeVertices: { readonly first: number; readonly nodes: Uint32Array };
  readonly sampleVertices: { readonly first: number; readonly samples: Attachments };
}

export function buildFieldGeometry(network: Network, buildings: Attachments): FieldGeometry {
  const vertices = new VertexSet();
  const vertexOfBuilding = new Uint32Array(buildings.count);
  for (let i = 0; i < buildings.count; i++) {
    const [x, y] = [buildings.x[i] ?? Number.NaN, buildings.y[i] ?? Number.NaN];
    // A building without a finite position is in the list of the uncomputable, not on the map.
    vertexOfBuilding[i] = Number.isFinite(x + y) ? vertices.addExact(x, y) : 0;
  }
  const firstNode = vertices.count;
  const nodes: number[] = [];
  for (let node = 0; node < network.nodeCount; node++) {
    if (vertices.addSpaced(network.nodeX[node] ?? 0, network.nodeY[node] ?? 0)) nodes.push(node);
  }
  const firstSample = vertices.count;
  const samples = sampleEdges(network, vertices);
  addOpenGround(vertices, firstNode);
  addFrame(vertices);
  const { x, y } = vertices.columns();
  const flat = new Float64Array(x.length * 2);
  for (let i = 0; i < x.length; i++) {
    flat[i * 2] = x[i] ?? 0;
    flat[i * 2 + 1] = y[i] ?? 0;
  }
  const { triangles, halfedges } = new Delaunator(flat);
  return {
    network,
    x,
    y,
    triangles,
    halfedges,
    vertexOfBuilding,
    nodeVertices: { first: firstNode, nodes: Uint32Array.from(nodes) },
    sampleVertices: { first: firstSample, samples },
  };
}

/** What stands at vertices beyond everything that will be drawn; `maxUnits`: the largest limit. */
export const capUnits = (maxUnits: number): number => maxUnits + CAP_SECONDS_OR_METRES * 10;

/**
 * Units (0.1 s or 0.1 m) at every vertex. Buildings carry the very number that decides whether they
 * are covered. `maxUnits`: the largest limit that will be drawn.
 */
export function fieldValues(
  geometry: FieldGeometry,
  reach: StationReach,
  { buildingUnits, maxUnits }: { buildingUnits: Int32Array; maxUnits: number },
): Int32Array {
  const cap = capUnits(maxUnits);
  const values = new Int32Array(geometry.x.length).fill(cap);
  const capped = (units: number | undefined) =>
    units === undefined || units < 0 ? cap : Math.min(units, cap);
  geometry.vertexOfBuilding.forEach((vertex, building) => {
    values[vertex] = capped(buildingUnits[building]);
  });
  const { nodeVertices, sampleVertices } = geometry;
  nodeVertices.nodes.forEach((node, i) => {
    values[nodeVertices.first + i] = capped(bestLabel(reach.sweep, node).units);
  });
  reach.read(sampleVertices.samples).units.forEach((units, i) => {
    values[sampleVertices.first + i] = capped(units);
  });
  return values;
}

class VertexSet {
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  /** The vertex added last in each square of `CELL_METRES`, and the one before it. */
  readonly #lastInCell = new Map<number, number>();
  readonly #before: number[] = [];

  get count(): number {
    return this.#x.length;
  }

  /** The vertex at exactly this place, new or known: the triangulation drops duplicates silently. */
  addExact(x: number, y: number): number {
    for (const vertex of this.#inCell(cellOf(cellAt(x), cellAt(y)))) {
      if (this.#x[vertex] === x && this.#y[vertex] === y) return vertex;
    }
    return this.#push(x, y);
  }

  /** Adds a vertex unless another is too near. */
  addSpaced(x: number, y: number): boolean {
    const lastColumn = cellAt(x + MIN_SPACING_METRES);
    const lastRow = cellAt(y + MIN_SPACING_METRES);
    for (let column = cellAt(x - MIN_SPACING_METRES); column <= lastColumn; column++) {
      for (let row = cellAt(y - MIN_SPACING_METRES); row <= lastRow; row++) {
        if (this.#isTaken(cellOf(column, row), x, y)) return false;
      }
    }
    this.#push(x, y);
    return true;
  }

  columns(): { x: Float64Array; y: Float64Array } {
    return { x: Float64Array.from(this.#x), y: Float64Array.from(this.#y) };
  }

  *#inCell(cell: number): Generator<number> {
    for (let at = this.#lastInCell.get(cell) ?? -1; at >= 0; at = this.#before[at] ?? -1) yield at;
  }

  #isTaken(cell: number, x: number, y: number): boolean {
    for (let at = this.#lastInCell.get(cell) ?? -1; at >= 0; at = this.#before[at] ?? -1) {
      const distance = Math.hypot((this.#x[at] ?? 0) - x, (this.#y[at] ?? 0) - y);
      if (distance < MIN_SPACING_METRES) return true;
    }
    return false;
  }

  #push(x: number, y: number): number {
    this.#x.push(x);
    const vertex = this.#y.push(y) - 1;
    const cell = cellOf(cellAt(x), cellAt(y));
    this.#before.push(this.#lastInCell.get(cell) ?? -1);
    this.#lastInCell.set(cell, vertex);
    return vertex;
  }
}

/** Wider than the spacing: what is near a place lies in one to four squares, most often in one or two. */
const CELL_METRES = 4;

const cellAt = (metres: number): number => Math.floor(metres / CELL_METRES);

/** One number for a square; a network is at most 400 km wide, so rows fit into 2^20 of them. */
const cellOf = (column: number, row: number): number => column * 2097152 + row;

/** Places inside edges, at shape points and between them, as attachments without a leg. */
function sampleEdges(network: Network, vertices: VertexSet): Attachments {
  const edges: number[] = [];
  const along: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    for (const sample of samplesOf(network, edge)) {
      if (!vertices.addSpaced(sample.x, sample.y)) continue;
      edges.push(edge);
      along.push(sample.along);
      xs.push(sample.x);
      ys.push(sample.y);
    }
  }
  return {
    count: edges.length,
    x: Float64Array.from(xs),
    y: Float64Array.from(ys),
    edge: Int32Array.from(edges),
    alongMetres: Float64Array.from(along),
    legMetres: new Float64Array(edges.length),
    failures: new Map(),
  };
}

interface Sample {
  readonly x: number;
  readonly y: number;
  readonly along: number;
}

function* samplesOf(network: Network, edge: number): Generator<Sample> {
  const { shapeStart, shapeX, shapeY } = network;
  const lengths = shapeLengths(network, edge);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === 0) return;
  const metres = network.edgeMetres[edge] ?? 0;
  // Plane lengths to lengths on the ellipsoid, as when points are attached.
  const scale = metres / total;
  let before = 0;
  for (const [offset, length] of lengths.entries()) {
    const i = (shapeStart[edge] ?? 0) + offset;
    const [ax, ay] = [shapeX[i] ?? 0, shapeY[i] ?? 0];
    const [dx, dy] = [(shapeX[i + 1] ?? 0) - ax, (shapeY[i + 1] ?? 0) - ay];
    const parts = Math.max(1, Math.ceil(length / SAMPLE_METRES));
    for (let part = 1; part <= parts; part++) {
      const share = part / parts;
      const along = Math.min((before + share * length) * scale, metres);
      yield { x: ax + share * dx, y: ay + share * dy, along };
    }
    before += length;
  }
}

/**
 * Ground that no way comes near is not reached, just as a building there would not be: without
 * vertices of its own the line would run across rivers and out to the frame.
 */
function addOpenGround(vertices: VertexSet, firstWay: number): void {
  const { x, y } = vertices.columns();
  const used = new Map<number, number[]>();
  for (let i = firstWay; i < x.length; i++) {
    const square = squareOf(columnAt(x[i] ?? 0), columnAt(y[i] ?? 0));
    const members = used.get(square);
    if (members === undefined) used.set(square, [i]);
    else members.push(i);
  }
  const isNearWay = (centreX: number, centreY: number): boolean =>
    squaresAround(columnAt(centreX), columnAt(centreY), NEAR_RINGS).some((square) =>
      (used.get(square) ?? []).some(
        (i) => Math.hypot((x[i] ?? 0) - centreX, (y[i] ?? 0) - centreY) <= DEFAULT_MAX_LEG_METRES,
      ),
    );
  for (const square of groundSquares(used)) {
    const centreX = (Math.floor(square / SQUARES) + 0.5) * GROUND_METRES - HALF_WIDTH;
    const centreY = ((square % SQUARES) + 0.5) * GROUND_METRES - HALF_WIDTH;
    if (!isNearWay(centreX, centreY)) vertices.addSpaced(centreX, centreY);
  }
}

/** Squares without a way, but not far from one; in a fixed order. */
function groundSquares(used: ReadonlyMap<number, unknown>): Set<number> {
  const ground = new Set<number>();
  for (const square of used.keys()) {
    const [columnX, columnY] = [Math.floor(square / SQUARES), square % SQUARES];
    for (const each of squaresAround(columnX, columnY, GROUND_RINGS)) {
      if (!used.has(each)) ground.add(each);
    }
  }
  return ground;
}

/** Plane metres are at most 200 km from the middle; moved to be positive. */
const HALF_WIDTH = 400_000;
const SQUARES = 65_536;
const NEAR_RINGS = Math.ceil(DEFAULT_MAX_LEG_METRES / GROUND_METRES);

const columnAt = (metres: number): number => Math.floor((metres + HALF_WIDTH) / GROUND_METRES);
const squareOf = (columnX: number, columnY: number): number => columnX * SQUARES + columnY;

function squaresAround(columnX: number, columnY: number, rings: number): number[] {
  const steps = Array.from({ length: 2 * rings + 1 }, (_, step) => step - rings);
  return steps.flatMap((dx) => steps.map((dy) => squareOf(columnX + dx, columnY + dy)));
}

function addFrame(vertices: VertexSet): void {
  const { x, y } = vertices.columns();
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  x.forEach((value, i) => {
    west = Math.min(west, value);
    east = Math.max(east, value);
    south = Math.min(south, y[i] ?? 0);
    north = Math.max(north, y[i] ?? 0);
  });
  const columns = [west - FRAME_METRES, (west + east) / 2, east + FRAME_METRES];
  const rows = [south - FRAME_METRES, (south + north) / 2, north + FRAME_METRES];
  for (const column of columns) {
    for (const row of rows) {
      if (column !== columns[1] || row !== rows[1]) vertices.addExact(column, row);
    }
  }
}
