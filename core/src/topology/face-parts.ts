import { joinedSets } from "./joined-sets.ts";
import type { NodedLines } from "./line-work.ts";
import type { Faces } from "./polygonize.ts";
import { float, int, num, uint } from "./typed-access.ts";

/** Faces that hang together: same label, across edges. Faces with a negative label are in no part. */
export interface FaceParts {
  readonly count: number;
  /** −1 for faces with a negative label. Parts are numbered by their lowest face. */
  readonly partOfFace: Int32Array;
  /** The label of each part. */
  readonly label: readonly number[];
  /** Twice the area in cm². */
  readonly area2: readonly number[];
  /** Centimetres. */
  readonly perimeter: readonly number[];
}

/** `isOpen` tells the edges that do not part equal labels; all, if not given. */
export function findParts(
  lines: NodedLines,
  faces: Faces,
  labelOfFace: Int32Array,
  isOpen: (edge: number) => boolean = () => true,
): FaceParts {
  // The lowest face of a part is its root, so numbering needs no second look.
  const { root, join } = joinedSets(faces.count);
  for (let edge = 0; edge < lines.from.length; edge++) {
    const [a, b] = [int(faces.ofHalf, 2 * edge), int(faces.ofHalf, 2 * edge + 1)];
    if (int(labelOfFace, a) !== int(labelOfFace, b) || !isOpen(edge)) continue;
    join(a, b);
  }
  const partOfFace = new Int32Array(faces.count).fill(-1);
  const label: number[] = [];
  const area2: number[] = [];
  for (let face = 0; face < faces.count; face++) {
    if (int(labelOfFace, face) < 0) continue;
    const top = root(face);
    if (top === face) {
      partOfFace[face] = label.length;
      label.push(int(labelOfFace, face));
      area2.push(0);
    }
    const part = int(partOfFace, top);
    partOfFace[face] = part;
    area2[part] = num(area2, part) + float(faces.area2, face);
  }
  const perimeter = measurePerimeters(lines, faces, partOfFace, label.length);
  return { count: label.length, partOfFace, label, area2, perimeter };
}

function edgeLength(lines: NodedLines, edge: number): number {
  const [a, b] = [uint(lines.from, edge), uint(lines.to, edge)];
  const [dx, dy] = [int(lines.x, b) - int(lines.x, a), int(lines.y, b) - int(lines.y, a)];
  return Math.sqrt(dx * dx + dy * dy);
}

function measurePerimeters(
  lines: NodedLines,
  faces: Faces,
  partOfFace: Int32Array,
  count: number,
): number[] {
  const perimeter = Array.from({ length: count }, () => 0);
  for (let edge = 0; edge < lines.from.length; edge++) {
    const left = int(partOfFace, int(faces.ofHalf, 2 * edge));
    const right = int(partOfFace, int(faces.ofHalf, 2 * edge + 1));
    if (left === right) continue;
    const length = edgeLength(lines, edge);
    if (left >= 0) perimeter[left] = num(perimeter, left) + length;
    if (right >= 0) perimeter[right] = num(perimeter, right) + length;
  }
  return perimeter;
}

/** One stretch of border between two parts of `FaceParts`. */
export interface PartNeighbour {
  readonly part: number;
  /** Centimetres. */
  readonly length: number;
  /** The strongest barrier that a step into the neighbour need not avoid: the weakest class on the border. */
  readonly weakestBarrier: number;
}

/** The neighbours of the chosen parts, by part: lengths of all their common edges summed. Outside (−1) is left out. */
export function findNeighbours(
  lines: NodedLines,
  faces: Faces,
  partOfFace: Int32Array,
  isWanted: (part: number) => boolean,
): Map<number, PartNeighbour[]> {
  const found = new Map<number, Map<number, PartNeighbour>>();
  const note = (part: number, neighbour: number, edge: number): void => {
    if (part < 0 || neighbour < 0 || !isWanted(part)) return;
    const ofPart = found.get(part) ?? new Map<number, PartNeighbour>();
    found.set(part, ofPart);
    const known = ofPart.get(neighbour);
    ofPart.set(neighbour, {
      part: neighbour,
      length: (known?.length ?? 0) + edgeLength(lines, edge),
      weakestBarrier: Math.max(known?.weakestBarrier ?? 0, lines.barrier[edge] ?? 0),
    });
  };
  for (let edge = 0; edge < lines.from.length; edge++) {
    const left = int(partOfFace, int(faces.ofHalf, 2 * edge));
    const right = int(partOfFace, int(faces.ofHalf, 2 * edge + 1));
    if (left === right) continue;
    note(left, right, edge);
    note(right, left, edge);
  }
  return new Map([...found].map(([part, neighbours]) => [part, [...neighbours.values()]]));
}

/** A point inside each of the chosen parts. */
export function pushBorderSegments(
  lines: NodedLines,
  faces: Faces,
  partOfFace: Int32Array,
  segmentsOf: ReadonlyMap<number, number[]>,
): void {
  for (let edge = 0; edge < lines.from.length; edge++) {
    const left = int(partOfFace, int(faces.ofHalf, 2 * edge));
    const right = int(partOfFace, int(faces.ofHalf, 2 * edge + 1));
    if (left === right) continue;
    const [a, b] = [uint(lines.from, edge), uint(lines.to, edge)];
    for (const part of [left, right])
      segmentsOf
        .get(part)
        ?.push(int(lines.x, a), int(lines.y, a), int(lines.x, b), int(lines.y, b));
  }
}
