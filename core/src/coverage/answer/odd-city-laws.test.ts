import { assert, constantFrom, integer, pre, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { at, definitionOf } from "../fixtures/made-town.ts";
import { anyOddCity, toOptions, toOsm, type OddCity } from "../fixtures/odd-city.ts";
import { holds } from "../fixtures/polygon-tests.ts";
import { isochrone } from "../isochrone/isochrone.ts";
import { buildFieldGeometry, fieldValues } from "../isochrone/time-field.ts";
import { buildNetwork } from "../network/build-network.ts";
import { osmNetworkInput } from "../network/osm-network.ts";
import { computeCoverage, StationReach, type Coverage } from "./compute-coverage.ts";
import {
  DEFAULT_SPEEDS,
  limitUnits,
  type CoverageDefinition,
  type Measure,
  type Profile,
} from "./definition.ts";

const walkingFor = (seconds: number, profile: Profile): Measure => ({
  basis: "time",
  seconds,
  profile,
  metresPerSecond: DEFAULT_SPEEDS[profile],
});
const anyMeasure = tuple(
  integer({ min: 1, max: 400 }),
  constantFrom<Profile>("adult", "wheelchair"),
).map(([seconds, profile]) => walkingFor(seconds, profile));
const anyPolicy = constantFrom<CoverageDefinition["gates"]>("optimistic", "pessimistic");
const anyQuestion = record({ measure: anyMeasure, gates: anyPolicy });

function finderOf(city: OddCity): EdgeFinder {
  const built = buildNetwork(osmNetworkInput(toOsm(city)), toOptions(city));
  // Nothing but motorways.
  pre(built.ok);
  return new EdgeFinder(built.value.network);
}

const points = (places: OddCity["buildings"], letter: string) =>
  places.map((place, i) => ({ id: `${letter}${i}`, position: at(...place), households: i + 1 }));

type Question = Pick<CoverageDefinition, "measure" | "gates">;

function cover(finder: EdgeFinder, city: OddCity, question: Question): Coverage {
  const buildings = points(city.buildings, "b");
  const result = computeCoverage({
    finder,
    buildings,
    stations: points(city.stations, "s"),
    definition: { ...definitionOf(question.measure, finder.network), gates: question.gates },
    areas: { areasOfBuilding: buildings.map((_, i) => [i % 2]), count: 2 },
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** A limit that the first building to be reached just keeps, or misses by a tenth of a second. */
function atTheEdge(finder: EdgeFinder, city: OddCity, { question, slack }: Edge): Measure {
  const { measure } = question;
  const units = cover(finder, city, question).units.find((value) => value > 10);
  if (units === undefined || measure.basis === "distance") return measure;
  return { ...measure, seconds: (units + slack) / 10 };
}

interface Edge {
  readonly question: Question;
  readonly slack: number;
}
const anyEdge = record({ question: anyQuestion, slack: constantFrom(0, -1) });

const orNever = (units: number): number => (units < 0 ? Infinity : units);
const households = ({ total }: Coverage) => total.value.households;

it("every building of an odd city is covered, uncovered or told why not, and all sums match", () => {
  assert(
    property(anyOddCity, anyEdge, (city, edge) => {
      const finder = finderOf(city);
      const question = { ...edge.question, measure: atTheEdge(finder, city, edge) };
      const { buildings, total, byArea, units } = cover(finder, city, question);
      expect(buildings.map(({ id }) => id)).toEqual(city.buildings.map((_, i) => `b${i}`));
      const states = ["covered", "uncovered", "not-computable"] as const;
      for (const state of states) {
        const own = buildings.filter((building) => building.state === state);
        const sum = own.reduce((all, building) => all + (building.households ?? 0), 0);
        expect(total.value.households[state]).toBe(sum);
        expect(byArea.value.reduce((all, area) => all + area.households[state], 0)).toBe(sum);
      }
      const limit = limitUnits(question.measure);
      buildings.forEach(({ state, reason, station }, i) => {
        const value = units[i] ?? -1;
        expect(state === "covered").toBe(value >= 0 && value <= limit);
        expect(reason === null).toBe(value >= 0);
        expect(station === null).toBe(value < 0);
      });
    }),
    { numRuns: 60 },
  );
});

it("with more time, more stations and more gates nobody in an odd city walks longer or is uncovered", () => {
  assert(
    property(anyOddCity, anyQuestion, integer({ min: 0, max: 400 }), (city, question, more) => {
      const finder = finderOf(city);
      const before = cover(finder, city, question);
      const { measure } = question;
      const seconds = (measure.basis === "time" ? measure.seconds : 0) + more;
      const profile = measure.basis === "time" ? measure.profile : "adult";
      const fewer = { ...city, stations: city.stations.slice(0, -1) };
      const better = [
        [before, cover(finder, city, { ...question, measure: walkingFor(seconds, profile) })],
        [cover(finder, fewer, question), before],
        [
          cover(finder, city, { ...question, gates: "pessimistic" }),
          cover(finder, city, { ...question, gates: "optimistic" }),
        ],
      ] as const;
      for (const [less, most] of better) {
        expect(households(most).covered).toBeGreaterThanOrEqual(households(less).covered);
        most.units.forEach((units, i) => {
          expect(orNever(units)).toBeLessThanOrEqual(orNever(less.units[i] ?? -1));
        });
      }
    }),
    { numRuns: 60 },
  );
});

it("in an odd city too a building is inside the polygon if and only if it is covered", () => {
  assert(
    property(anyOddCity, anyEdge, (city, edge) => {
      const finder = finderOf(city);
      const measure = atTheEdge(finder, city, edge);
      const { network } = finder;
      const buildings = points(city.buildings, "b");
      const positions = buildings.map(({ position }) => position);
      const attached = attachBuildings(finder, buildings);
      const reach = new StationReach(network, {
        stations: attachPoints(
          finder,
          points(city.stations, "s").map(({ position }) => position),
        ),
        definition: { ...definitionOf(measure, network), gates: edge.question.gates },
      });
      const { units } = reach.read(attached);
      const limit = limitUnits(measure);
      const geometry = buildFieldGeometry(network, attached);
      const values = fieldValues(geometry, reach, { buildingUnits: units, maxUnits: limit });
      const drawn = isochrone({ geometry, values, limit, buildings: positions });
      if (!drawn.ok) throw new Error(drawn.error.code);
      const inside = positions.map((position) => holds(drawn.value, position));
      expect(inside).toEqual([...units].map((value) => value >= 0 && value <= limit));
    }),
    { numRuns: 60 },
  );
});
