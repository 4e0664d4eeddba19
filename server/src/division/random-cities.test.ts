import {
  buildFromBuildings,
  checkMap,
  derivePositions,
  dissolve,
  indexUnitBorders,
  shapeGeometry,
  type BarrierClass,
  type BuildingInput,
  type BuiltMap,
  type NamedArea,
  type PlanarMap,
} from "@onegrid/core/topology";
import type { MultiPolygon, Polygon, Position } from "@onegrid/core/geometry";
import { expect, test } from "vitest";
import { judgeCoverage } from "../../test/geos-coverage.ts";

/** A stream of numbers from 0 to 1 by seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Metres from a corner, roughly. */
const at = (x: number, y: number): Position => [118.7 + x / 94_000, 32 + y / 111_000];
type Point = readonly [x: number, y: number];
const ring = (points: readonly Point[]): Position[] =>
  [...points, ...points.slice(0, 1)].map(([x, y]) => at(x, y));
const box = (x: number, y: number, width: number, height = width): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const polygon = (...rings: readonly (readonly Point[])[]): Polygon => ({
  type: "Polygon",
  coordinates: rings.map((points) => ring(points)),
});

/**
 * Three communities west to east whose shared borders were drawn apart by up to a metre and a half; the
 * middle one has an enclave with a community of its own, the eastern one an island across the water.
 */
function communities(random: () => number): NamedArea[] {
  const wobble = (): number => 3 * (random() - 0.5);
  const border = (x: number): Point[] =>
    [0, 200, 400, 600].map((y) => [x + 25 * Math.sin(y + x), y] as const);
  const apart = (points: readonly Point[]): Point[] =>
    points.map(([x, y]) => [x + wobble() / 2, y] as const);
  const between = (west: readonly Point[], east: readonly Point[]): Point[] => [
    ...west,
    ...east.toReversed(),
  ];
  const [a, b] = [border(500), border(1000)];
  const hole = box(700, 250, 90);
  const east: MultiPolygon = {
    type: "MultiPolygon",
    coordinates: [
      [
        ring(
          between(apart(b), [
            [1500, 0],
            [1500, 600],
          ]),
        ),
      ],
      [ring(box(1600, 100, 120))],
    ],
  };
  return [
    {
      id: "west",
      geometry: polygon(
        between(
          [
            [0, 0],
            [0, 600],
          ],
          apart(a),
        ),
      ),
    },
    { id: "middle", geometry: polygon(between(apart(a), apart(b)), hole) },
    { id: "inner", geometry: polygon(hole) },
    { id: "east", geometry: east },
  ];
}

const CLASSES: readonly BarrierClass[] = [0, 1, 2, 3, 4];

/** Streets in every direction, some in pairs two metres apart, some that end nowhere. */
function barriers(random: () => number) {
  const line = (barrier: BarrierClass, points: readonly Point[]) => ({
    barrier,
    geometry: { type: "LineString" as const, coordinates: points.map(([x, y]) => at(x, y)) },
  });
  return Array.from({ length: 24 }, (_, n) => {
    const barrier = CLASSES[n % CLASSES.length] ?? 4;
    const [x, y] = [1700 * random() - 50, 700 * random() - 50];
    const [dx, dy] = [1200 * (random() - 0.5), 800 * (random() - 0.5)];
    const path: Point[] = [
      [x, y],
      [x + dx / 2 + 40 * random(), y + dy / 2],
      [x + dx, y + dy],
    ];
    const twin = path.map(([px, py]) => [px + 2, py + 1] as const);
    return n % 4 === 0 ? [line(barrier, path), line(barrier, twin)] : [line(barrier, path)];
  }).flat();
}

/** Anywhere, so also across streets and borders, on each other and outside. */
const buildings = (random: () => number): BuildingInput[] =>
  Array.from({ length: 260 }, (_, n) => ({
    id: `b${String(n).padStart(3, "0")}`,
    households: Math.floor(90 * random()),
    geometry: polygon(box(1760 * random() - 20, 620 * random() - 10, 8 + 25 * random(), 12)),
  }));

function city(seed: number): BuiltMap {
  const random = numbers(seed);
  const built = buildFromBuildings({
    communities: communities(random),
    barriers: barriers(random),
    buildings: buildings(random),
  });
  if (!built.ok) throw new Error(built.error.code);
  return built.value;
}

function shapesOf(map: PlanarMap, gridOf: Int32Array, count: number) {
  const positions = derivePositions(map);
  return dissolve(map, indexUnitBorders(map), gridOf, count).flatMap(
    (shape) => shapeGeometry(map, positions, shape) ?? [],
  );
}

const ringArea = (points: readonly Position[]): number =>
  points.reduce((sum, [x, y], i) => {
    const [x2, y2] = points[i + 1] ?? points[0] ?? [x, y];
    // From a corner nearby: degrees squared are small numbers.
    return sum + ((x - 118.7) * (y2 - 32) - (x2 - 118.7) * (y - 32)) / 2;
  }, 0);
const areaOf = (shape: Polygon | MultiPolygon): number =>
  (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates)
    .flat()
    .reduce((sum, points) => sum + ringArea(points), 0);

test.each([1, 2, 3])(
  "random city %i has no gap and no overlap, in integers and by GEOS",
  (seed) => {
    const { map, problems } = city(seed);
    expect(checkMap(map)).toEqual([]);
    const placed = map.buildings.households.reduce((sum, households) => sum + households, 0);
    expect(map.units.households.reduce((sum, households) => sum + households, 0)).toBe(placed);
    const told = problems.filter(({ kind }) => kind === "outside").flatMap(({ ids }) => ids);
    expect(map.buildings.ids.length + told.length).toBe(260);

    const units = Int32Array.from(map.units.ids, (_, unit) => unit);
    // Grids of any units whatever, so in pieces, with holes and with islands.
    const random = numbers(seed + 100);
    const grids = Int32Array.from(map.units.ids, () => Math.floor(12 * random()));
    for (const [of, count] of [
      [units, units.length],
      [grids, 12],
      [map.units.community, map.communityIds.length],
    ] as const) {
      const shapes = shapesOf(map, of, count);
      expect(shapes).toHaveLength(count);
      const { isValid, unionArea } = judgeCoverage(shapes);
      expect(isValid).toBe(true);
      const sum = shapes.reduce((total, shape) => total + areaOf(shape), 0);
      expect(Math.abs(unionArea / sum - 1)).toBeLessThan(1e-9);
    }
  },
);

test("GEOS sees a border that was moved on one side alone", () => {
  const { map } = city(1);
  const grids = Int32Array.from(map.units.ids, (_, unit) => unit % 2);
  const [first, ...others] = shapesOf(map, grids, 2);
  if (first?.type !== "MultiPolygon") throw new Error("every second unit is in one piece");
  const [rings = [], ...parts] = first.coordinates;
  const moved = rings.map((points) => points.map(([x, y]): Position => [x + 2e-7, y]));
  const spoilt = { type: "MultiPolygon" as const, coordinates: [moved, ...parts] };
  expect(judgeCoverage([spoilt, ...others]).isValid).toBe(false);
});
