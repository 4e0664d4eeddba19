import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LineWork, NO_MARKS, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import { snapRound } from "./snap-round.ts";
import { cross } from "./snap-predicates.ts";
import type { Segment } from "./snap-predicates.ts";

type Four = [number, number, number, number];

function node(segments: readonly Four[]): NodedLines {
  const work = new LineWork();
  for (const segment of segments) work.addPath(segment, NO_MARKS);
  snapRound(work);
  return toNodedLines(work);
}

function segmentsOf(lines: NodedLines): Segment[] {
  return Array.from(lines.from, (a, edge) => {
    const b = lines.to[edge] ?? -1;
    return {
      ax: lines.x[a] ?? NaN,
      ay: lines.y[a] ?? NaN,
      bx: lines.x[b] ?? NaN,
      by: lines.y[b] ?? NaN,
    };
  });
}

function distance({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(ax + t * dx - x, ay + t * dy - y);
}

const coordinate = (reach: number): fc.Arbitrary<number> => fc.integer({ min: -reach, max: reach });
const segments = (reach: number): fc.Arbitrary<Four[]> =>
  fc.array(fc.tuple(coordinate(reach), coordinate(reach), coordinate(reach), coordinate(reach)), {
    minLength: 1,
    maxLength: 25,
  });
// Crowded, ordinary, and so long that crossings need more than 53 bits.
const anySegments = fc.oneof(segments(12), segments(1_000), segments(10_000_000));

test("edges meet only at points, half a centimetre or more from everything foreign", () => {
  fc.assert(
    fc.property(anySegments, (input) => {
      const edges = segmentsOf(node(input));
      const pairs = edges.flatMap((s) => edges.filter((t) => t !== s).map((t) => [s, t] as const));
      expect(pairs.some(([s, t]) => cross(s, t))).toBe(false);
      const foreign = pairs.filter(
        ([s, t]) => !(s.ax === t.ax && s.ay === t.ay) && !(s.bx === t.ax && s.by === t.ay),
      );
      const nearest = foreign.map(([s, t]) => distance(s, t.ax, t.ay));
      expect(Math.min(...nearest)).toBeGreaterThanOrEqual(0.4999);
    }),
    { numRuns: 150 },
  );
});

test("every input point is kept and no input line moves by more than a few centimetres", () => {
  fc.assert(
    fc.property(segments(1_000), (input) => {
      const lines = node(input);
      const edges = segmentsOf(lines);
      for (const [ax, ay, bx, by] of input) {
        if (ax === bx && ay === by) continue;
        for (const t of [0, 0.25, 0.5, 0.75, 1]) {
          const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)];
          const nearest = Math.min(...edges.map((edge) => distance(edge, x, y)));
          expect(nearest).toBeLessThan(t === 0 || t === 1 ? 1e-9 : 3);
        }
      }
    }),
  );
});

test("the order and the direction of the input leave no trace", () => {
  fc.assert(
    fc.property(anySegments, (input) => {
      const turned = input.toReversed().map(([ax, ay, bx, by]): Four => [bx, by, ax, ay]);
      const [a, b] = [node(input), node(turned)];
      expect([a.x, a.y, a.from, a.to]).toEqual([b.x, b.y, b.from, b.to]);
    }),
    { numRuns: 60 },
  );
});

test("lines that fall together become one edge of the strongest class", () => {
  const work = new LineWork();
  work.addPath([0, 0, 100, 0], { barrier: 4, regionSet: 0 });
  work.addPath([100, 0, 50, 0, 0, 0], { barrier: 1, regionSet: 0 });
  snapRound(work);
  const lines = toNodedLines(work);
  expect([...lines.x]).toEqual([0, 50, 100]);
  expect([...lines.barrier]).toEqual([1, 1]);
});

test("noding twice changes nothing", () => {
  fc.assert(
    fc.property(segments(100), (input) => {
      const once = segmentsOf(node(input));
      const twice = segmentsOf(node(once.map(({ ax, ay, bx, by }): Four => [ax, ay, bx, by])));
      expect(twice).toEqual(once);
    }),
    { numRuns: 50 },
  );
});
