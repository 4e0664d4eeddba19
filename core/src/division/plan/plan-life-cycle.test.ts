import { expect, test } from "vitest";
import {
  PLAN_STATES,
  PLAN_STEPS,
  PLAN_TABLE,
  stepPlan,
  type PlanFacts,
} from "./plan-life-cycle.ts";

const review: PlanFacts = {
  state: "review",
  effectiveOn: null,
  editors: ["li"],
  unfinished: [],
  inPieces: [],
};
const today = "2026-11-22";

test("a plan goes from draft over review to published, and is approved by another person", () => {
  const draft: PlanFacts = { ...review, state: "draft" };
  expect(stepPlan(draft, { step: "submit", by: "li", today })).toBe("review");
  const approve = { step: "approve", today, effectiveOn: "2026-12-01" } as const;
  expect(stepPlan(review, { ...approve, by: "wang" })).toBe("published");
  expect(stepPlan(review, { ...approve, by: "li" })).toEqual({
    code: "division.own-plan",
    by: "li",
  });
});

test("an unfinished draft stays a draft, a date in the past is refused", () => {
  const draft: PlanFacts = { ...review, state: "draft", unfinished: ["320281001001"] };
  expect(stepPlan(draft, { step: "submit", by: "li", today })).toMatchObject({
    code: "division.unfinished",
  });
  expect(
    stepPlan(review, { step: "approve", by: "wang", today, effectiveOn: "2026-11-21" }),
  ).toMatchObject({ code: "division.date-passed" });
});

test("a published plan is withdrawn only before its day", () => {
  const published: PlanFacts = { ...review, state: "published", effectiveOn: "2026-11-23" };
  expect(stepPlan(published, { step: "withdraw", by: "li", today })).toBe("draft");
  expect(stepPlan(published, { step: "withdraw", by: "li", today: "2026-11-23" })).toMatchObject({
    code: "division.in-force",
  });
});

test("no step leads out of retired, and every other state can be left", () => {
  for (const state of PLAN_STATES) {
    const ways = PLAN_STEPS.filter((step) => PLAN_TABLE[state][step] !== undefined);
    expect(ways.length > 0).toBe(state !== "retired");
  }
});

test("whoever stands in for an editor does not approve what that one has edited", () => {
  const approval = { step: "approve", by: "wang", today, effectiveOn: "2026-12-01" } as const;
  expect(stepPlan(review, { ...approval, standsFor: ["zhao"] })).toBe("published");
  expect(stepPlan(review, { ...approval, standsFor: ["li"] })).toMatchObject({
    code: "division.own-plan",
  });
});

test("a review never passes with a grid in pieces, and says which", () => {
  const draft: PlanFacts = { ...review, state: "draft", inPieces: ["003"] };
  expect(stepPlan(draft, { step: "submit", by: "li", today })).toEqual({
    code: "division.in-pieces",
    gridIds: ["003"],
  });
});
