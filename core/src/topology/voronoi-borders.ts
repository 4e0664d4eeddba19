/**
 * Lines halfway between buildings: of the Voronoi diagram of points along their outlines only the
 * edges between different buildings.
 */
import Delaunator from "delaunator";
import { int, num, uint } from "./typed-access.ts";

/** Samples of the buildings of one enclosure, in any order, no two alike. */
export interface OutlineSamples {
  /** x, y, x, y, … in centimetres. */
  readonly coordinates: readonly number[];
  /** The building of each sample. */
  readonly owners: readonly number[];
}

export interface BorderChain {
  /** Centimetres, not whole: x, y, x, y, … */
  readonly points: readonly number[];
  readonly owners: readonly [number, number];
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** Chains run from junction to junction, or close; some leave `box`, the box of the enclosure, and go far. */
export function traceBorders(samples: OutlineSamples, box: Box): BorderChain[] {
  const { coordinates, owners } = withFrame(samples, box);
  const { triangles, halfedges } = new Delaunator(coordinates);
  const corner = (half: number): number => num(owners, triangles[half] ?? -1);
  const isBorder = (half: number): boolean => {
    const other = int(halfedges, half);
    const [a, b] = [corner(half), corner(nextInTriangle(half))];
    return other >= 0 && a !== b && a >= 0 && b >= 0;
  };
  const centre = circumcentres(triangles, coordinates, box);
  const chains: BorderChain[] = [];
  const isDone = new Uint8Array(halfedges.length);
  const follow = (first: number): void => {
    const points: number[] = centre(Math.floor(first / 3));
    for (let half = first; half >= 0;) {
      const other = int(halfedges, half);
      isDone[half] = 1;
      isDone[other] = 1;
      points.push(...centre(Math.floor(other / 3)));
      half = onwards(other, isBorder, isDone);
    }
    chains.push({ points, owners: [corner(first), corner(nextInTriangle(first))] });
  };
  // Ends and junctions first; what is left are closed chains.
  for (const wantsEnds of [true, false])
    for (let half = 0; half < halfedges.length; half++)
      if (
        isDone[half] === 0 &&
        isBorder(half) &&
        !(wantsEnds && countBorders(half, isBorder) === 2)
      )
        follow(half);
  return chains;
}

function nextInTriangle(half: number): number {
  return half % 3 === 2 ? half - 2 : half + 1;
}

function countBorders(half: number, isBorder: (half: number) => boolean): number {
  const next = nextInTriangle(half);
  return [half, next, nextInTriangle(next)].filter((side) => isBorder(side)).length;
}

/** The half-edge by which a chain that came in through `half` leaves the triangle; −1 at a junction or an end. */
function onwards(half: number, isBorder: (half: number) => boolean, isDone: Uint8Array): number {
  const next = nextInTriangle(half);
  const sides = [next, nextInTriangle(next)].filter((side) => isBorder(side));
  const only = sides.length === 1 ? num(sides, 0) : -1;
  return only >= 0 && isDone[only] === 0 ? only : -1;
}

/**
 * Eight points of no building, far round: every real cell is then bounded, and a single pair of
 * samples or samples in a line have triangles too. Sorted, so that the order of the input cannot
 * choose among triangulations of points on one circle.
 */
function withFrame({ coordinates, owners }: OutlineSamples, [west, south, east, north]: Box) {
  const order = [...owners.keys()].toSorted(
    (a, b) =>
      num(coordinates, 2 * a) - num(coordinates, 2 * b) ||
      num(coordinates, 2 * a + 1) - num(coordinates, 2 * b + 1),
  );
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  const reach = 8 * Math.max(east - west, north - south, 100);
  const result = new Float64Array(2 * (order.length + 8));
  order.forEach((sample, place) => {
    result[2 * place] = num(coordinates, 2 * sample) - middleX;
    result[2 * place + 1] = num(coordinates, 2 * sample + 1) - middleY;
  });
  for (let place = 0; place < 8; place++) {
    const [x, y] = DIRECTIONS[place] ?? [0, 0];
    result.set([reach * x, reach * y], 2 * (order.length + place));
  }
  const none = DIRECTIONS.map(() => -1);
  return { coordinates: result, owners: [...order.map((sample) => num(owners, sample)), ...none] };
}

// Not on one circle, so that their triangulation is unique.
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, 0.01],
  [0.72, 0.7],
  [-0.02, 1.01],
  [-0.69, 0.71],
  [-1.02, -0.01],
  [-0.7, -0.73],
  [0.03, -1.03],
  [0.71, -0.68],
];

/** Centres of the triangles, in centimetres; those of flat triangles at the rim lie far outside the box. */
function circumcentres(triangles: Uint32Array, coordinates: Float64Array, box: Box) {
  const [middleX, middleY] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return (triangle: number): [number, number] => {
    const [ax, ay] = pointAt(coordinates, uint(triangles, 3 * triangle));
    const [bx, by] = pointAt(coordinates, uint(triangles, 3 * triangle + 1));
    const [cx, cy] = pointAt(coordinates, uint(triangles, 3 * triangle + 2));
    const [dx, dy, ex, ey] = [bx - ax, by - ay, cx - ax, cy - ay];
    const [d2, e2] = [dx * dx + dy * dy, ex * ex + ey * ey];
    const half = 0.5 / (dx * ey - dy * ex);
    return [middleX + ax + (ey * d2 - dy * e2) * half, middleY + ay + (dx * e2 - ex * d2) * half];
  };
}

function pointAt(coordinates: Float64Array, point: number): [number, number] {
  return [coordinates[2 * point] ?? NaN, coordinates[2 * point + 1] ?? NaN];
}
