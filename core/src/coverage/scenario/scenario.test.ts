import { array, assert, constantFrom, integer, oneof, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import { checkScenario, type ScenarioGround } from "./check-scenario.ts";
import { gatesUnder, layersUnder, stationsUnder, type ScenarioStation } from "./apply-scenario.ts";
import { EdgeFinder } from "../attach/attach-points.ts";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { at, definitionOf, line, networkOf } from "../fixtures/made-town.ts";
import type { CompoundInput, GateInput } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { normaliseChanges, scenarioVersion } from "./scenario.ts";
import type { ScenarioChange } from "../scenario-contract.ts";

type Of<C extends ScenarioChange["change"]> = Extract<ScenarioChange, { change: C }>;

const station = (id: string, east = 0): ScenarioStation => ({
  id,
  kind: "red_station",
  name: id,
  position: at(east, 0),
  floorAreaSquareMetres: null,
  hours: null,
});
const addStation = (id: string, east: number): Of<"add-station"> => ({
  ...station(id, east),
  change: "add-station",
  kind: "red_station",
  position: [...at(east, 0)],
  hours: null,
});

const ids = constantFrom("a", "b", "new:1", "new:2");
const places = integer({ min: 0, max: 5 }).map((east): [number, number] => [...at(east * 10, 0)]);
const change = oneof(
  tuple(constantFrom("new:1", "new:2"), integer({ min: 0, max: 5 })).map(([id, east]) =>
    addStation(id, east * 10),
  ),
  record({ change: constantFrom("move-station" as const), id: ids, position: places }),
  record({ change: constantFrom("close-station" as const, "reopen-station" as const), id: ids }),
  record({
    change: constantFrom("set-station-hours" as const),
    id: ids,
    hours: constantFrom("Mo-Fr 08:00-18:00", null),
  }),
);

/** The oracle: one change after the other on records with a mark for closed ones. */
function oneByOne(changes: readonly ScenarioChange[]): ScenarioStation[] {
  const all = new Map(["a", "b"].map((id) => [id, { station: station(id), isClosed: false }]));
  for (const each of changes) {
    if (each.change === "add-station") {
      const { change: _, ...made } = each;
      all.set(each.id, { station: made, isClosed: false });
      continue;
    }
    const found = "id" in each ? all.get(each.id) : undefined;
    if (!found || !("id" in each)) continue;
    if (each.change === "close-station" && each.id.startsWith("new:")) all.delete(each.id);
    else if (each.change === "close-station") found.isClosed = true;
    else if (each.change === "reopen-station") found.isClosed = false;
    else if (each.change === "move-station")
      found.station = { ...found.station, position: each.position };
    else if (each.change === "set-station-hours")
      found.station = { ...found.station, hours: each.hours };
  }
  return [...all.values()].filter(({ isClosed }) => !isClosed).map((each) => each.station);
}

const sorted = (stations: readonly ScenarioStation[]) =>
  stations.toSorted((one, two) => (one.id < two.id ? -1 : 1));
const ground: ScenarioGround = {
  stations: [{ id: "a" }, { id: "b" }],
  network: networkOf([line("street", [at(0, 0), at(100, 0)])]),
  box: [...at(-100, -100), ...at(200, 200)],
};
const applied = (changes: readonly ScenarioChange[]) =>
  stationsUnder(changes, [station("a"), station("b")], (made) => made);

it("the short list means what the long one means, change by change", () => {
  assert(
    property(array(change, { maxLength: 12 }), (changes) => {
      const checked = changes.filter((_, i) => checkScenario(changes.slice(0, i + 1), ground).ok);
      if (!checkScenario(checked, ground).ok) return;
      expect(sorted(applied(checked))).toEqual(sorted(oneByOne(checked)));
    }),
  );
});

it("a short list stays as it is, and lists are put together one behind the other", () => {
  assert(
    property(array(change, { maxLength: 8 }), array(change, { maxLength: 8 }), (one, two) => {
      const whole = normaliseChanges([...one, ...two]);
      expect(normaliseChanges(whole)).toEqual(whole);
      // What the first list adds and closes again is gone for the second one too.
      if (!checkScenario([...one, ...two], ground).ok) return;
      expect(normaliseChanges([...normaliseChanges(one), ...two])).toEqual(whole);
    }),
  );
});

it("versions are equal exactly where the same is supposed, whatever the order and the keys' order", () => {
  const close: ScenarioChange = { change: "close-station", id: "a" };
  const move: ScenarioChange = { change: "move-station", id: "b", position: [1, 2] };
  const moveWrittenOtherwise = { position: [1, 2], id: "b", change: "move-station" } as const;
  const one = scenarioVersion([close, move]);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(scenarioVersion([{ ...moveWrittenOtherwise, position: [1, 2] }, close])).toBe(one);
  expect(scenarioVersion([close])).not.toBe(one);
  expect(scenarioVersion([close, { change: "reopen-station", id: "a" }])).toBeNull();
  expect(scenarioVersion([])).toBeNull();
});

it("refusals name the object and the place", () => {
  const refused = (...changes: ScenarioChange[]) => {
    const checked = checkScenario(changes, ground);
    return checked.ok ? null : checked.error;
  };
  expect(refused({ change: "close-station", id: "c" })).toEqual({
    code: "coverage.scenario-unknown",
    thing: "station",
    id: "c",
  });
  expect(refused({ change: "move-station", id: "a", position: [0, 0] })).toEqual({
    code: "coverage.scenario-outside",
    id: "a",
    position: [0, 0],
  });
  expect(refused(addStation("new:1", 0), addStation("new:1", 9))).toEqual({
    code: "coverage.scenario-taken",
    id: "new:1",
  });
  const dot: ScenarioChange = {
    change: "add-way",
    id: "new:w",
    name: "",
    form: "path",
    line: [[...at(0, 0)], [...at(0, 0)]],
  };
  expect(refused(dot)).toMatchObject({ code: "coverage.scenario-bad-line", metres: 0 });
  const tooMany = Array.from({ length: 301 }, (): ScenarioChange => ({
    change: "close-station",
    id: "a",
  }));
  expect(refused(...tooMany)).toMatchObject({ code: "coverage.scenario-too-long", changes: 301 });
  const gate = { gateId: "g", compoundId: null, position: [...at(0, 0)] as [number, number] };
  expect(refused({ change: "open-gate", ...gate })).toMatchObject({ thing: "gate", id: "g" });
});

const WALLS: CompoundInput = {
  id: "estate",
  access: "closed",
  geometry: {
    type: "Polygon",
    coordinates: [[at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)]],
  },
};
/** Two streets through the wall, 100 m apart, joined far outside. */
const WAYS = [
  line("west", [at(-50, 20), at(50, 20)]),
  line("east", [at(50, 20), at(150, 20)]),
  line("round", [at(-50, 20), at(-50, -400), at(150, -400), at(150, 20)]),
];
const estate = (lines = WAYS, gates: readonly GateInput[] = []) =>
  networkOf(lines, { compounds: [WALLS], gates });

function metresFrom(network: Network, changes: readonly ScenarioChange[], home = at(50, 20)) {
  const definition = definitionOf({ basis: "distance", metres: 500 }, network);
  const result = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: [{ id: "home", position: home, households: 1 }],
    stations: [{ id: "s", position: at(-50, 20) }],
    definition,
    gateState: gatesUnder(changes, network),
  });
  return result.ok ? (result.value.buildings[0]?.metres ?? null) : null;
}

it("a gate that is shut sends people round, by its id or by its place", () => {
  const network = estate();
  const west = network.gates.find(({ position }) => position[0] < at(50, 0)[0]);
  if (!west) throw new Error("no gate");
  const named = { compoundId: "estate", position: [...west.position] as [number, number] };
  expect(metresFrom(network, [])).toBeCloseTo(100, 0);
  for (const gateId of [west.id, "inferred:of-yesterday"]) {
    const shut: ScenarioChange = { change: "close-gate", gateId, ...named };
    expect(metresFrom(network, [shut])).toBeGreaterThan(1000);
    expect(metresFrom(network, [shut, { ...shut, change: "open-gate" }])).toBeCloseTo(100, 0);
  }
});

it("one more gate makes nobody slower: the supposed gates of its compound stay", () => {
  const lines = [...WAYS, line("south", [at(50, 20), at(50, -400)])];
  const add: ScenarioChange = {
    change: "add-gate",
    id: "new:gate",
    compoundId: "estate",
    position: [...at(50, 0)],
    access: "public",
    evidence: "surveyed",
    hours: null,
  };
  const layers = layersUnder([add], { lines, gates: [] });
  if (!layers.ok) throw new Error(layers.error.code);
  const network = estate([...layers.value.lines], layers.value.gates);
  expect(network.gates.map(({ evidence }) => evidence).toSorted()).toEqual([
    "inferred",
    "inferred",
    "surveyed",
  ]);
  expect(metresFrom(network, [])).toBeCloseTo(100, 0);
});

it("a path meets what it crosses, a bridge only its ends", () => {
  const streets = [
    line("a", [at(0, 0), at(300, 0)]),
    line("b", [at(0, 100), at(300, 100)]),
    line("c", [at(0, 50), at(300, 50)]),
  ];
  const draw = (form: "path" | "bridge") => {
    const layers = layersUnder(
      [
        {
          change: "add-way",
          id: "new:w",
          name: "",
          form,
          line: [[...at(150, 4)], [...at(150, 96)]],
        },
      ],
      { lines: streets, gates: [] },
    );
    if (!layers.ok) throw new Error(layers.error.code);
    return networkOf([...layers.value.lines]);
  };
  const walk = (network: Network, north: number) => {
    const result = computeCoverage({
      finder: new EdgeFinder(network),
      buildings: [{ id: "home", position: at(250, north), households: 1 }],
      stations: [{ id: "s", position: at(0, 0) }],
      definition: definitionOf({ basis: "distance", metres: 500 }, network),
    });
    return result.ok ? (result.value.buildings[0]?.metres ?? null) : null;
  };
  expect(walk(draw("path"), 100)).toBeCloseTo(350, -1);
  expect(walk(draw("bridge"), 100)).toBeCloseTo(350, -1);
  expect(walk(draw("path"), 50)).toBeCloseTo(300, -1);
  // Straight below the bridge, and no way up: the middle street stays apart.
  expect(walk(draw("bridge"), 50)).toBeNull();
});

it("a path that no way is near to is refused with its place", () => {
  const far: ScenarioChange = {
    change: "add-way",
    id: "new:w",
    name: "",
    form: "path",
    line: [[...at(0, 200)], [...at(50, 200)]],
  };
  expect(layersUnder([far], { lines: [line("a", [at(0, 0), at(300, 0)])], gates: [] })).toEqual({
    ok: false,
    error: { code: "coverage.scenario-apart", id: "new:w", position: far.line[0] },
  });
});
