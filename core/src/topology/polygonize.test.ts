import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LineWork, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import { indexEdges, locateFace } from "./locate-face.ts";
import { labelFaces, polygonize } from "./polygonize.ts";
import { pruneLines } from "./prune-lines.ts";
import { snapRound } from "./snap-round.ts";
import { int, uint } from "./typed-access.ts";

type Point = [number, number];

const point: fc.Arbitrary<Point> = fc.tuple(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 0, max: 400 }),
);
const rings = fc.array(fc.array(point, { minLength: 2, maxLength: 6 }), {
  minLength: 1,
  maxLength: 6,
});

function nodeRings(input: readonly Point[][]): NodedLines {
  const work = new LineWork();
  input.forEach((ring, region) => {
    const closed = [...ring, ...ring.slice(0, 1)];
    work.addPath(closed.flat(), { barrier: 5, regionSet: work.sets.of(region) });
  });
  snapRound(work);
  return pruneLines(toNodedLines(work));
}

/** Twice the area above the lowest line that is under p, found by trying every edge: even–odd for one region. */
function isInside(lines: NodedLines, region: number, [px, py]: Point): boolean {
  let inside = false;
  for (let edge = 0; edge < lines.from.length; edge++) {
    if (!lines.sets.members(uint(lines.regionSet, edge)).includes(region)) continue;
    const [a, b] = [uint(lines.from, edge), uint(lines.to, edge)];
    const [ax, ay, bx, by] = [int(lines.x, a), int(lines.y, a), int(lines.x, b), int(lines.y, b)];
    if (ay > py === by > py) continue;
    if (ax + ((py - ay) / (by - ay)) * (bx - ax) > px) inside = !inside;
  }
  return inside;
}

test("a point lies in the face whose regions enclose it by an even–odd count of all edges", () => {
  fc.assert(
    fc.property(rings, fc.array(point, { minLength: 5, maxLength: 20 }), (input, points) => {
      const lines = nodeRings(input);
      const faces = polygonize(lines);
      const sets = labelFaces(lines, faces);
      const index = indexEdges(lines);
      for (const [x, y] of points) {
        // Off the whole numbers, so that no point lies on an edge's end.
        const probe: Point = [x + 0.37, y + 0.41];
        const face = locateFace(lines, faces, index, probe);
        const expected = input
          .map((_, region) => region)
          .filter((at) => isInside(lines, at, probe));
        expect(lines.sets.members(uint(sets, face))).toEqual(expected);
      }
    }),
    { numRuns: 150 },
  );
});

test("faces, edges and points obey Euler, and areas add up to nothing with the outside", () => {
  fc.assert(
    fc.property(rings, (input) => {
      const lines = nodeRings(input);
      const faces = polygonize(lines);
      const used = new Set([...lines.from, ...lines.to]);
      const root = new Map([...used].map((at) => [at, at]));
      const find = (at: number): number => {
        const up = root.get(at) ?? at;
        return up === at ? at : find(up);
      };
      lines.from.forEach((from, edge) => root.set(find(from), find(uint(lines.to, edge))));
      const components = new Set([...used].map(find)).size;
      expect(faces.count).toBe(lines.from.length - used.size + components + 1);
      expect(faces.area2.reduce((sum, area2) => sum + area2, 0)).toBe(0);
      expect([...faces.area2].slice(1).every((area2) => area2 > 0)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("an island belongs to the face around it, an island in an island to the inner one", () => {
  const square = (low: number, high: number): Point[] => [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const faces = polygonize(nodeRings([square(0, 100), square(20, 80), square(40, 60)]));
  expect([...faces.area2].toSorted((a, b) => a - b)).toEqual([-20_000, 800, 6_400, 12_800]);
});

test("dangling lines, and a line between two islands, bound nothing", () => {
  const work = new LineWork();
  const none = { barrier: 5, regionSet: 0 };
  work.addPath([0, 0, 100, 0, 100, 100, 0, 100, 0, 0], none);
  work.addPath([20, 20, 40, 20, 40, 40, 20, 20], none);
  work.addPath([40, 40, 100, 100, 300, 300, 310, 300], none);
  snapRound(work);
  const faces = polygonize(pruneLines(toNodedLines(work)));
  expect([...faces.area2].toSorted((a, b) => a - b)).toEqual([-20_000, 400, 19_600]);
});
