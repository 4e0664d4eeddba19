import { solveCapacitated, solveSiting } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { afterEach, expect, it } from "vitest";
import { madeGround } from "../fixtures/made-ground.ts";
import { madeResult } from "../fixtures/made-result.ts";
import { useCoverage } from "../store.ts";
import { TRY_OFF, useTry } from "../try/try-state.ts";
import { adoptPlan } from "./adopt-plan.ts";
import { marksOf } from "./siting-marks.ts";
import {
  costOfPlan,
  fairQuestionOf,
  goalOf,
  problemOf,
  roomsProblemOf,
} from "./siting-question.ts";
import { changeCost, changeWish, closeSiting, decideFate, openSiting } from "./siting-run.ts";
import { SITING_CLOSED, useSiting } from "./siting-state.ts";

afterEach(() => {
  closeSiting();
  useTry.setState(TRY_OFF);
  useSiting.setState(SITING_CLOSED);
});

const WISH = SITING_CLOSED.wish;

/** 100 households, 40 covered; three candidates reach 30 (north), 20 (south) and the same 20. */
const DEMAND: SitingDemand = {
  key: "k",
  definition: {
    measure: { basis: "distance", metres: 500 },
    direction: "home-to-station",
    gates: "surveyed",
    households: "register",
    networkVersion: "n",
    stationSetVersion: "s",
  },
  kinds: [],
  candidates: ["a", "b", "c"].map((id) => ({
    id,
    name: id,
    position: [102, 38],
    kind: "unknown" as const,
  })),
  leftOut: 0,
  rooms: false,
  standing: [],
  spacingMetres: null,
  households: 100,
  covered: 40,
  areas: [
    { id: "north", name: "北" },
    { id: "south", name: "南" },
  ],
  classHouseholds: [30, 20, 10],
  classArea: [0, 1, -1],
  first: [0, 1, 2, 3],
  items: [0, 1, 1],
};

function best(wish = { ...WISH, count: 1 }) {
  const steps = solveSiting(problemOf(DEMAND, wish), goalOf(wish), { seed: 1 });
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
  expect(best({ ...WISH, count: 1, forbidden })).toMatchObject({
    ok: true,
    value: { covered: 60 },
  });
  const mustServe = new Set(["south"]);
  expect(best({ ...WISH, count: 1, mustServe })).toMatchObject({
    ok: true,
    value: { covered: 60 },
  });
});

it("a candidate that must be built is in the plan, though another one would bring more", () => {
  decideFate("c", "forbidden");
  decideFate("c", "locked");
  const { wish } = useSiting.getState();
  expect([wish.locked, wish.forbidden]).toEqual([new Set(["c"]), new Set()]);
  expect(best({ ...wish, count: 1 })).toMatchObject({ ok: true, value: { candidates: [2] } });
});

it("for a budget the plan holds what the money can open, and every plan says what it costs", () => {
  changeWish({ kind: "budget", budget: 50, cost: 30 });
  changeCost("a", 60);
  const { wish } = useSiting.getState();
  const end = best(wish);
  expect(end).toMatchObject({ ok: true, value: { candidates: [2], covered: 60 } });
  const plan = { ...(end.ok ? end.value : raise()), candidates: [0, 1] };
  expect(costOfPlan(DEMAND, plan, wish)).toEqual({ sum: 90, unknown: 0 });
  expect(costOfPlan(DEMAND, plan, { ...wish, cost: null })).toEqual({ sum: 60, unknown: 1 });
  expect(costOfPlan(DEMAND, plan, WISH)).toBeNull();
});

it("with rooms the stations that stand are rows of their own, and a plan serves within the room there is", () => {
  // Everybody is in the classes: the 40 that are covered are the last, and the station "s" reaches them.
  const demand: SitingDemand = {
    ...DEMAND,
    rooms: true,
    standing: [{ id: "s", name: "s", squareMetres: 9 }],
    classHouseholds: [30, 20, 10, 40],
    classArea: [0, 1, -1, -1],
    first: [0, 1, 2, 3, 4],
    items: [0, 1, 1, 3],
  };
  const problem = roomsProblemOf(demand, { ...WISH, area: 6, areas: new Map([["b", 60]]) });
  expect([...problem.room, ...problem.standing.room]).toEqual([20, 200, 20, 30]);
  const steps = solveCapacitated(problem, { kind: "count", count: 2 }, { seed: 1 });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  expect(step.value).toMatchObject({
    ok: true,
    value: { covered: 30 + 20 + 20, inReach: 90, proven: true },
  });
});

it("the second stage knows of each community who lives there and who is covered today", () => {
  const counts = [
    { id: "south", covered: 9, uncovered: 20 },
    { id: "north", covered: 4, uncovered: 30 },
  ];
  const byArea = madeResult()
    .byArea.slice(0, 1)
    .flatMap((made) =>
      counts.map(({ id, ...rest }) => ({ ...made, id, households: { ...rest, notComputable: 1 } })),
    );
  expect(fairQuestionOf(DEMAND, WISH, byArea)).toBeNull();
  const fair = fairQuestionOf(DEMAND, { ...WISH, isFair: true, fairLoss: 2 }, byArea);
  expect(fair).toEqual({
    areaOf: Int32Array.of(0, 1, -1, -1, -1),
    households: [35, 30],
    covered: [4, 9],
    loss: 0.02,
  });
});

it("of a community that must be served the households nobody reaches can be left out", () => {
  const beyond = { ...DEMAND, items: [0, 2, 2] };
  const wish = { ...WISH, count: 1, mustServe: new Set(["south"]) };
  expect(problemOf(beyond, wish).mustServe?.[1]).toBe(1);
  expect(problemOf(beyond, { ...wish, isOnlyReachable: true }).mustServe?.[1]).toBe(0);
});

function raise(): never {
  throw new Error("no plan");
}

it("the map shows candidates, forbidden ones, and the plan's sites by number", () => {
  expect(marksOf(SITING_CLOSED)).toBeNull();
  const end = best();
  const state = {
    ...SITING_CLOSED,
    demand: DEMAND,
    plan: end.ok ? end.value : null,
    wish: { ...WISH, forbidden: new Set(["b"]) },
  };
  expect(marksOf(state)?.map((mark) => [mark.state, mark.number])).toEqual([
    ["site", 1],
    ["forbidden", 0],
    ["candidate", 0],
  ]);
  const locked = { ...state, wish: { ...WISH, locked: new Set(["c"]) } };
  expect(marksOf(locked)?.[2]).toMatchObject({ state: "locked", isPicked: false });
  expect(marksOf({ ...locked, picked: "c" })?.[2]).toMatchObject({ isPicked: true });
});

it("public buildings are asked first, others where they were chosen, all where nothing is known", () => {
  const kinds = ["commerce", "community", "unknown"] as const;
  const mixed = {
    ...DEMAND,
    candidates: DEMAND.candidates.map((each, i) => ({ ...each, kind: kinds[i] ?? null })),
  };
  const forbiddenIn = (wish: typeof WISH, demand: SitingDemand = mixed) =>
    problemOf(demand, wish).forbidden;
  expect(forbiddenIn(WISH)).toEqual([0, 2]);
  expect(forbiddenIn({ ...WISH, kinds: new Set(["commerce"]) })).toEqual([1, 2]);
  expect(forbiddenIn({ ...WISH, locked: new Set(["a"]) })).toEqual([2]);
  expect(forbiddenIn(WISH, DEMAND)).toEqual([]);
});

it("the map is told once of the same sites, and not at all after siting was closed", () => {
  openSiting();
  // As the command does, whose panel is open already.
  openSiting();
  useSiting.setState({ demand: DEMAND });
  const { siting } = useCoverage.getState();
  expect(siting).toHaveLength(3);
  changeWish({ count: 7 });
  expect(useCoverage.getState().siting).toBe(siting);
  closeSiting();
  useSiting.setState({ demand: DEMAND });
  expect(useCoverage.getState().siting).toBeNull();
});

it("a plan that cannot be taken over, as over a scenario, is not put into a later try", () => {
  const scenario = {
    id: "s",
    name: "s",
    revision: 1,
    version: null,
    changes: 1,
    missing: [],
    stations: [],
  };
  const result = madeResult({ scenario });
  useCoverage.setState({ result });
  const plan = best();
  useSiting.setState({ demand: DEMAND, plan: plan.ok ? plan.value : null });
  adoptPlan();
  expect(useTry.getState().phase.kind).toBe("off");
  useTry.setState({ phase: { kind: "ready", ground: madeGround(result) } });
  expect(useTry.getState().list.steps).toEqual([]);
});
