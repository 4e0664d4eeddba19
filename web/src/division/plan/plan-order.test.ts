import type { PlanReply } from "@onegrid/core/division/contract";
import { expect, test } from "vitest";
import { inReadingOrder } from "./plan-order.ts";

const plan = (
  id: string,
  state: PlanReply["state"],
  createdAt: string,
  ...steps: readonly string[]
): Pick<PlanReply, "id" | "state" | "createdAt" | "steps"> => ({
  id,
  state,
  createdAt,
  steps: steps.map((at) => ({ step: "submit", at, by: null, reason: null })),
});

// The database writes steps with an offset, the server creation in universal time.
const PLANS = [
  plan("in force", "published", "2026-11-01T00:00:00.000Z", "2026-11-02T08:00:00+08:00"),
  plan("new draft", "draft", "2026-11-20T00:00:00.000Z"),
  plan("waits", "review", "2026-11-03T00:00:00.000Z", "2026-11-04T08:00:00+08:00"),
  plan("waits since today", "review", "2026-11-02T00:00:00.000Z", "2026-11-21T07:00:00+08:00"),
  plan("old draft", "draft", "2026-11-10T00:00:00.000Z"),
];
const orderFor = (canPublish: boolean): string[] =>
  inReadingOrder(PLANS, { canPublish }).map(({ id }) => id);

test("who approves plans finds those that wait for them first", () => {
  expect(orderFor(true).slice(0, 2)).toEqual(["waits since today", "waits"]);
  expect(orderFor(true).slice(2)).toEqual(["new draft", "old draft", "in force"]);
});

test("everybody else finds what something was done with last first", () => {
  const order = ["waits since today", "new draft", "old draft", "waits", "in force"];
  expect(orderFor(false)).toEqual(order);
});
