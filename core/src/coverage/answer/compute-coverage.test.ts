import { array, assert, boolean, integer, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { computeCoverage, type BuildingPoint, type Coverage } from "./compute-coverage.ts";
import type { CoverageDefinition, Measure } from "./definition.ts";
import {
  at,
  definitionOf,
  line,
  networkOf,
  streetGrid,
  TEN_MINUTES,
} from "../fixtures/made-town.ts";
import type { CompoundInput, GateInput } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";

type Place = readonly [east: number, north: number];

const buildingsAt = (places: readonly Place[]): BuildingPoint[] =>
  places.map((place, i) => ({ id: `b${i}`, position: at(...place), households: 10 }));
const stationsAt = (places: readonly Place[]) =>
  places.map((place, i) => ({ id: `s${i}`, position: at(...place) }));

interface Question {
  readonly buildings: readonly Place[];
  readonly stations: readonly Place[];
  readonly measure?: Measure;
  readonly gates?: CoverageDefinition["gates"];
}

function cover(network: Network, question: Question): Coverage {
  const definition = definitionOf(question.measure ?? TEN_MINUTES, network);
  const result = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: buildingsAt(question.buildings),
    stations: stationsAt(question.stations),
    definition: { ...definition, gates: question.gates ?? "optimistic" },
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

it("a building and a station on one street meet straight along it, not by its ends", () => {
  const network = networkOf([line("street", [at(0, 0), at(100, 0)])]);
  const [building] = cover(network, { buildings: [[40, 5]], stations: [[60, -5]] }).buildings;
  expect(building?.metres).toBeCloseTo(30, 0);
  expect(building?.seconds).toBeCloseTo(24, 0);
});

it("metres and seconds follow the streets, not the crow", () => {
  const network = networkOf(streetGrid(4, 100));
  const [building] = cover(network, { buildings: [[300, 300]], stations: [[0, 0]] }).buildings;
  expect(building?.metres).toBeCloseTo(600, -1);
  expect(building?.station).toBe("s0");
});

it("the same number decides: covered at the limit, uncovered one unit beyond", () => {
  const network = networkOf(streetGrid(4, 100));
  const question = { buildings: [[300, 300]], stations: [[0, 0]] } as const;
  const exact = cover(network, { ...question, measure: { basis: "distance", metres: 9999 } });
  const metres = exact.buildings[0]?.metres ?? 0;
  const at500 = (limit: number) =>
    cover(network, { ...question, measure: { basis: "distance", metres: limit } }).buildings[0]
      ?.state;
  expect(at500(metres)).toBe("covered");
  expect(at500(metres - 0.1)).toBe("uncovered");
});

it("one-way steps lead home but not to the station", () => {
  const down = line("down", [at(0, 0), at(100, 0)], { highway: "steps", oneway: "yes" });
  const network = networkOf([down]);
  const [building] = cover(network, { buildings: [[0, 0]], stations: [[100, 0]] }).buildings;
  expect(building?.state).toBe("covered");
  const [upward] = cover(network, { buildings: [[100, 0]], stations: [[0, 0]] }).buildings;
  expect(upward).toMatchObject({ state: "uncovered", reason: "no-path", station: null });
});

it("dirty cases: a reason for every building, and the three states sum to all households", () => {
  const network = networkOf([
    ...streetGrid(9, 50),
    line("zero length", [at(0, 0), at(0, 0)]),
    line("doubled node", [at(400, 0), at(420, 0), at(420, 0), at(440, 0)]),
    line("island", [at(700, 0), at(760, 0)]),
  ]);
  const buildings: Place[] = [
    [0, 0],
    [440, 5],
    [730, 5],
    [5000, 5000],
    [Number.NaN, 0],
  ];
  const stations: Place[] = [
    [200, 200],
    [9000, 0],
  ];
  const { buildings: rows, total, strandedStations } = cover(network, { buildings, stations });
  const reasons = rows.map(({ state, reason }) => reason ?? state);
  expect(reasons).toEqual(["covered", "covered", "isolated", "too-far", "bad-position"]);
  expect(total.value.households).toEqual({ covered: 20, uncovered: 0, "not-computable": 30 });
  expect(strandedStations).toEqual([{ id: "s1", reason: "too-far" }]);
});

it("refuses impossible limits and speeds", () => {
  const network = networkOf(streetGrid(2, 50));
  const ask = (measure: Measure, stations: readonly Place[]) =>
    computeCoverage({
      finder: new EdgeFinder(network),
      buildings: [],
      stations: stationsAt(stations),
      definition: definitionOf(measure, network),
    });
  const codeOf = (metresPerSecond: number, seconds: number) => {
    const result = ask({ basis: "time", profile: "adult", metresPerSecond, seconds }, [[0, 0]]);
    return result.ok ? "ok" : result.error.code;
  };
  expect(codeOf(-1, 600)).toBe("coverage.bad-speed");
  expect(codeOf(Number.NaN, 600)).toBe("coverage.bad-speed");
  expect(codeOf(1.25, 0)).toBe("coverage.bad-limit");
  expect(codeOf(1.25, 600)).toBe("ok");
});

it("a town without stations: nobody is covered, and who hangs in the air still is not computable", () => {
  const network = networkOf([...streetGrid(9, 50), line("island", [at(700, 0), at(760, 0)])]);
  const buildings: Place[] = [
    [0, 0],
    [730, 5],
    [5000, 5000],
  ];
  const { buildings: rows, total } = cover(network, { buildings, stations: [] });
  const reasons = rows.map(({ state, reason }) => [state, reason]);
  expect(reasons).toEqual([
    ["uncovered", "no-path"],
    ["not-computable", "isolated"],
    ["not-computable", "too-far"],
  ]);
  expect(total.value.households).toEqual({ covered: 0, uncovered: 10, "not-computable": 20 });
});

const anyPlace = tuple(integer({ min: -20, max: 520 }), integer({ min: -20, max: 520 }));
const anyTown = record({
  missing: array(integer({ min: 0, max: 11 }), { maxLength: 4 }),
  buildings: array(anyPlace, { minLength: 1, maxLength: 12 }),
  stations: array(anyPlace, { minLength: 1, maxLength: 4 }),
});

const unitsOrLast = (units: number) => (units < 0 ? Infinity : units);

it("one more station makes nobody's way longer, and many stations are the best of each", () => {
  assert(
    property(anyTown, ({ missing, buildings, stations }) => {
      const network = networkOf(streetGrid(6, 100, (street) => missing.includes(street)));
      const all = cover(network, { buildings, stations }).units;
      const each = stations.map(
        (station) => cover(network, { buildings, stations: [station] }).units,
      );
      all.forEach((units, i) => {
        const least = Math.min(...each.map((single) => unitsOrLast(single[i] ?? -1)));
        expect(unitsOrLast(units)).toBe(least);
      });
    }),
    { numRuns: 25 },
  );
});

const SQUARE: CompoundInput = {
  id: "c1",
  access: "closed",
  geometry: {
    type: "Polygon",
    coordinates: [[at(120, 120), at(380, 120), at(380, 380), at(120, 380), at(120, 120)]],
  },
};

const gateAt = (place: Place, gate: Partial<GateInput> = {}): GateInput => ({
  id: `gate ${place.join(" ")}`,
  compoundId: "c1",
  position: at(...place),
  access: "public",
  evidence: "surveyed",
  ...gate,
});

it("a wall makes people walk to the gate", () => {
  const walled = (gates: readonly GateInput[]) =>
    networkOf(streetGrid(6, 100), { compounds: [SQUARE], gates });
  const question = { buildings: [[300, 330]], stations: [[300, 420]] } as const;
  const metres = (network: Network) => cover(network, question).buildings[0]?.metres ?? NaN;
  expect(metres(networkOf(streetGrid(6, 100)))).toBeCloseTo(90, 0);
  expect(metres(walled([gateAt([300, 380])]))).toBeCloseTo(90, 0);
  expect(metres(walled([gateAt([300, 120])]))).toBeGreaterThan(600);
});

it("a station behind a residents' gate serves its own compound only", () => {
  const gates = [gateAt([300, 380], { access: "residents" })];
  const network = networkOf(streetGrid(6, 100), { compounds: [SQUARE], gates });
  const { buildings } = cover(network, {
    buildings: [
      [200, 200],
      [300, 420],
    ],
    stations: [[300, 330]],
  });
  expect(buildings.map(({ state, reason }) => reason ?? state)).toEqual(["covered", "no-path"]);
  const outside = cover(network, { buildings: [[200, 200]], stations: [[300, 420]] });
  expect(outside.buildings[0]?.state).toBe("covered");
});

it("nobody walks through a compound that is neither end of the walk", () => {
  const gates = [gateAt([300, 380]), gateAt([300, 120])];
  const network = networkOf(streetGrid(6, 100), { compounds: [SQUARE], gates });
  const through = cover(network, { buildings: [[300, 100]], stations: [[300, 400]] });
  expect(through.buildings[0]?.metres).toBeGreaterThan(480);
  const into = cover(network, { buildings: [[300, 200]], stations: [[300, 400]] });
  expect(into.buildings[0]?.metres).toBeCloseTo(200, 0);
});

it("without known gates the answer is an interval: pessimistic never above optimistic", () => {
  const anyGates = array(tuple(integer({ min: 1, max: 4 }), boolean()), { maxLength: 3 });
  assert(
    property(anyTown, anyGates, ({ buildings, stations }, gates) => {
      const surveyed = gates.map(([column, isNorth]) =>
        gateAt([column * 100, isNorth ? 380 : 120], { id: `g${column}${isNorth}` }),
      );
      const network = networkOf(streetGrid(6, 100), { compounds: [SQUARE], gates: surveyed });
      const open = cover(network, { buildings, stations, gates: "optimistic" });
      const shut = cover(network, { buildings, stations, gates: "pessimistic" });
      open.units.forEach((units, i) => {
        expect(unitsOrLast(units)).toBeLessThanOrEqual(unitsOrLast(shut.units[i] ?? -1));
      });
      const covered = ({ total }: Coverage) => total.value.households.covered;
      expect(covered(shut)).toBeLessThanOrEqual(covered(open));
    }),
    { numRuns: 25 },
  );
});

it("a building in a compound without ways is listed, not attached to the street over the wall", () => {
  const bare = streetGrid(6, 100, (street) => [4, 5, 6, 7].includes(street));
  const network = networkOf(bare, { compounds: [SQUARE] });
  const attached = attachPoints(new EdgeFinder(network), [at(130, 130)]);
  expect(attached.failures.get(0)).toBe("no-way-in-compound");
});

it("a street drawn on the outline of a compound is still a street", () => {
  const onWall = line("on the wall", [at(380, 100), at(380, 400)]);
  const network = networkOf([...streetGrid(6, 100), onWall], { compounds: [SQUARE] });
  const question = { buildings: [[380, 110]], stations: [[380, 390]] } as const;
  const [building] = cover(network, { ...question, gates: "pessimistic" }).buildings;
  expect(building?.metres).toBeCloseTo(280, 0);
});

it("at an hour when no station is open everybody is uncovered, and what cannot be computed stays so", () => {
  const network = networkOf(streetGrid(4, 100));
  const moment = { day: 1, minute: 180 } as const;
  const result = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: buildingsAt([
      [100, 100],
      [5000, 5000],
    ]),
    stations: [],
    definition: { ...definitionOf(TEN_MINUTES, network), moment },
  });
  if (!result.ok) throw new Error(result.error.code);
  expect(result.value.total.value.households).toEqual({
    covered: 0,
    uncovered: 10,
    "not-computable": 10,
  });
});
