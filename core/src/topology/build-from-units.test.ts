import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Position, Ring } from "../geometry/index.ts";
import { indexUnitBorders } from "./arc-walk.ts";
import { buildFromUnits } from "./build-from-units.ts";
import type { ReadyUnit } from "./build-from-units.ts";
import { checkMap } from "./check-map.ts";
import { dissolve } from "./dissolve.ts";
import { buildOrThrow, latticeCorner, latticeRings, latticeUnits } from "./fixtures/lattice.ts";
import { shapeGeometry } from "./map-geometry.ts";
import { BARRIER } from "./planar-map.ts";
import { item } from "./typed-access.ts";

const squareRing = (west: number, south: number, metres = 100): Ring => {
  const at = (x: number, y: number): Position => [114 + x / 95_000, 30.5 + y / 110_900];
  const [east, north] = [west + metres, south + metres];
  return [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
};

const square = (id: string, ...place: Parameters<typeof squareRing>): ReadyUnit => ({
  id,
  geometry: { type: "Polygon", coordinates: [squareRing(...place)] },
  households: 10,
});

test("a clean coverage gives one unit each, no problems, no faults, and its own coordinates back", () => {
  const units = latticeUnits({ columns: 5, rows: 4 });
  const { map, positions, problems } = buildOrThrow(units);
  expect([problems, checkMap(map)]).toEqual([[], []]);
  expect(map.units.ids).toEqual(units.map(({ id }) => id));
  const each = Int32Array.from(units.keys());
  dissolve(map, indexUnitBorders(map), each, units.length).forEach((shape, unit) => {
    const given = new Set(units[unit]?.geometry.coordinates.flat().map(String));
    const back = shapeGeometry(map, positions, shape);
    expect(new Set(back?.coordinates.flat().map(String))).toEqual(given);
  });
});

test("neither the order of the units nor the way their rings run makes a difference", () => {
  const size = { columns: 4, rows: 4 };
  const units = latticeUnits(size);
  const turned = units.toReversed().map((unit, at): ReadyUnit => {
    const ring = item(latticeRings(size), units.length - 1 - at).toReversed();
    return { ...unit, geometry: { type: "MultiPolygon", coordinates: [[ring]] } };
  });
  expect(buildOrThrow(turned)).toEqual(buildOrThrow(units));
});

test("cells grouped at random into units keep every law; a unit in pieces becomes one unit per piece", () => {
  const cells = latticeRings({ columns: 5, rows: 5 });
  const groups = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 25, maxLength: 25 });
  fc.assert(
    fc.property(groups, (groupOf) => {
      const units = [...new Set(groupOf)].map((group): ReadyUnit => {
        const coordinates = cells
          .filter((_, cell) => groupOf[cell] === group)
          .map((ring) => [ring]);
        const geometry = { type: "MultiPolygon", coordinates } as const;
        return { id: `g${group}`, geometry, households: 7 };
      });
      const { map, problems } = buildOrThrow(units);
      expect(checkMap(map)).toEqual([]);
      const households = map.units.households.reduce((sum, value) => sum + value, 0);
      expect(households).toBe(7 * units.length);
      expect(map.units.ids.length - units.length).toBe(problems.length);
    }),
    { numRuns: 40 },
  );
});

test("a small gap goes to the neighbour with the longest border and is told", () => {
  // A hole of 400 m² between two units, three of its sides in the first.
  const notch: Ring = [...squareRing(0, 0).slice(0, 2), ...squareRing(80, 40, 20).slice(1, 2)];
  const around: Ring = [
    ...notch,
    ...squareRing(80, 40, 20).slice(0, 1),
    ...squareRing(80, 40, 20).slice(3, 4),
    ...squareRing(80, 40, 20).slice(2, 3),
    ...squareRing(0, 0).slice(2),
  ];
  const first: ReadyUnit = {
    id: "a",
    geometry: { type: "Polygon", coordinates: [around] },
    households: 1,
  };
  const { map, problems } = buildOrThrow([first, square("b", 100, 0)]);
  expect(checkMap(map)).toEqual([]);
  expect(problems).toMatchObject([{ kind: "gap", ids: [], givenTo: "a" }]);
  expect(problems[0]?.areaSquareMetres).toBeCloseTo(400, -1);
});

test("units drawn apart, with cracks open to the outside, become neighbours; each crack is told once per owner", () => {
  const units = [0, 1, 2].flatMap((column) =>
    [0, 1, 2].map((row) => square(`u${column}${row}`, 100 * column + 0.3 * row, 100 * row, 99)),
  );
  const { map, problems } = buildOrThrow(units);
  expect(checkMap(map)).toEqual([]);
  expect(map.units.ids).toHaveLength(9);
  expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(["gap"]));
  const owners = problems.map(({ givenTo }) => givenTo);
  expect(new Set(owners).size).toBe(owners.length);
  const contacts = new Set<string>();
  map.arcs.left.forEach((left, arc) => {
    const right = map.arcs.right[arc] ?? -1;
    if (Math.min(left, right) >= 0 && (map.arcs.length[arc] ?? 0) > 5_000)
      contacts.add([Math.min(left, right), Math.max(left, right)].join());
  });
  // A square of three by three has twelve inner sides.
  expect(contacts.size).toBe(12);
});

test("a large gap is left out and told", () => {
  const coordinates = [squareRing(0, 0, 300), squareRing(100, 100)];
  const frame: ReadyUnit = {
    id: "frame",
    geometry: { type: "Polygon", coordinates },
    households: 5,
  };
  const { map, problems } = buildOrThrow([frame]);
  expect(checkMap(map)).toEqual([]);
  expect(problems).toMatchObject([{ kind: "gap", ids: [] }]);
  expect(problems[0]).not.toHaveProperty("givenTo");
});

test("an overlap goes to one of its claimants and is told", () => {
  const { map, problems } = buildOrThrow([
    square("a", 0, 0),
    square("b", 90, 0),
    square("c", 500, 0),
  ]);
  expect(checkMap(map)).toEqual([]);
  expect(problems).toMatchObject([{ kind: "overlap", ids: ["a", "b"] }]);
  expect(problems[0]?.areaSquareMetres).toBeCloseTo(1000, -2);
});

test("the same polygon twice: one has the ground, the other is told to have none", () => {
  const { map, problems } = buildOrThrow([square("a", 0, 0), { ...square("b", 0, 0) }]);
  expect(map.units.ids).toEqual(["a"]);
  expect(problems.map(({ kind }) => kind).toSorted()).toEqual(["no-ground", "overlap"]);
});

test("random dirty squares never make a wrong map", () => {
  const dirty = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 300 }),
      metres: fc.constantFrom(0, 0.01, 1, 20, 77.777, 150),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(dirty, (squares) => {
      const units = squares.map(({ x, y, metres }, at) => square(`u${at}`, x, y, metres));
      const built = buildFromUnits(units);
      expect(built.ok && checkMap(built.value.map)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("an arc takes the class of a line that it follows for three fifths, not of one that crosses it", () => {
  const units = latticeUnits({ columns: 2, rows: 1 });
  const [south, north] = [latticeCorner(1, 0), latticeCorner(1, 1)];
  const east = ([lng, lat]: Position, metres: number): Position => [lng + metres / 95_000, lat];
  const along = { type: "LineString", coordinates: [east(south, 5), east(north, 5)] } as const;
  const far = { type: "LineString", coordinates: [east(south, 12), east(north, 12)] } as const;
  const inner = (geometry: typeof along): number | undefined => {
    const { map } = buildOrThrow(units, [{ geometry, barrier: BARRIER.arterial }]);
    return map.arcs.barrier[
      map.arcs.left.findIndex((left, arc) => left >= 0 && map.arcs.right[arc] !== -1)
    ];
  };
  expect([inner(along), inner(far)]).toEqual([BARRIER.arterial, BARRIER.plot]);
});

test("refuses two units with one id, and households that are no count", () => {
  const twice = [square("a", 0, 0), square("a", 100, 0)];
  expect(buildFromUnits(twice)).toMatchObject({
    error: { code: "topology.duplicate-id", id: "a" },
  });
  expect(buildFromUnits([{ ...square("a", 0, 0), households: -1 }])).toMatchObject({
    error: { code: "topology.bad-households" },
  });
});
