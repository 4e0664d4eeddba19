import { array, assert, integer, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import type { MultiPolygon } from "../../geometry/index.ts";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { StationReach } from "../answer/compute-coverage.ts";
import { at, definitionOf, networkOf, streetGrid, TEN_MINUTES } from "../fixtures/made-town.ts";
import { holds, isOn } from "../fixtures/polygon-tests.ts";
import { isochrone } from "./isochrone.ts";
import { buildFieldGeometry, fieldValues } from "./time-field.ts";

const anyPlace = tuple(integer({ min: -30, max: 730 }), integer({ min: -30, max: 730 }));
const anyTown = record({
  missing: array(integer({ min: 0, max: 15 }), { maxLength: 6 }),
  buildings: array(anyPlace, { minLength: 1, maxLength: 60 }),
  stations: array(anyPlace, { minLength: 1, maxLength: 3 }),
  limits: array(integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 4 }),
});

type Town = typeof anyTown extends { generate: (...args: never[]) => { value: infer T } }
  ? T
  : never;

function drawTown(town: Town) {
  const network = networkOf(streetGrid(8, 100, (street) => town.missing.includes(street)));
  const finder = new EdgeFinder(network);
  const buildings = town.buildings.map(([east, north], i) => ({
    id: `b${i}`,
    position: at(east, north),
    households: 1,
  }));
  const points = attachBuildings(finder, buildings);
  const stations = attachPoints(
    finder,
    town.stations.map((place) => at(...place)),
  );
  const reach = new StationReach(network, {
    stations,
    definition: definitionOf(TEN_MINUTES, network),
  });
  const { units } = reach.read(points);
  const geometry = buildFieldGeometry(network, points);
  const maxUnits = Math.max(...town.limits) * 10;
  const values = fieldValues(geometry, reach, { buildingUnits: units, maxUnits });
  const positions = buildings.map(({ position }) => position);
  const draw = (limit: number): MultiPolygon => {
    const drawn = isochrone({ geometry, values, limit, buildings: positions });
    if (!drawn.ok) throw new Error(`${drawn.error.code} ${drawn.error.buildings.join()}`);
    return drawn.value;
  };
  return { units, positions, draw };
}

it("a building is inside the polygon if and only if its time is within the limit; and polygons nest", () => {
  assert(
    property(anyTown, (town) => {
      const { units, positions, draw } = drawTown(town);
      const polygons = town.limits
        .toSorted((a, b) => a - b)
        .map((seconds) => {
          const polygon = draw(seconds * 10);
          positions.forEach((position, i) => {
            const time = units[i] ?? -1;
            expect(holds(polygon, position)).toBe(time >= 0 && time <= seconds * 10);
          });
          return polygon;
        });
      polygons.slice(1).forEach((outer, i) => {
        const corners = polygons[i]?.coordinates.flat(2) ?? [];
        // Corners of equal polygons lie on the line itself: only where the limits differ.
        const isSame = JSON.stringify(outer) === JSON.stringify(polygons[i]);
        expect(
          isSame || corners.every((corner) => holds(outer, corner) || isOn(outer, corner)),
        ).toBe(true);
      });
    }),
    { numRuns: 40 },
  );
}, 10_000);

it("two buildings at one place with one time share a corner of the triangulation", () => {
  const { draw, positions, units } = drawTown({
    missing: [],
    buildings: [
      [200, 210],
      [200, 210],
      [205, 210],
    ],
    stations: [[100, 100]],
    limits: [300, 60],
  });
  expect(positions.map((position) => holds(draw(3000), position))).toEqual([true, true, true]);
  expect(units[0]).toBe(units[1]);
});

it("ground that no way comes near is not reached: the line keeps to the town", () => {
  const { draw } = drawTown({
    missing: [],
    buildings: [[350, 350]],
    stations: [[350, 350]],
    limits: [900],
  });
  const polygon = draw(9000);
  for (const inTown of [at(350, 350), at(690, 690), at(5, 400)])
    expect(holds(polygon, inTown)).toBe(true);
  // Every street of the town is reached with minutes to spare; only its edge can stop the line.
  const [west, south] = at(-100, -100);
  const [east, north] = at(800, 800);
  const outside = polygon.coordinates
    .flat(2)
    .filter(([lng, lat]) => lng < west || lng > east || lat < south || lat > north);
  expect(outside).toEqual([]);
});
