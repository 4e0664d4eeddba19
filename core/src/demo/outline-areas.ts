import type { Spot } from "./ground.ts";
import { itemAt } from "./random.ts";

interface Edge {
  readonly from: Spot;
  readonly to: Spot;
}

/** Whole centimetres: spots are equal when these are. */
const keyOf = ([x, y]: Spot): string => `${Math.round(x * 100)},${Math.round(y * 100)}`;

/**
 * The outlines of a union of rings that share their corners exactly: an edge that another ring runs
 * through the other way round lies inside and drops out, the rest joins up into rings. Outer rings
 * come counter-clockwise, holes clockwise; none repeats its first corner.
 */
export function outlineOf(rings: readonly (readonly Spot[])[]): Spot[][] {
  const edges = new Map<string, Edge>();
  for (const ring of rings) {
    ring.forEach((from, k) => {
      const to = itemAt(ring, (k + 1) % ring.length);
      const [start, end] = [keyOf(from), keyOf(to)];
      if (!edges.delete(`${end}>${start}`)) edges.set(`${start}>${end}`, { from, to });
    });
  }
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges.values()) {
    const start = keyOf(edge.from);
    leaving.set(start, [...(leaving.get(start) ?? []), edge]);
  }
  const outlines: Spot[][] = [];
  for (const [key, edge] of edges) if (edges.has(key)) outlines.push(follow(edge, edges, leaving));
  return outlines;
}

function follow(first: Edge, edges: Map<string, Edge>, leaving: Map<string, Edge[]>): Spot[] {
  const ring: Spot[] = [];
  let edge = first;
  for (;;) {
    ring.push(edge.from);
    edges.delete(`${keyOf(edge.from)}>${keyOf(edge.to)}`);
    const end = keyOf(edge.to);
    if (end === keyOf(first.from)) return ring;
    const open = (leaving.get(end) ?? []).filter((each) => edges.has(`${end}>${keyOf(each.to)}`));
    edge = leftmost(edge, open);
  }
}

/** Where rings touch in a corner, the sharpest turn to the left keeps them apart. */
function leftmost(before: Edge, open: readonly Edge[]): Edge {
  const heading = Math.atan2(before.to[1] - before.from[1], before.to[0] - before.from[0]);
  const turn = ({ from, to }: Edge): number => {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]) - heading;
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };
  const [first, ...rest] = open;
  if (!first) throw new Error(`outline breaks off at ${keyOf(before.to)}`);
  return rest.reduce((best, each) => (turn(each) > turn(best) ? each : best), first);
}

/** Twice the signed area of a ring, square metres; above zero when counter-clockwise. */
export function doubleArea(ring: readonly Spot[]): number {
  let sum = 0;
  ring.forEach(([ax, ay], k) => {
    const [bx, by] = itemAt(ring, (k + 1) % ring.length);
    sum += ax * by - bx * ay;
  });
  return sum;
}

/** For each ring the numbers of those that share an edge with it. */
export function neighboursOf(rings: readonly (readonly Spot[])[]): number[][] {
  const owner = new Map<string, number>();
  const neighbours = rings.map((): Set<number> => new Set());
  rings.forEach((ring, number) => {
    ring.forEach((from, k) => {
      const [start, end] = [keyOf(from), keyOf(itemAt(ring, (k + 1) % ring.length))];
      owner.set(`${start}>${end}`, number);
      const other = owner.get(`${end}>${start}`);
      if (other === undefined) return;
      itemAt(neighbours, number).add(other);
      itemAt(neighbours, other).add(number);
    });
  });
  return neighbours.map((each) => Array.from(each).toSorted((a, b) => a - b));
}
