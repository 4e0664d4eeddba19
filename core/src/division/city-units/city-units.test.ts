import { expect, test } from "vitest";
import { toDegrees, type Position } from "../../geometry/index.ts";
import { BARRIER, buildFromBuildings, checkMap, type PlanarMap } from "../../topology/index.ts";
import { CITY_UNIT_SQUARE_METRES, cityUnitGraph, crosswalk } from "./city-units.ts";
import { divideUnits } from "../solve/divide-units.ts";
import { gridFacts } from "../measure/grid-facts.ts";
import { halveLargeGround } from "./halve-large.ts";
import { makeGrounds } from "../model/make-ground.ts";
import { countNearHectare, makeCityUnits } from "./make-city-units.ts";
import { allUnits, finish } from "../model/test-lattice.ts";

const frame = { centralMeridian: 120, origin: [523_000, 3_530_000] } as const;
const at = (x: number, y: number): Position => toDegrees(frame, 100 * x, 100 * y);
const box = (x: number, y: number, width: number, height: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)],
  ],
});

/**
 * 800 × 400 m: the west full of houses, the east 16 hectares behind a road, a park or the ground of one
 * house.
 */
function town(isPark = true): PlanarMap {
  const alone = { id: "alone", geometry: box(590, 190, 20, 15), households: 5 };
  const built = buildFromBuildings({
    communities: [{ id: "town", geometry: box(0, 0, 800, 400) }],
    buildings: [
      ...(isPark ? [] : [alone]),
      ...Array.from({ length: 48 }, (_, n) => ({
        id: `b${String(n).padStart(2, "0")}`,
        geometry: box(20 + 50 * (n % 8), 20 + 65 * Math.floor(n / 8), 20, 15),
        households: 30,
      })),
    ],
    barriers: [
      {
        barrier: BARRIER.arterial,
        geometry: { type: "LineString", coordinates: [at(400, -50), at(400, 450)] },
      },
    ],
  });
  if (!built.ok) throw new Error(built.error.code);
  return built.value.map;
}

const squareMetres = ({ units }: PlanarMap, unit: number): number =>
  (units.area2[unit] ?? 0) / 20_000;

test("large ground is cut across its longer side until no piece is over 1.5 hectares; the map stays sound", () => {
  const before = town();
  const { map, parentOf, uncut } = halveLargeGround(before, 15_000);
  expect([uncut, checkMap(map)]).toEqual([[], []]);
  expect(map.units.ids.length).toBeGreaterThan(before.units.ids.length + 8);
  for (const unit of map.units.ids.keys())
    expect(squareMetres(map, unit)).toBeLessThanOrEqual(15_000);
  // Ground and households of every parent are those of its children.
  const sums = new Float64Array(before.units.ids.length);
  for (const unit of map.units.ids.keys()) {
    const parent = parentOf[unit] ?? -1;
    sums[parent] = (sums[parent] ?? 0) + (map.units.area2[unit] ?? 0);
  }
  expect([...sums]).toEqual([...before.units.area2]);
  expect(halveLargeGround(before, 15_000).map.units.ids).toEqual(map.units.ids);
});

test("units of management are near a hectare, each in one piece, and the crosswalk adds up", () => {
  const before = town();
  const { map, parentOf } = halveLargeGround(before, 15_000);
  const graph = cityUnitGraph(map);
  expect(map.buildings.ids).toEqual(before.buildings.ids);
  const options = {
    target: CITY_UNIT_SQUARE_METRES,
    preset: "standard",
    seed: "1",
    effort: 2,
  } as const;
  const { gridOf, count, share } = finish(divideUnits(graph, allUnits(graph), options));
  expect(Math.abs(count - 32)).toBeLessThanOrEqual(1);
  const facts = gridFacts({ graph, gridOf, count, share, target: CITY_UNIT_SQUARE_METRES });
  expect(facts.every(({ pieces }) => pieces === 1)).toBe(true);
  const near = facts.filter(({ deviationTarget }) => Math.abs(deviationTarget) <= 0.3);
  expect(near.length / count).toBeGreaterThan(0.9);
  // Base grids: the rows of houses in pairs, and the park.
  const baseOf = parentOf.map((parent) => parent % 5);
  const rows = crosswalk(map, gridOf, baseOf);
  const sum = (key: "households" | "squareMetres") =>
    rows.reduce((total, row) => total + row[key], 0);
  expect(sum("households")).toBe(48 * 30);
  expect(Math.abs(sum("squareMetres") - 320_000)).toBeLessThan(100);
  expect(new Set(rows.map(({ cityUnit }) => cityUnit)).size).toBe(count);
});

test("the ground of a single house is cut beside it; the house and its households are in one piece", () => {
  const { map, uncut } = halveLargeGround(town(false), 15_000);
  expect([uncut, checkMap(map)]).toEqual([[], []]);
  const unit = map.buildings.unit[map.buildings.ids.indexOf("alone")] ?? -1;
  expect([map.units.households[unit], squareMetres(map, unit) < 15_000]).toEqual([5, true]);
});

test("units of management of a division are numbered, and their crosswalk is that of its grids", () => {
  const before = town(false);
  const ground = makeGrounds(before).get("town");
  if (!ground) throw new Error("no ground");
  // By turns in two grids, the last one in none; the large ground comes first and is cut.
  const gridOf = ground.unitIds.map((_, unit) =>
    unit === ground.unitIds.length - 1 ? null : `g${unit % 2}`,
  );
  const made = finish(makeCityUnits({ ground, gridOf }, { seed: "1", effort: 1 }));
  expect(made.cityUnits.reduce((sum, { households }) => sum + households, 0)).toBe(48 * 30 + 5);
  expect(made.cityUnits.reduce((sum, { buildings }) => sum + buildings, 0)).toBe(49);
  const area = made.cityUnits.reduce((sum, { squareMetres: own }) => sum + own, 0);
  expect(Math.abs(area - 320_000)).toBeLessThan(100);
  for (const gridId of ["g0", "g1"]) {
    const rows = made.crosswalk.filter((row) => row.gridId === gridId);
    const units = [...gridOf.keys()].filter((unit) => gridOf[unit] === gridId);
    const sum = (values: ArrayLike<number>) =>
      units.reduce((total, unit) => total + (values[unit] ?? 0), 0);
    expect(rows.reduce((total, row) => total + row.households, 0)).toBe(
      sum(ground.graph.households),
    );
    expect(rows.reduce((total, row) => total + row.squareMetres, 0)).toBeCloseTo(
      sum(ground.graph.area2) / 20_000,
      3,
    );
  }
  expect(new Set(made.crosswalk.map(({ gridId }) => gridId))).toEqual(new Set(["g0", "g1"]));
  // Number one is in the north, the last one in the south.
  const south = (cityUnit: number) =>
    Math.min(
      ...[...made.cityUnitOf.keys()]
        .filter((unit) => made.cityUnitOf[unit] === cityUnit)
        .map((unit) => made.map.units.label[2 * unit + 1] ?? 0),
    );
  expect(south(0)).toBeGreaterThan(south(made.cityUnits.length - 1));
  expect(countNearHectare([7_999, 8_000, 12_000, 12_001])).toBe(2);
});
