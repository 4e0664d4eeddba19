import type { PlaneFrame } from "../geometry/index.ts";
import { indexUnitBorders, walkPoints } from "./arc-walk.ts";
import { originOf } from "./half-edges.ts";
import { labelPoint } from "./label-point.ts";
import type { NodedLines } from "./line-work.ts";
import type { Arcs, PlacedBuildings, PlanarMap, Units } from "./planar-map.ts";
import type { Faces } from "./polygonize.ts";
import { byte, float, int, item, num, uint } from "./typed-access.ts";

/** What is known of a unit before its ground is measured. */
export interface UnitFacts {
  readonly id: string;
  readonly households: number;
  /** Index into `communityIds`, −1 if none. */
  readonly community: number;
  readonly compound: number;
  readonly enclosure: number;
}

export interface MapParts {
  readonly frame: PlaneFrame;
  readonly lines: NodedLines;
  readonly faces: Faces;
  /** Index into `units` of each face, `OUTSIDE` if none. */
  readonly unitOfFace: Int32Array;
  readonly units: readonly UnitFacts[];
  readonly buildings: PlacedBuildings;
  readonly communityIds: readonly string[];
  readonly compoundIds: readonly string[];
}

/** Faces of one unit grow together: edges with the same unit on both sides are left out, the rest is chained into arcs. */
export function assembleMap(parts: MapParts): PlanarMap {
  const { nodes, arcs } = chainArcs(parts);
  const map = {
    centralMeridian: parts.frame.centralMeridian,
    origin: parts.frame.origin,
    nodes,
    arcs,
    units: unmeasuredUnits(parts.units),
    buildings: parts.buildings,
    communityIds: parts.communityIds,
    compoundIds: parts.compoundIds,
  };
  const borders = indexUnitBorders(map);
  parts.units.forEach((_, unit) => {
    const segments: number[] = [];
    for (let at = uint(borders.first, unit); at < uint(borders.first, unit + 1); at++)
      pushSegments(walkPoints(map, uint(borders.signed, at)), segments);
    if (segments.length === 0) throw new Error(`unit ${unit} has no ground`);
    map.units.label.set(labelPoint(segments), 2 * unit);
  });
  parts.unitOfFace.forEach((unit, face) => {
    if (unit >= 0)
      map.units.area2[unit] = float(map.units.area2, unit) + float(parts.faces.area2, face);
  });
  return map;
}

function pushSegments(points: readonly number[], segments: number[]): void {
  for (let at = 0; at + 3 < points.length; at += 2)
    segments.push(num(points, at), num(points, at + 1), num(points, at + 2), num(points, at + 3));
}

function unmeasuredUnits(units: readonly UnitFacts[]): Units {
  return {
    ids: units.map(({ id }) => id),
    households: Uint32Array.from(units, ({ households }) => households),
    area2: new Float64Array(units.length),
    community: Int32Array.from(units, ({ community }) => community),
    compound: Int32Array.from(units, ({ compound }) => compound),
    enclosure: Int32Array.from(units, ({ enclosure }) => enclosure),
    label: new Int32Array(2 * units.length),
  };
}

/** The two edges at most that go on from a point, and what makes it a node. */
interface Border {
  readonly lines: NodedLines;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Half-edges that leave each point: those of point p are `leaving` [first[p], first[p+1]). */
  readonly first: Uint32Array;
  readonly leaving: Uint32Array;
  readonly isNode: Uint8Array;
}

function chainArcs(parts: MapParts): { nodes: Int32Array; arcs: Arcs } {
  const border = findBorder(parts);
  markLoops(border);
  const { lines, isNode, first, leaving } = border;
  const nodePoints: number[] = [];
  isNode.forEach((flag, point) => {
    if (flag === 1) nodePoints.push(point);
  });
  const nodeOf = new Uint32Array(lines.x.length);
  nodePoints.forEach((point, node) => {
    nodeOf[point] = node;
  });
  const isDone = new Uint8Array(lines.from.length);
  const arcs = new ArcList(lines);
  for (const point of nodePoints)
    for (let at = uint(first, point); at < uint(first, point + 1); at++) {
      const half = uint(leaving, at);
      if (byte(isDone, half >> 1) === 1) continue;
      arcs.add(border, walkArc(border, half, isDone), nodeOf);
    }
  const nodes = new Int32Array(2 * nodePoints.length);
  nodePoints.forEach((point, node) => {
    nodes.set([int(lines.x, point), int(lines.y, point)], 2 * node);
  });
  return { nodes, arcs: arcs.finish() };
}

function findBorder({ lines, faces, unitOfFace }: MapParts): Border {
  const edgeCount = lines.from.length;
  const side = (half: number): number => int(unitOfFace, int(faces.ofHalf, half));
  const left = new Int32Array(edgeCount).map((_, edge) => side(2 * edge));
  const right = new Int32Array(edgeCount).map((_, edge) => side(2 * edge + 1));
  const first = new Uint32Array(lines.x.length + 1);
  const kept: number[] = [];
  for (let half = 0; half < 2 * edgeCount; half++) {
    if (int(left, half >> 1) === int(right, half >> 1)) continue;
    kept.push(half);
    const origin = originOf(lines, half);
    first[origin + 1] = uint(first, origin + 1) + 1;
  }
  for (let point = 0; point < lines.x.length; point++)
    first[point + 1] = uint(first, point + 1) + uint(first, point);
  const next = first.slice();
  const leaving = new Uint32Array(kept.length);
  for (const half of kept) {
    const origin = originOf(lines, half);
    const place = uint(next, origin);
    leaving[place] = half;
    next[origin] = place + 1;
  }
  const isNode = new Uint8Array(lines.x.length);
  for (let point = 0; point < lines.x.length; point++) {
    const [start, degree] = [uint(first, point), uint(first, point + 1) - uint(first, point)];
    const barrierAt = (at: number): number => byte(lines.barrier, uint(leaving, at) >> 1);
    if (degree > 2 || (degree === 2 && barrierAt(start) !== barrierAt(start + 1)))
      isNode[point] = 1;
  }
  return { lines, left, right, first, leaving, isNode };
}

/** A closed loop without a junction gets one node: its lowest point, which is where its lowest edge begins. */
function markLoops(border: Border): void {
  const { lines, left, right, isNode, first, leaving } = border;
  const isDone = new Uint8Array(lines.from.length);
  for (let point = 0; point < lines.x.length; point++)
    if (byte(isNode, point) === 1)
      for (let at = uint(first, point); at < uint(first, point + 1); at++)
        walkArc(border, uint(leaving, at), isDone);
  for (let edge = 0; edge < lines.from.length; edge++) {
    if (byte(isDone, edge) === 1 || int(left, edge) === int(right, edge)) continue;
    isNode[uint(lines.from, edge)] = 1;
    walkArc(border, 2 * edge, isDone);
  }
}

/** Half-edges from `half` to the next node. */
function walkArc({ lines, first, leaving, isNode }: Border, half: number, isDone: Uint8Array) {
  const walk = [half];
  isDone[half >> 1] = 1;
  let last = half;
  let end = originOf(lines, last ^ 1);
  while (byte(isNode, end) === 0) {
    const start = uint(first, end);
    const one = uint(leaving, start);
    last = one === (last ^ 1) ? uint(leaving, start + 1) : one;
    isDone[last >> 1] = 1;
    walk.push(last);
    end = originOf(lines, last ^ 1);
  }
  return walk;
}

class ArcList {
  readonly #lines: NodedLines;
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #barrier: number[] = [];
  readonly #firstPoint: number[] = [0];
  readonly #points: number[] = [];
  readonly #length: number[] = [];
  readonly #cross: number[] = [];

  constructor(lines: NodedLines) {
    this.#lines = lines;
  }

  add(border: Border, walk: readonly number[], nodeOf: Uint32Array): void {
    const lines = this.#lines;
    const [first, last] = [item(walk, 0), item(walk, walk.length - 1)];
    const [here, there] = first & 1 ? [border.right, border.left] : [border.left, border.right];
    this.#from.push(uint(nodeOf, originOf(lines, first)));
    this.#to.push(uint(nodeOf, originOf(lines, last ^ 1)));
    this.#left.push(int(here, first >> 1));
    this.#right.push(int(there, first >> 1));
    this.#barrier.push(byte(lines.barrier, first >> 1));
    let [length, cross] = [0, 0];
    for (const half of walk) {
      const [a, b] = [originOf(lines, half), originOf(lines, half ^ 1)];
      const [ax, ay, bx, by] = [int(lines.x, a), int(lines.y, a), int(lines.x, b), int(lines.y, b)];
      length += Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      cross += ax * by - bx * ay;
      if (half !== first) this.#points.push(ax, ay);
    }
    this.#length.push(Math.round(length));
    this.#cross.push(cross);
    this.#firstPoint.push(this.#points.length / 2);
  }

  finish(): Arcs {
    return {
      from: Uint32Array.from(this.#from),
      to: Uint32Array.from(this.#to),
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      barrier: Uint8Array.from(this.#barrier),
      firstPoint: Uint32Array.from(this.#firstPoint),
      points: Int32Array.from(this.#points),
      length: Uint32Array.from(this.#length),
      cross: Float64Array.from(this.#cross),
    };
  }
}
