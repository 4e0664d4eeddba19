import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toDegrees } from "../geometry/index.ts";
import type { Position } from "../geometry/index.ts";
import { buildFromBuildings } from "./build-from-buildings.ts";
import type { BuildingsInput } from "./build-from-buildings.ts";
import type { BuiltMap } from "./build-from-units.ts";
import { checkMap } from "./check-map.ts";
import type { NamedArea } from "./enclose.ts";
import { encodePlanarMap } from "./encode-map.ts";
import { BARRIER } from "./planar-map.ts";
import type { BuildingInput } from "./place-buildings.ts";

const frame = { centralMeridian: 114, origin: [523_000, 3_375_000] } as const;

/** Metres from a corner of the test ground. */
const at = (x: number, y: number): Position =>
  toDegrees(frame, Math.round(100 * x), Math.round(100 * y));

type Box = [west: number, south: number, width: number, height: number];

const ring = ([west, south, width, height]: Box): Position[] => [
  at(west, south),
  at(west + width, south),
  at(west + width, south + height),
  at(west, south + height),
  at(west, south),
];

const area = (id: string, box: Box, ...holes: Box[]): NamedArea => ({
  id,
  geometry: { type: "Polygon", coordinates: [box, ...holes].map(ring) },
});

const house = (id: string, box: Box, more: Partial<BuildingInput> = {}): BuildingInput => ({
  ...area(id, box),
  households: 20,
  ...more,
});

const line = (barrier: 0 | 1 | 2 | 3 | 4 | 5, ...points: [number, number][]) => ({
  barrier,
  geometry: { type: "LineString" as const, coordinates: points.map(([x, y]) => at(x, y)) },
});

function build(input: BuildingsInput): BuiltMap {
  const built = buildFromBuildings(input);
  if (!built.ok) throw new Error(built.error.code);
  expect(checkMap(built.value.map)).toEqual([]);
  return built.value;
}

function unitOf({ map }: BuiltMap, building: string): string | undefined {
  return map.units.ids[map.buildings.unit[map.buildings.ids.indexOf(building)] ?? -1];
}

const town = area("town", [0, 0, 400, 300]);

test("a block with two houses is cut halfway between them", () => {
  const built = build({
    communities: [town],
    buildings: [house("a", [100, 100, 20, 50]), house("b", [200, 100, 20, 50])],
  });
  const { map, problems } = built;
  expect([map.units.ids, problems]).toEqual([["a", "b"], []]);
  // The line runs at x = 160, within the metre by which it may be simplified.
  const share = (map.units.area2[0] ?? 0) / 2 / 1e4;
  expect(Math.abs(share - 160 * 300)).toBeLessThan(300);
});

test("roads part blocks, and arcs carry their class; ground without houses is a unit without households", () => {
  const { map } = build({
    communities: [town],
    buildings: [house("a", [50, 100, 20, 50])],
    barriers: [line(BARRIER.arterial, [200, -50], [200, 350])],
  });
  expect(map.units.ids[0]).toBe("a");
  expect(map.units.ids[1]).toMatch(/^ground:/);
  expect([...map.units.households]).toEqual([20, 0]);
  const between = [...map.arcs.barrier].filter((_, arc) => {
    const sides = [map.arcs.left[arc] ?? -1, map.arcs.right[arc] ?? -1];
    return Math.min(...sides) >= 0;
  });
  expect(new Set(between)).toEqual(new Set([BARRIER.arterial]));
});

test("ground that roads enclose beyond the border is no gap, and no community is given it", () => {
  const { map, problems } = build({
    communities: [town],
    buildings: [house("a", [50, 100, 20, 50])],
    // A small crescent and a large one east of the border.
    barriers: [
      line(BARRIER.minorRoad, [380, 10], [420, 10], [420, 30], [380, 30]),
      line(BARRIER.arterial, [300, 60], [600, 60], [600, 250], [300, 250]),
    ],
  });
  expect(problems).toEqual([]);
  expect(map.units.area2.reduce((sum, area2) => sum + area2, 0) / 20_000).toBeCloseTo(120_000, 0);
});

test("a house on a line belongs whole to the block of its entrance, and is told when much of it lies across", () => {
  const road = line(BARRIER.minorRoad, [200, -50], [200, 350]);
  const onRoad: Box = [190, 100, 30, 20];
  const west = build({
    communities: [town],
    buildings: [house("a", onRoad, { entrance: at(192, 110) }), house("b", [300, 100, 20, 20])],
    barriers: [road],
  });
  expect(unitOf(west, "a")).toBe("a");
  expect(west.problems).toMatchObject([{ kind: "crosses-line", ids: ["a"] }]);
  const [a, b] = [0, 1].map((unit) => west.map.units.label[2 * unit] ?? NaN);
  expect(a).toBeLessThan(b ?? NaN);
});

test("a walled compound inside a block is an island of its own", () => {
  const { map } = build({
    communities: [town],
    compounds: [area("garden", [100, 100, 100, 100])],
    buildings: [house("in", [140, 140, 20, 20]), house("out", [20, 20, 20, 20])],
  });
  const compoundOf = map.units.ids.map((id, unit) => [id, map.units.compound[unit]]);
  expect(compoundOf).toEqual([
    ["in", 0],
    ["out", -1],
  ]);
  expect(map.units.area2[0]).toBe(2 * 1e8);
});

test("the verge round a compound is cut where the compound is cut, and its pieces are not long", () => {
  const { map } = build({
    communities: [area("town", [0, 0, 240, 140])],
    compounds: [area("garden", [12, 12, 216, 116])],
    buildings: [house("a", [40, 50, 40, 40]), house("b", [160, 50, 40, 40])],
  });
  const verge = map.units.ids.flatMap((id, unit) => (id.startsWith("ground:") ? [unit] : []));
  expect(verge.length).toBeGreaterThanOrEqual(8);
  expect(verge.every((unit) => (map.units.area2[unit] ?? 0) / 2e4 < 100 * 12)).toBe(true);
  const x = verge.map((unit) => map.units.label[2 * unit] ?? 0);
  const middle = (Math.min(...x) + Math.max(...x)) / 2;
  // Between the houses the line goes on through the wall, to the north and to the south.
  const onMiddle = [...map.arcs.from.keys()].filter((arc) => {
    const units = [map.arcs.left[arc] ?? -1, map.arcs.right[arc] ?? -1];
    const ends = [map.arcs.from[arc] ?? 0, map.arcs.to[arc] ?? 0];
    const isNear = (node: number) => Math.abs((map.nodes[2 * node] ?? 0) - middle) < 500;
    return units.every((unit) => verge.includes(unit)) && ends.every(isNear);
  });
  expect(onMiddle).toHaveLength(2);
});

test("a strip full of houses is cut between its houses alone", () => {
  const { map } = build({
    communities: [area("town", [0, 0, 400, 130])],
    buildings: [
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((shop) => house(`shop${shop}`, [10 + 50 * shop, 8, 30, 12])),
      house("behind", [100, 80, 200, 20]),
    ],
    barriers: [line(BARRIER.lane, [-50, 30], [450, 30])],
  });
  expect(map.units.ids).toEqual([
    "behind",
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((shop) => `shop${shop}`),
  ]);
});

test("double lines leave no strip: it joins the neighbour across the weaker line", () => {
  const { map } = build({
    communities: [town],
    buildings: [house("a", [50, 100, 20, 50]), house("b", [300, 100, 20, 50])],
    barriers: [
      line(BARRIER.arterial, [200, -50], [200, 350]),
      line(BARRIER.lane, [202, -50], [202, 350]),
    ],
  });
  expect(map.units.ids).toEqual(["a", "b"]);
  expect(map.units.area2[0]).toBe(2 * 200 * 300 * 1e4);
});

test("houses on one spot share a unit, a shed has none of its own, a house outside is left out: all told", () => {
  const built = build({
    communities: [town],
    buildings: [
      { id: "p", geometry: { type: "Point", coordinates: at(50, 50) }, households: 3 },
      { id: "q", geometry: { type: "Point", coordinates: at(50, 50) }, households: 4 },
      house("r", [200, 100, 20, 20]),
      house("shed", [190, 120, 4, 4], { households: 0 }),
      house("away", [900, 900, 20, 20]),
    ],
  });
  expect(["p", "q", "r", "shed"].map((id) => unitOf(built, id))).toEqual(["p", "p", "r", "r"]);
  expect([...built.map.units.households]).toEqual([7, 20]);
  expect(built.problems.map(({ kind, ids }) => [kind, ids])).toEqual([
    ["outside", ["away"]],
    ["same-place", ["p", "q"]],
  ]);
});

test("communities tile without gap: a small one is closed and told, a house in an overlap is in one unit", () => {
  const built = build({
    communities: [area("east", [200.5, 0, 200, 300]), area("west", [0, 0, 200, 300])],
    buildings: [house("a", [50, 100, 20, 50]), house("b", [300, 100, 20, 50])],
  });
  expect(built.problems).toMatchObject([{ kind: "gap", givenTo: "east" }]);
  expect(built.problems[0]?.areaSquareMetres).toBeCloseTo(150, 0);
  expect(built.map.arcs.from).toHaveLength(3);
  const overlapping = build({
    communities: [area("east", [190, 0, 210, 300]), area("west", [0, 0, 200, 300])],
    buildings: [house("a", [192, 100, 6, 50])],
  });
  expect(overlapping.problems).toMatchObject([{ kind: "overlap", ids: ["east", "west"] }]);
  expect(overlapping.map.buildings.ids).toEqual(["a"]);
});

test("a river between hard banks hangs on a neighbour", () => {
  const { problems, map } = build({
    communities: [town],
    buildings: [house("a", [50, 100, 20, 50]), house("b", [300, 100, 20, 50])],
    barriers: [
      line(BARRIER.hard, [180, -50], [180, 350]),
      line(BARRIER.hard, [220, -50], [220, 350]),
    ],
  });
  expect(map.units.ids).toHaveLength(3);
  expect(problems).toMatchObject([{ kind: "hanging", givenTo: "a" }]);
});

const spot: fc.Arbitrary<[number, number]> = fc.tuple(
  fc.integer({ min: -50, max: 450 }),
  fc.integer({ min: -50, max: 350 }),
);
const side = fc.integer({ min: 0, max: 150 });
const box = fc.tuple(spot, side, side).map(([[x, y], width, height]): [number, number][] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
]);
/** A box, or any ring at all. */
const shape = fc.oneof(box, fc.array(spot, { minLength: 1, maxLength: 6 }));
const shapes = (letter: string, maxLength: number): fc.Arbitrary<NamedArea[]> =>
  fc.array(shape, { maxLength }).map((list) =>
    list.map((points, place) => ({
      id: `${letter}${place}`,
      geometry: { type: "Polygon", coordinates: [points.map(([x, y]) => at(x, y))] },
    })),
  );
const messyInput: fc.Arbitrary<BuildingsInput> = fc.record({
  communities: shapes("c", 3).map((areas) => [town, ...areas]),
  compounds: shapes("p", 3),
  barriers: fc
    .array(fc.tuple(fc.constantFrom(0, 1, 2, 4, 5), spot, spot, spot), { maxLength: 5 })
    .map((lines) => lines.map(([barrier, ...points]) => line(barrier, ...points))),
  buildings: shapes("b", 10).map((areas) =>
    areas.map((building, households) => ({ ...building, households })),
  ),
});

test("whatever the input, the map is sound, every household is on it or told, and order leaves no trace", () => {
  fc.assert(
    fc.property(messyInput, (input) => {
      const built = build(input);
      const outside = new Set(
        built.problems.filter(({ kind }) => kind === "outside").flatMap(({ ids }) => ids),
      );
      const expected = input.buildings
        .filter(({ id }) => !outside.has(id))
        .reduce((sum, { households }) => sum + households, 0);
      expect(built.map.units.households.reduce((sum, value) => sum + value, 0)).toBe(expected);
      const turned = build({
        communities: input.communities.toReversed(),
        buildings: input.buildings.toReversed(),
        compounds: input.compounds?.toReversed() ?? [],
        barriers: input.barriers?.toReversed() ?? [],
      });
      expect(encodePlanarMap(turned.map)).toEqual(encodePlanarMap(built.map));
      expect(turned.problems).toEqual(built.problems);
    }),
    { numRuns: 30 },
  );
});

test("coordinates that are none are told and left out, also of doors, compounds and lines", () => {
  const far = (x: number): Position => [x, 30.5];
  const { map, problems } = build({
    communities: [town],
    compounds: [
      {
        id: "abroad",
        geometry: { type: "Polygon", coordinates: [[far(10), far(11), at(0, 0), far(10)]] },
      },
    ],
    buildings: [
      house("a", [50, 100, 20, 50], { entrance: [Number.NaN, 3] }),
      { id: "b", households: 1, geometry: { type: "Point", coordinates: [Number.NaN, 30] } },
      { id: "c", households: 1, geometry: { type: "Polygon", coordinates: [] } },
    ],
    barriers: [
      {
        barrier: BARRIER.lane,
        geometry: { type: "LineString", coordinates: [at(10, 10), [Number.NaN, 30], at(20, 20)] },
      },
      {
        barrier: BARRIER.hard,
        geometry: { type: "LineString", coordinates: [far(110), far(120)] },
      },
    ],
  });
  expect(map.buildings.ids).toEqual(["a"]);
  expect(problems.map(({ kind, ids }) => [kind, ids])).toEqual([
    ["bad-geometry", ["abroad"]],
    ["bad-geometry", ["b"]],
    ["bad-geometry", ["c"]],
  ]);
});
