import { solveSiting } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { expect, it } from "vitest";
import { marksOf } from "./siting-marks.ts";
import { problemOf } from "./siting-run.ts";
import { SITING_CLOSED } from "./siting-state.ts";

const WISH = SITING_CLOSED.wish;

/** 100 households, 40 covered; three candidates reach 30 (north), 20 (south) and the same 20. */
const DEMAND: SitingDemand = {
  key: "k",
  definition: { measure: { basis: "distance", metres: 500 }, direction: "home-to-station", gates: "surveyed", households: "register", networkVersion: "n", stationSetVersion: "s" }, // prettier-ignore
  kinds: [],
  candidates: ["a", "b", "c"].map((id) => ({ id, name: id, position: [102, 38] })),
  spacingMetres: null,
  households: 100,
  covered: 40,
  areas: [{ id: "north", name: "北" }, { id: "south", name: "南" }], // prettier-ignore
  classHouseholds: [30, 20, 10],
  classArea: [0, 1, -1],
  first: [0, 1, 2, 3],
  items: [0, 1, 1],
};

function best(wish = WISH, count = 1) {
  const steps = solveSiting(problemOf(DEMAND, wish), { kind: "count", count }, { seed: 1 });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

it("what is covered today counts in the plan, and the rest of the question stays as it came", () => {
  expect(best()).toMatchObject({ ok: true, value: { candidates: [0], covered: 70, proven: true } });
  expect(problemOf(DEMAND, WISH).households.reduce((all, each) => all + each, 0)).toBe(100);
});

it("a forbidden candidate is in no plan, a community that must be served is in every one", () => {
  const forbidden = new Set(["a"]);
  expect(best({ ...WISH, forbidden })).toMatchObject({ ok: true, value: { covered: 60 } });
  const mustServe = new Set(["south"]);
  expect(best({ ...WISH, mustServe })).toMatchObject({ ok: true, value: { covered: 60 } });
});

it("the map shows candidates, forbidden ones, and the plan's sites by number", () => {
  expect(marksOf(SITING_CLOSED)).toBeNull();
  const end = best();
  const state = { ...SITING_CLOSED, demand: DEMAND, plan: end.ok ? end.value : null, wish: { ...WISH, forbidden: new Set(["b"]) } }; // prettier-ignore
  expect(marksOf(state)?.map((mark) => [mark.state, mark.number])).toEqual([
    ["site", 1],
    ["forbidden", 0],
    ["candidate", 0],
  ]);
});
