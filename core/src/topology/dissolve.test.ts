import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Position, Ring } from "../geometry/index.ts";
import { indexUnitBorders, startNode } from "./arc-walk.ts";
import { dissolve, dissolveUnits } from "./dissolve.ts";
import { buildOrThrow, latticeCorner, latticeUnits } from "./fixtures/lattice.ts";
import { shapeGeometry } from "./map-geometry.ts";

const size = { columns: 7, rows: 6 };
const unitCount = size.columns * size.rows;
const { map, positions } = buildOrThrow(latticeUnits(size));
const borders = indexUnitBorders(map);

const assignments = (gridCount: number): fc.Arbitrary<Int32Array> =>
  fc
    .array(fc.integer({ min: -1, max: gridCount - 1 }), {
      minLength: unitCount,
      maxLength: unitCount,
    })
    .map((grids) => Int32Array.from(grids));

/** Even–odd over all rings, by a ray to the east. */
function covers(rings: readonly Ring[], [lng, lat]: Position): boolean {
  let inside = false;
  for (const ring of rings)
    for (let at = 0; at + 1 < ring.length; at++) {
      const [a, b] = [ring[at] ?? [0, 0], ring[at + 1] ?? [0, 0]];
      if (a[1] > lat === b[1] > lat) continue;
      if (a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]) > lng) inside = !inside;
    }
  return inside;
}

function cellMiddle(unit: number): Position {
  const [column, row] = [Math.floor(unit / size.rows), unit % size.rows];
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x = 0, y = 0]) => latticeCorner(column + x, row + y));
  const mean = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / 4;
  return [mean(0), mean(1)];
}

test("a grid covers the middle of its own cells and of no others", () => {
  fc.assert(
    fc.property(assignments(3), (gridOfUnit) => {
      dissolve(map, borders, gridOfUnit, 3).forEach((shape, grid) => {
        const geometry = shapeGeometry(map, positions, shape);
        const rings =
          geometry?.type === "Polygon"
            ? geometry.coordinates
            : (geometry?.coordinates.flat() ?? []);
        const covered = [...gridOfUnit.keys()].filter((unit) => covers(rings, cellMiddle(unit)));
        expect(covered).toEqual([...gridOfUnit.keys()].filter((unit) => gridOfUnit[unit] === grid));
      });
    }),
    { numRuns: 60 },
  );
});

test("areas are the exact sums of the units, perimeters the lengths of arcs between grids", () => {
  fc.assert(
    fc.property(assignments(4), (gridOfUnit) => {
      dissolve(map, borders, gridOfUnit, 4).forEach((shape, grid) => {
        let [area2, perimeter] = [0, 0];
        gridOfUnit.forEach((of, unit) => {
          if (of === grid) area2 += map.units.area2[unit] ?? NaN;
        });
        map.arcs.length.forEach((length, arc) => {
          const sides = [map.arcs.left[arc] ?? -1, map.arcs.right[arc] ?? -1];
          if (sides.filter((unit) => gridOfUnit[unit] === grid).length === 1) perimeter += length;
        });
        expect([shape.area2, shape.perimeter]).toEqual([area2, perimeter]);
      });
    }),
    { numRuns: 60 },
  );
});

test("no ring passes a node twice; shells turn left, holes right and are smaller than their shell", () => {
  fc.assert(
    fc.property(assignments(2), (gridOfUnit) => {
      for (const { polygons } of dissolve(map, borders, gridOfUnit, 2))
        for (const { shell, holes } of polygons) {
          for (const ring of [shell, ...holes]) {
            const nodes = ring.arcs.map((signed) => startNode(map, signed));
            expect(new Set(nodes).size).toBe(nodes.length);
          }
          expect(holes.every(({ area2 }) => area2 < 0)).toBe(true);
          expect(shell.area2 + holes.reduce((sum, { area2 }) => sum + area2, 0)).toBeGreaterThan(0);
        }
    }),
    { numRuns: 60 },
  );
});

test("a ring of cells has a hole; a cell inside a hole is a polygon of its own", () => {
  const gridOfUnit = Int32Array.from({ length: unitCount }, (_, unit) => {
    const [column, row] = [Math.floor(unit / size.rows), unit % size.rows];
    const depth = Math.min(column, row, size.columns - 1 - column, size.rows - 1 - row);
    return depth === 1 ? 1 : 0;
  });
  const [around, ring] = dissolve(map, borders, gridOfUnit, 2);
  expect(ring?.polygons.map(({ holes }) => holes.length)).toEqual([1]);
  expect(around?.polygons.map(({ holes }) => holes.length)).toEqual([1, 0]);
});

test("one grid alone is the same as in the whole, whatever the order of its units", () => {
  fc.assert(
    fc.property(assignments(3), (gridOfUnit) => {
      const units = [...gridOfUnit.keys()].filter((unit) => gridOfUnit[unit] === 1);
      const alone = dissolveUnits(map, borders, gridOfUnit, units.toReversed());
      expect(alone).toEqual(dissolve(map, borders, gridOfUnit, 3)[1]);
    }),
    { numRuns: 30 },
  );
});

test("neighbours share the vertices of their common border", () => {
  const gridOfUnit = Int32Array.from({ length: unitCount }, (_, unit) => (unit % 5) % 3);
  const edges = new Map<string, number>();
  for (const shape of dissolve(map, borders, gridOfUnit, 3)) {
    const geometry = shapeGeometry(map, positions, shape);
    const rings =
      geometry?.type === "Polygon" ? geometry.coordinates : (geometry?.coordinates.flat() ?? []);
    for (const ring of rings)
      ring.slice(1).forEach((end, at) => {
        const key = [String(ring[at]), String(end)].toSorted().join(" ");
        edges.set(key, (edges.get(key) ?? 0) + 1);
      });
  }
  // Each edge bounds two grids, or one grid and the outside of the lattice.
  const outer = 2 * (size.columns + size.rows);
  expect([...edges.values()].filter((count) => count === 1)).toHaveLength(outer);
  expect([...edges.values()].every((count) => count <= 2)).toBe(true);
});
