import { array, assert, constantFrom, integer, option, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { EdgeFinder } from "./attach-points.ts";
import { attachBuildings, computeCoverage } from "./compute-coverage.ts";
import { LiveCoverage } from "./live-coverage.ts";
import { limitUnits, type Measure } from "./definition.ts";
import { at, definitionOf, networkOf, streetGrid } from "./fixtures/made-town.ts";

const anyPlace = tuple(integer({ min: -20, max: 520 }), integer({ min: -20, max: 520 }));
const anyStep = tuple(constantFrom("s1", "s2", "s3"), option(anyPlace, { freq: 4 }));
const MEASURE: Measure = { basis: "distance", metres: 250 };
const SQUARE = [at(120, 120), at(380, 120), at(380, 380), at(120, 380), at(120, 120)];

const network = networkOf(
  streetGrid(6, 100, (street) => street === 3),
  {
    compounds: [
      { id: "c1", access: "closed", geometry: { type: "Polygon", coordinates: [SQUARE] } },
    ],
    gates: [
      {
        id: "north",
        compoundId: "c1",
        position: at(300, 380),
        access: "public",
        evidence: "surveyed",
      },
      { id: "south", compoundId: "c1", position: at(200, 120), access: "residents", evidence: "surveyed" }, // prettier-ignore
    ],
  },
);
const finder = new EdgeFinder(network);
const definition = definitionOf(MEASURE, network);

type Place = readonly [east: number, north: number];
type Step = readonly [id: string, place: Place | null];

function play(places: readonly Place[], steps: readonly Step[]) {
  const buildings = places.map((place, i) => ({
    id: `b${i}`,
    position: at(...place),
    households: i + 1,
  }));
  const ofBuilding = Int32Array.from(buildings, (_, i) => (i % 3) - 1);
  const state = new LiveCoverage({
    finder,
    points: attachBuildings(finder, buildings),
    households: Int32Array.from(buildings, ({ households }) => households),
    areaOfBuilding: ofBuilding,
    areaCount: 2,
    definition,
  });
  const stations = new Map<string, ReturnType<typeof at>>();
  for (const [id, place] of steps) {
    state.setStation(id, place === null ? null : at(...place));
    if (place === null) stations.delete(id);
    else stations.set(id, at(...place));
  }
  const rows = [...stations].map(([id, position]) => ({ id, position }));
  const areasOfBuilding = Array.from(ofBuilding, (area) => [area]);
  const areas = { areasOfBuilding, count: 2 };
  const full = computeCoverage({ finder, buildings, stations: rows, definition, areas });
  return { state, full };
}

it("after any stations added, moved and removed the state is what a full computation gives", () => {
  const buildingsAndSteps = tuple(
    array(anyPlace, { minLength: 1, maxLength: 15 }),
    array(anyStep, { minLength: 1, maxLength: 8 }),
  );
  assert(
    property(buildingsAndSteps, ([places, steps]) => {
      const { state, full } = play(places, steps);
      const expected = full.ok ? [...full.value.units] : places.map(() => -1);
      const within = expected.map((units) => (units > limitUnits(MEASURE) ? -1 : units));
      expect(places.map((_, i) => state.nearest(i)?.units ?? -1)).toEqual(within);
      const total = full.ok ? full.value.total.value.households.covered : 0;
      expect(state.coveredTotal).toBe(total);
      const byArea = full.ok
        ? full.value.byArea.value.map((sum) => sum.households.covered)
        : [0, 0];
      expect([...state.coveredByArea]).toEqual(byArea);
    }),
    { numRuns: 80 },
  );
});

it("a step names the buildings that have to be painted again, and no others", () => {
  const buildings = [at(0, 10), at(500, 490)].map((position, i) => ({
    id: `b${i}`,
    position,
    households: 5,
  }));
  const state = new LiveCoverage({
    finder,
    points: attachBuildings(finder, buildings),
    households: Int32Array.of(5, 5),
    areaOfBuilding: Int32Array.of(-1, -1),
    areaCount: 0,
    definition,
  });
  expect([...state.setStation("s", at(0, 0))]).toEqual([0]);
  expect(state.isCovered(0)).toBe(true);
  expect([...state.setStation("s", at(500, 500))]).toEqual([0, 1]);
  expect([...state.setStation("s", null)]).toEqual([1]);
  expect(state.coveredTotal).toBe(0);
});
