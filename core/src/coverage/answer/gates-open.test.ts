import { assert, constantFrom, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { EdgeFinder } from "../attach/attach-points.ts";
import { at, definitionOf, line, networkOf } from "../fixtures/made-town.ts";
import type { GateInput } from "../network/network-input.ts";
import { computeCoverage } from "./compute-coverage.ts";
import { gatesOpenUnder, isGateOpenUnder, slotsByGates } from "./gates-open.ts";
import { momentOf, parseMoment, type Moment } from "./moment.ts";
import { isOpenIn, parseOpeningHours } from "./opening-hours.ts";

const gate = (id: string, hours: string | null, east: number): GateInput => ({
  ...({ id, compoundId: "c", access: "public", evidence: "surveyed", hours } as const),
  position: at(east, 100),
});
const WORK = "Mo-Fr 07:00-19:00";

/** An estate north of the street with a near gate that has hours, and a far one that is always open. */
const network = networkOf(
  [
    line("street", [at(0, 0), at(600, 0)]),
    line("near", [at(100, 0), at(100, 200)]),
    line("far", [at(500, 0), at(500, 200)]),
    line("inside", [at(0, 200), at(600, 200)]),
  ],
  {
    compounds: [
      {
        id: "c",
        access: "closed",
        geometry: {
          type: "Polygon",
          coordinates: [[at(-50, 100), at(650, 100), at(650, 300), at(-50, 300), at(-50, 100)]],
        },
      },
    ],
    gates: [gate("near", WORK, 100), gate("far", null, 500)],
  },
);

function metresAt(moment?: Moment): number | null | undefined {
  const answer = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: [{ id: "home", position: at(100, 200), households: 1 }],
    stations: [{ id: "s", position: at(100, 0) }],
    definition: {
      ...definitionOf({ basis: "distance", metres: 500 }, network),
      ...(moment && { moment }),
    },
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.buildings[0]?.metres;
}

const moment = (text: string): Moment => {
  const read = parseMoment(text, {});
  if (!read.ok) throw new Error(text);
  return read.value;
};

it("a gate with hours is a gate while it is open, and a wall afterwards", () => {
  expect(metresAt()).toBeCloseTo(200, 0);
  expect(metresAt(moment("Tue 10:00"))).toBeCloseTo(200, 0);
  // The way round: 400 m along the street, in by the far gate, 400 m back.
  expect(metresAt(moment("Tue 22:00"))).toBeCloseTo(1000, -1);
  expect(metresAt(moment("Sun 10:00"))).toBeCloseTo(1000, -1);
});

it("hours are part of the network's number: other hours, other results", () => {
  const versionWith = (hours: string | null) =>
    networkOf([line("way", [at(0, 0), at(0, 200)])], {
      compounds: network.compounds,
      gates: [gate("near", hours, 0)],
    }).version;
  expect(new Set([versionWith(null), versionWith(WORK), versionWith("24/7")]).size).toBe(3);
});

it("a gate stands as the scenario says, else as the policy and its hours do", () => {
  const night = moment("Tue 22:00");
  const shut = gate("g", WORK, 0);
  const inferred = { ...gate("g", null, 0), evidence: "inferred" as const };
  expect(isGateOpenUnder({ gates: "pessimistic", moment: night }, shut)).toBe(false);
  expect(gatesOpenUnder({ gates: "pessimistic", moment: night }, () => true)(shut)).toBe(true);
  expect(isGateOpenUnder({ gates: "pessimistic" }, inferred)).toBe(false);
  expect(isGateOpenUnder({ gates: "optimistic", moment: night }, inferred)).toBe(true);
  // What nobody can read shuts nothing: the reader of the file has said so.
  expect(
    isGateOpenUnder({ gates: "optimistic", moment: night }, gate("g", "dawn to dusk", 0)),
  ).toBe(true);
});

it("the groups of half hours hold every one once, and in each the same gates are shut", () => {
  const hours = constantFrom(null, WORK, "24/7", "Sa,Su 09:00-12:00", "Mo-Su 22:00-06:00");
  assert(
    property(hours, hours, integer({ min: 0, max: 383 }), (one, two, slot) => {
      const gates = [gate("one", one, 0), gate("two", two, 10)];
      const groups = slotsByGates(gates);
      expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...Array(384).keys()]);
      const [first = -1] = groups.find((slots) => slots.includes(slot)) ?? [];
      for (const each of gates) {
        const parsed = parseOpeningHours(each.hours ?? "24/7");
        const isOpen = parsed.ok && isOpenIn(parsed.value, slot);
        for (const then of [slot, first].map(momentOf))
          expect(isGateOpenUnder({ gates: "optimistic", moment: then }, each)).toBe(isOpen);
      }
    }),
  );
});
