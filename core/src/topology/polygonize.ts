/**
 * Faces of noded lines. A loop that runs counter-clockwise is the outer border of a face; one that
 * runs clockwise is the outside of a connected piece of line work and belongs to the face around it,
 * found by a ray to the south. Everything is exact.
 */
import { fillBuckets } from "./cell-grid.ts";
import type { CellBuckets } from "./cell-grid.ts";
import { findLoops, linkHalfEdges, originOf } from "./half-edges.ts";
import type { HalfEdges, Loops } from "./half-edges.ts";
import type { NodedLines } from "./line-work.ts";
import { halfEdgeBelow, indexEdges } from "./locate-face.ts";
import { float, int, item, num, uint } from "./typed-access.ts";

/** Face 0 is the outside of everything. */
export interface Faces {
  readonly count: number;
  /** The face on the left of each half-edge. */
  readonly ofHalf: Int32Array;
  /** Twice the area in cm², islands taken off; exact. That of face 0 is minus all the others. */
  readonly area2: Float64Array;
}

/** `lines` must be pruned: no dangling edges, none with the same face on both sides. */
export function polygonize(lines: NodedLines): Faces {
  const halfEdges = linkHalfEdges(lines);
  const loops = findLoops(halfEdges);
  const loopArea2 = loops.firstHalf.map((first) => areaOfLoop(lines, halfEdges, first));
  const faceOfLoop = new Int32Array(loopArea2.length).fill(-1);
  let count = 1;
  loopArea2.forEach((area2, loop) => {
    if (area2 > 0) faceOfLoop[loop] = count++;
  });
  placeIslands(lines, halfEdges, loops, faceOfLoop);
  const area2 = new Float64Array(count);
  loopArea2.forEach((value, loop) => {
    const face = int(faceOfLoop, loop);
    area2[face] = float(area2, face) + value;
  });
  return { count, ofHalf: loops.loopOf.map((loop) => int(faceOfLoop, loop)), area2 };
}

function areaOfLoop(lines: NodedLines, { next }: HalfEdges, first: number): number {
  let area2 = 0;
  let half = first;
  do {
    const [a, b] = [originOf(lines, half), originOf(lines, half ^ 1)];
    area2 += int(lines.x, a) * int(lines.y, b) - int(lines.x, b) * int(lines.y, a);
    half = uint(next, half);
  } while (half !== first);
  return area2;
}

/** Fills in the face of each clockwise loop, from west to east: the loop a ray meets first lies further west. */
function placeIslands(
  lines: NodedLines,
  halfEdges: HalfEdges,
  loops: Loops,
  faceOfLoop: Int32Array,
): void {
  const islands: { loop: number; point: number }[] = [];
  faceOfLoop.forEach((face, loop) => {
    if (face >= 0) return;
    const first = num(loops.firstHalf, loop);
    islands.push({ loop, point: westernmostPoint(lines, halfEdges, first) });
  });
  const index = islands.length > 1 ? indexEdges(lines) : undefined;
  // Points are numbered from west to east.
  for (const { loop, point } of islands.toSorted((a, b) => a.point - b.point)) {
    const half = index ? halfEdgeBelow(lines, index, int(lines.x, point), int(lines.y, point)) : -1;
    faceOfLoop[loop] = half < 0 ? 0 : int(faceOfLoop, int(loops.loopOf, half));
  }
}

function westernmostPoint(lines: NodedLines, { next }: HalfEdges, first: number): number {
  let lowest = originOf(lines, first);
  for (let half = uint(next, first); half !== first; half = uint(next, half))
    lowest = Math.min(lowest, originOf(lines, half));
  return lowest;
}

/** Half-edges by the face on their left. */
function bucketHalfEdges(faces: Faces): CellBuckets {
  return fillBuckets(faces.count, (visit) => {
    faces.ofHalf.forEach((face, half) => visit(face, half));
  });
}

/** The region set of each face: outside nothing, and across an edge whatever begins or ends there. */
export function labelFaces(lines: NodedLines, faces: Faces): Uint32Array {
  const { first, items } = bucketHalfEdges(faces);
  const setOf = new Uint32Array(faces.count);
  const isKnown = new Uint8Array(faces.count);
  isKnown[0] = 1;
  const queue = [0];
  for (let at = 0; at < queue.length; at++) {
    const face = item(queue, at);
    for (let place = uint(first, face); place < uint(first, face + 1); place++) {
      const half = uint(items, place);
      const other = int(faces.ofHalf, half ^ 1);
      if (isKnown[other] === 1) continue;
      isKnown[other] = 1;
      setOf[other] = lines.sets.difference(uint(setOf, face), uint(lines.regionSet, half >> 1));
      queue.push(other);
    }
  }
  return setOf;
}
