import { array, assert, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { unitsInLasso, withoutKnots, type Lasso } from "./lasso.ts";
import { graphFromBorders } from "../model/unit-graph.ts";

type Point = readonly [number, number];

const groundOf = (labels: readonly Point[], compound: readonly number[] = []) => ({
  graph: graphFromBorders(
    labels.map((label, unit) => ({
      households: 1,
      area2: 2,
      outline: 4,
      compound: compound[unit] ?? -1,
      enclosure: -1,
      label,
    })),
    [],
  ),
});

const inside = (labels: readonly Point[], ring: Lasso): readonly number[] => {
  const found = unitsInLasso(groundOf(labels), ring, "unit");
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};

/** Winding number in big integers: turns of the ring round a point that is not on it. */
function winding(ring: Lasso, [x, y]: Point): number {
  let turns = 0;
  for (const [at, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [0, 0];
    const side =
      (BigInt(bx) - BigInt(ax)) * (BigInt(y) - BigInt(ay)) -
      (BigInt(x) - BigInt(ax)) * (BigInt(by) - BigInt(ay));
    if (ay <= y && by > y && side > 0n) turns++;
    if (ay > y && by <= y && side < 0n) turns--;
  }
  return turns;
}

const isOn = (ring: Lasso, [x, y]: Point): boolean =>
  ring.some(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [0, 0];
    const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
    return (
      side === 0 &&
      Math.min(ax, bx) <= x &&
      x <= Math.max(ax, bx) &&
      Math.min(ay, by) <= y &&
      y <= Math.max(ay, by)
    );
  });

/** Whether two segments meet, by solving for the place in fractions of big integers. */
function crosses(ring: Lasso): boolean {
  const n = ring.length;
  const at = (i: number): Point => ring[i % n] ?? [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (segmentsMeet([at(i), at(i + 1)], [at(j), at(j + 1)])) return true;
    }
  return false;
}

function segmentsMeet([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const [rx, ry] = [BigInt(b[0] - a[0]), BigInt(b[1] - a[1])];
  const [sx, sy] = [BigInt(d[0] - c[0]), BigInt(d[1] - c[1])];
  const [qx, qy] = [BigInt(c[0] - a[0]), BigInt(c[1] - a[1])];
  const cross = rx * sy - ry * sx;
  if (cross === 0n) {
    if (qx * ry - qy * rx !== 0n) return false;
    const boxes = [0, 1].map(
      (axis) =>
        Math.max(Math.min(a[axis] ?? 0, b[axis] ?? 0), Math.min(c[axis] ?? 0, d[axis] ?? 0)) <=
        Math.min(Math.max(a[axis] ?? 0, b[axis] ?? 0), Math.max(c[axis] ?? 0, d[axis] ?? 0)),
    );
    return boxes.every(Boolean);
  }
  const [t, u] = [qx * sy - qy * sx, qx * ry - qy * rx];
  const [low, high] = cross > 0n ? [0n, cross] : [cross, 0n];
  return t >= low && t <= high && u >= low && u <= high;
}

const point = tuple(integer({ min: -40, max: 40 }), integer({ min: -40, max: 40 }));
const far = tuple(
  integer({ min: -9_999_999, max: 9_999_999 }),
  integer({ min: -9_999_999, max: 9_999_999 }),
);
const isPlain = (ring: readonly Point[]): boolean =>
  ring.every((one, at) => {
    const next = ring[(at + 1) % ring.length];
    return next === undefined || one[0] !== next[0] || one[1] !== next[1];
  });

for (const [name, points] of [
  ["small", point],
  ["at the edge of what is exact", far],
] as const)
  test(`a lasso of ${name} numbers holds what winding in big integers says, or is refused`, () => {
    assert(
      property(
        array(points, { minLength: 3, maxLength: 12 }),
        array(points, { minLength: 1, maxLength: 20 }),
        (ring, labels) => {
          if (!isPlain(ring)) return;
          const found = unitsInLasso(groundOf(labels), ring, "unit");
          expect(found.ok).toBe(!crosses(ring));
          if (!found.ok) return;
          const chosen = new Set(found.value);
          const clear = [...labels.entries()].filter(([, label]) => !isOn(ring, label));
          expect(clear.map(([unit]) => chosen.has(unit))).toEqual(
            clear.map(([, label]) => winding(ring, label) !== 0),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

test("a lasso in the shape of an eight is refused with its middle, and a cut leaves its larger loop", () => {
  const eight: Lasso = [
    [0, 0],
    [100, 100],
    [100, 0],
    [0, 100],
  ];
  expect(unitsInLasso(groundOf([[10, 50]]), eight, "unit")).toEqual({
    ok: false,
    error: { code: "division.ring-crosses-itself", at: [50, 50] },
  });
  const overshot: Lasso = [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
    [0, -10],
    [-10, -10],
    [5, 5],
  ];
  expect(inside([[50, 50]], withoutKnots(overshot))).toEqual([0]);
});

test("cutting knots off always leaves a ring that can be used", () => {
  assert(
    property(array(point, { minLength: 3, maxLength: 14 }), (ring) => {
      const found = unitsInLasso(groundOf([[0, 0]]), withoutKnots(ring), "unit");
      expect(found.ok).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("a pause of the hand and a line without a middle choose nothing and do not fail", () => {
  expect(inside([[1, 1]], [])).toEqual([]);
  expect(
    inside(
      [[1, 1]],
      [
        [0, 0],
        [0, 0],
        [5, 5],
      ],
    ),
  ).toEqual([]);
  const rested: Lasso = [
    [0, 0],
    [0, 0],
    [9, 0],
    [9, 9],
    [9, 9],
    [0, 9],
  ];
  expect(inside([[4, 4]], rested)).toEqual([0]);
});

test("a compound comes whole or not at all, by its own label point", () => {
  const labels: Point[] = [
    [0, 0],
    [10, 0],
    [20, 0],
    [90, 0],
  ];
  const ground = groundOf(labels, [7, 7, 7, -1]);
  const box = (west: number, east: number): Lasso => [
    [west, -5],
    [east, -5],
    [east, 5],
    [west, 5],
  ];
  const within = (ring: Lasso) => unitsInLasso(ground, ring, "compound");
  expect(within(box(5, 15))).toEqual({ ok: true, value: [0, 1, 2] });
  expect(within(box(-5, 5))).toEqual({ ok: true, value: [] });
  expect(within(box(80, 99))).toEqual({ ok: true, value: [3] });
});
