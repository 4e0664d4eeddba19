import type { FieldGeometry } from "./time-field.ts";

/** Closed ring in plane metres, x0, y0, x1, y1 …; the inside is on the left. First point not repeated. */
export type PlaneRing = Float64Array;

/** The line never comes nearer to a vertex than this, or than a tenth of the side it cuts. */
const CLEARANCE_METRES = 0.05;
const CLEARANCE_SHARE = 0.1;

/**
 * Rings around all places with a value of at most `limit`, by marching triangles. A vertex is inside
 * if and only if its value is: the threshold lies half a unit above, so none is on the line.
 */
export function traceContour(
  geometry: FieldGeometry,
  values: Int32Array,
  limit: number,
): PlaneRing[] {
  const { triangles, halfedges } = geometry;
  const isInside = (vertex: number) => (values[vertex] ?? 0) <= limit;
  const leavesAt = (halfedge: number) =>
    isInside(triangles[halfedge] ?? 0) && !isInside(triangles[nextHalfedge(halfedge)] ?? 0);
  const seen = new Uint8Array(triangles.length);
  const rings: PlaneRing[] = [];
  for (let start = 0; start < triangles.length; start++) {
    if (seen[start] === 1 || !leavesAt(start)) continue;
    const ring: number[] = [];
    for (let at = start; seen[at] === 0;) {
      seen[at] = 1;
      ring.push(...cutSide(geometry, values, { halfedge: at, limit }));
      // Through the triangle to the side where the line comes back in, and over to the neighbour.
      let entry = nextHalfedge(at);
      if (isInside(triangles[nextHalfedge(entry)] ?? 0) === isInside(triangles[entry] ?? 0)) {
        entry = nextHalfedge(entry);
      }
      at = halfedges[entry] ?? -1;
      if (at < 0) throw new Error(`contour ${limit} leaves the frame at half-edge ${entry}`);
    }
    rings.push(Float64Array.from(ring));
  }
  return isClockwise(geometry) ? rings.map(reverseRing) : rings;
}

function nextHalfedge(halfedge: number): number {
  return halfedge % 3 === 2 ? halfedge - 2 : halfedge + 1;
}

/** Where the line cuts a side: always computed from the end with the lower index, so both triangles agree. */
function cutSide(
  { triangles, x, y }: FieldGeometry,
  values: Int32Array,
  { halfedge, limit }: { halfedge: number; limit: number },
): [number, number] {
  const one = triangles[halfedge] ?? 0;
  const two = triangles[nextHalfedge(halfedge)] ?? 0;
  const [a, b] = one < two ? [one, two] : [two, one];
  const [ax, ay, bx, by] = [x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0];
  const [from, to] = [values[a] ?? 0, values[b] ?? 0];
  const clearance = Math.min(CLEARANCE_METRES / Math.hypot(bx - ax, by - ay), CLEARANCE_SHARE);
  const raw = (limit + 0.5 - from) / (to - from);
  const share = Math.min(1 - clearance, Math.max(clearance, raw));
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}

function isClockwise({ triangles, x, y }: FieldGeometry): boolean {
  const [a = 0, b = 0, c = 0] = triangles;
  const [ax, ay] = [x[a] ?? 0, y[a] ?? 0];
  const [bx, by] = [x[b] ?? 0, y[b] ?? 0];
  return (bx - ax) * ((y[c] ?? 0) - ay) - (by - ay) * ((x[c] ?? 0) - ax) < 0;
}

function reverseRing(ring: PlaneRing): PlaneRing {
  const reversed = new Float64Array(ring.length);
  for (let i = 0; i + 1 < ring.length; i += 2) {
    reversed.set([ring[i] ?? 0, ring[i + 1] ?? 0], ring.length - 2 - i);
  }
  return reversed;
}
