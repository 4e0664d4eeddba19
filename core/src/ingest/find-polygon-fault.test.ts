import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Position, Ring } from "../geometry/index.ts";
import { findPolygonFault } from "./find-polygon-fault.ts";

const ring = (...corners: [number, number][]): Ring => [...corners, ...corners.slice(0, 1)];
const box = (x: number, y: number, size: number): Ring =>
  ring([x, y], [x + size, y], [x + size, y + size], [x, y + size]);
const codeOf = (...parts: Ring[][]): string | null => findPolygonFault(parts)?.code ?? null;

test("a bow-tie is refused with the place where it crosses", () => {
  const bow = ring([0, 0], [2, 2], [2, 0], [0, 2]);
  expect(findPolygonFault([[bow]])).toEqual({ code: "ingest.ring-crosses", lng: 1, lat: 1 });
});

test("spikes, self-touching and folded rings are refused", () => {
  expect(codeOf([ring([0, 0], [4, 0], [4, 4], [6, 4], [4, 4], [0, 4])])).toBe(
    "ingest.ring-crosses",
  );
  expect(codeOf([ring([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2])])).toBe(
    "ingest.ring-crosses",
  );
  expect(codeOf([ring([0, 0], [4, 0], [2, 0], [2, 3])])).toBe("ingest.ring-crosses");
});

test("holes may touch their shell at one point, and nothing more", () => {
  const shell = box(0, 0, 10);
  expect(codeOf([shell, box(2, 2, 2)])).toBeNull();
  expect(codeOf([shell, ring([0, 5], [2, 4], [2, 6])])).toBeNull();
  expect(codeOf([shell, ring([0, 5], [5, 0], [5, 5])])).toBe("ingest.rings-overlap");
  expect(codeOf([shell, box(0, 2, 2)])).toBe("ingest.rings-overlap");
  expect(codeOf([shell, box(20, 2, 2)])).toBe("ingest.hole-outside");
  expect(codeOf([shell, box(-5, -5, 30)])).toBe("ingest.hole-outside");
  expect(codeOf([shell, box(8, 8, 5)])).toBe("ingest.rings-overlap");
  expect(codeOf([shell, box(2, 2, 6), box(3, 3, 2)])).toBe("ingest.rings-overlap");
  expect(codeOf([shell, shell])).toBe("ingest.rings-overlap");
});

test("a chain of holes that cuts the ground in two is refused", () => {
  const shell = box(0, 0, 10);
  const left = ring([0, 5], [5, 4], [5, 5]);
  const right = ring([10, 5], [5, 5], [6, 4]);
  expect(codeOf([shell, left])).toBeNull();
  expect(codeOf([shell, left, right])).toBe("ingest.rings-overlap");
});

test("parts may touch at points but share no ground", () => {
  expect(codeOf([box(0, 0, 2)], [box(2, 2, 2)])).toBeNull();
  expect(codeOf([box(0, 0, 2)], [box(2, 0, 2)])).toBe("ingest.rings-overlap");
  expect(codeOf([box(0, 0, 2)], [box(1, 1, 2)])).toBe("ingest.rings-overlap");
  expect(codeOf([box(0, 0, 9)], [box(2, 2, 2)])).toBe("ingest.rings-overlap");
  expect(codeOf([box(0, 0, 9), box(1, 1, 5)], [box(2, 2, 2)])).toBeNull();
});

/** Slow and plain: every pair of segments by exact integer arithmetic. */
function isSimple(corners: readonly Position[]): boolean {
  const n = corners.length;
  const at = (i: number): Position => corners[i % n] ?? [NaN, NaN];
  const pairs = corners
    .flatMap((_, i) => corners.map((__, k) => [i, k] as const))
    .filter(([i, k]) => i < k);
  return pairs.every(([i, k]) => {
    if (k === i + 1) return !folds(at(i), at(k), at(k + 1));
    if (i === 0 && k === n - 1) return !folds(at(k), at(0), at(1));
    return !touches(at(i), at(i + 1), at(k), at(k + 1));
  });
}
const folds = (a: Position, b: Position, c: Position): boolean =>
  turn(a, b, c) === 0 && dot(a, b, c) > 0;
const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const dot = (a: Position, b: Position, c: Position): number =>
  (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]);
const within = (p: Position, a: Position, b: Position): boolean =>
  turn(a, b, p) === 0 &&
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);
function touches(a: Position, b: Position, c: Position, d: Position): boolean {
  if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true;
  return within(a, c, d) || within(b, c, d) || within(c, a, b) || within(d, a, b);
}

test("rings on a small lattice are judged as by exact integer arithmetic", () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
  const corners = fc.uniqueArray(corner, {
    minLength: 3,
    maxLength: 7,
    selector: ([x, y]) => x * 10 + y,
  });
  fc.assert(
    fc.property(corners, (found) => {
      expect(codeOf([ring(...found)]) === null).toBe(isSimple(found));
    }),
    { numRuns: 2000 },
  );
});

test("a ring of many corners is judged in time, and one made to keep us busy is given up", () => {
  const corners = (count: number, radius: (i: number) => number): [number, number][] =>
    Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / count;
      return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
    });
  expect(codeOf([ring(...corners(20_000, () => 1))])).toBeNull();
  const star = ring(...corners(2000, (i) => (i % 2 === 0 ? 1 : 0.01)));
  expect(codeOf([star])).toBeNull();
  expect(findPolygonFault([[star]], 10_000)?.code).toBe("ingest.row-too-large");
});
