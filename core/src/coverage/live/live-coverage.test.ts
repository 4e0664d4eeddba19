import { array, assert, constantFrom, property } from "fast-check";
import { expect, it } from "vitest";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { EdgeFinder } from "../attach/attach-points.ts";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { limitUnits } from "../answer/definition.ts";
import {
  afterSteps,
  anyPlace,
  anyStep,
  definition,
  finder,
  GATES,
  homesAt,
  MEASURE,
  STATIONS,
  takeStep,
  type Place,
  type Step,
} from "../fixtures/changed-town.ts";
import { at } from "../fixtures/made-town.ts";
import { LiveCoverage } from "./live-coverage.ts";

const anyHomes = array(anyPlace, { minLength: 1, maxLength: 15 });

/** Each home lies in one of two areas or none, and every second one in a third above them. */
const areasOf = (places: readonly Place[]) => ({
  areasOfBuilding: places.map((_, i) =>
    [(i % 3) - 1, ...(i % 2 === 0 ? [2] : [])].filter((area) => area >= 0),
  ),
  count: 3,
});

function begin(places: readonly Place[], gates: "optimistic" | "pessimistic" = "optimistic") {
  const buildings = homesAt(places);
  return new LiveCoverage({
    finder,
    points: attachBuildings(finder, buildings),
    households: Int32Array.from(buildings, ({ households }) => households),
    areas: areasOf(places),
    definition: { ...definition, gates },
  });
}

/** Everything a screen may show of the state. */
const stateOf = (live: LiveCoverage, places: readonly Place[]) => ({
  lists: places.map((_, building) => live.stationsOf(building)),
  total: [live.coveredTotal, live.coveredBuildings],
  byArea: [[...live.coveredByArea], [...live.buildingsByArea]],
  served: STATIONS.map((id) => live.householdsOf(id)),
});

/** The same from nothing: stations alone or together over a network that has the open gates only. */
function compute(places: readonly Place[], steps: readonly Step[]) {
  const { stations, network: opened } = afterSteps(steps);
  const open = new EdgeFinder(opened);
  const buildings = homesAt(places);
  const areas = areasOf(places);
  const ask = (ids: readonly string[]) => {
    const some = stations.filter(({ id }) => ids.includes(id));
    const whole = { finder: open, buildings, stations: some, definition, areas };
    const computed = computeCoverage(whole);
    return computed.ok ? computed.value : null;
  };
  return { ids: stations.map(({ id }) => id), ask };
}

it("after any stations and gates changed the state is what a computation from nothing gives", () => {
  assert(
    property(anyHomes, array(anyStep, { minLength: 1, maxLength: 10 }), (places, steps) => {
      const live = begin(places);
      for (const step of steps) takeStep(live, step);
      const { ids, ask } = compute(places, steps);
      const alone = ids.map((id) => ({ id, units: ask([id])?.units ?? [] }));
      places.forEach((_, building) => {
        const reaching = alone
          .map(({ id, units }) => ({ station: id, units: units[building] ?? -1 }))
          .filter(({ units }) => units >= 0 && units <= limitUnits(MEASURE))
          .toSorted((a, b) => a.units - b.units);
        expect(live.stationsOf(building)).toEqual(reaching);
      });
      const all = ask(ids);
      const sums = all ? [all.total.value, ...all.byArea.value] : [];
      const covered = sums.map(({ households, buildings }) => [
        households.covered,
        buildings.covered,
      ]);
      const shown = [
        [live.coveredTotal, live.coveredBuildings],
        ...[...live.coveredByArea].map((households, area) => [
          households,
          live.buildingsByArea[area],
        ]),
      ];
      expect(shown).toEqual(all ? covered : shown.map(() => [0, 0]));
      expect([...live.unitsEverywhere()]).toEqual([...(all?.units ?? places.map(() => -1))]);
      const nearest = places.map((_, building) => live.nearest(building)?.station);
      for (const id of STATIONS) {
        const own = nearest.reduce((sum, near, i) => sum + (near === id ? i + 1 : 0), 0);
        expect(live.householdsOf(id)).toBe(own);
      }
    }),
    { numRuns: 120 },
  );
}, 20_000);

it("what was added and taken away again leaves everything as it was", () => {
  const some = array(anyStep, { maxLength: 6 });
  assert(
    property(
      anyHomes,
      some,
      anyPlace,
      array(anyPlace, { maxLength: 3 }),
      (places, steps, place, drag) => {
        const live = begin(places);
        for (const step of steps) takeStep(live, step);
        const before = stateOf(live, places);
        for (const to of [place, ...drag]) live.setStation("new", at(...to));
        live.setStation("new", null);
        expect(stateOf(live, places)).toEqual(before);
        for (const gate of GATES) {
          const isOpen = live.isGateOpen(gate);
          live.setGate(gate, !isOpen);
          live.setGate(gate, isOpen);
          expect(stateOf(live, places)).toEqual(before);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 20_000);

it("one more station or one more open gate makes no way longer and uncovers nobody", () => {
  assert(
    property(
      anyHomes,
      array(anyStep, { maxLength: 6 }),
      anyPlace,
      constantFrom(...GATES),
      (places, steps, place, gate) => {
        const live = begin(places);
        for (const step of steps) takeStep(live, step);
        const times = () =>
          [...live.unitsEverywhere()].map((units) => (units < 0 ? Infinity : units));
        for (const change of [
          () => live.setStation("new", at(...place)),
          () => live.setGate(gate, true),
        ]) {
          const [before, covered] = [times(), live.coveredTotal];
          change();
          times().forEach((units, i) => expect(units).toBeLessThanOrEqual(before[i] ?? Infinity));
          expect(live.coveredTotal).toBeGreaterThanOrEqual(covered);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 20_000);

it("under the careful reading a supposed gate is shut until somebody opens it", () => {
  const inside: Place = [300, 300];
  const live = begin([[300, 345]], "pessimistic");
  expect(live.isGateOpen("unseen")).toBe(false);
  live.setStation("s1", at(...inside));
  expect(live.isCovered(0)).toBe(false);
  expect([...live.setGate("unseen", true)]).toEqual([0]);
  expect(live.isCovered(0)).toBe(true);
  expect([...live.setGate("nowhere", true)]).toEqual([]);
});

it("a step names the buildings that have to be painted again, and no others", () => {
  const live = begin([
    [0, 10],
    [500, 490],
  ]);
  expect([...live.setStation("s", at(0, 0))]).toEqual([0]);
  expect(live.isCovered(0)).toBe(true);
  expect([...live.setStation("s", at(500, 500))]).toEqual([0, 1]);
  expect([...live.setStation("s", null)]).toEqual([1]);
  expect(live.coveredTotal).toBe(0);
});

it("a station in the river serves nobody, and says why", () => {
  const live = begin([[0, 10]]);
  live.setStation("s", at(-900, -900));
  expect(live.failureOf("s")).toBe("too-far");
  live.setStation("s", at(0, 0));
  expect(live.failureOf("s")).toBeNull();
});
