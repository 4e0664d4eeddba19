import { expect, test } from "vitest";
import type { Consultation, ConsultationTask } from "../model/consultation.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { HOUR, MONDAY_NINE } from "../test-builders.ts";
import { CONSULTATION_FIGURES, consultationSums, meetingFacts } from "./consultation-figures.ts";

const DAY = 24 * HOUR;
const MONDAY_TEN = MONDAY_NINE + HOUR;
const at = (now: number) => ({ now, calendar: CHINA_CALENDAR });

const task = (changes: Partial<ConsultationTask> = {}): ConsultationTask => ({
  ...{ id: "t1", ownerId: "owners", text: "清理", amount: 1, unit: "natural_days" as const },
  ...{ setAt: MONDAY_TEN, doneAt: null, waivedAt: null, pauses: [], raised: [] },
  ...changes,
});
const meeting = (changes: Partial<Consultation> = {}): Consultation => ({
  ...{ id: "m1", template: "free", state: "called", bodyIds: ["owners", "police"] },
  ...{ topic: "楼道堆物", place: "", heldAt: MONDAY_TEN, plannedAt: MONDAY_TEN },
  ...{ calledAt: MONDAY_NINE, minutes: [], decision: null, tasks: [] },
  ...changes,
});
const held = (heldAt: number, tasks: readonly ConsultationTask[] = []) =>
  meeting({ state: "held", heldAt, tasks });
const onDay = (each: Consultation, now: number) => meetingFacts(each, "consult_on_day", at(now))[0];
const counts = (each: Consultation, now = MONDAY_NINE) =>
  meetingFacts(each, "consult_meetings", at(now))[0]?.isCounted;

test("a meeting is held by its day, after it, or not; before its day is over nothing is said", () => {
  const MIDNIGHT = MONDAY_NINE + 15 * HOUR;
  expect(onDay(meeting(), MIDNIGHT - 1)?.isCounted).toBe(false);
  expect(onDay(meeting(), MIDNIGHT)).toEqual({ isCounted: true, isSo: false });
  expect(onDay(held(MIDNIGHT - 1), MIDNIGHT)).toEqual({ isCounted: true, isSo: true });
  expect(onDay(held(MIDNIGHT), MIDNIGHT)).toEqual({ isCounted: true, isSo: false });
  expect(onDay(held(MONDAY_TEN), MONDAY_TEN + HOUR)).toEqual({ isCounted: true, isSo: true });
  // Brought forward.
  expect(onDay(held(MONDAY_TEN - DAY), MONDAY_TEN)?.isSo).toBe(true);
});

test("whoever calls a meeting off by its day has none; after its day it was not held", () => {
  const off = (cancelledAt: number) => meeting({ state: "cancelled", cancelledAt });
  expect(counts(off(MONDAY_TEN + HOUR))).toBe(false);
  expect(onDay(off(MONDAY_TEN + HOUR), MONDAY_TEN + 9 * DAY)?.isCounted).toBe(false);
  expect(counts(off(MONDAY_TEN + DAY))).toBe(true);
  expect(onDay(off(MONDAY_TEN + DAY), MONDAY_TEN + 9 * DAY)).toEqual({
    isCounted: true,
    isSo: false,
  });
  // From before it was kept when.
  expect(counts(meeting({ state: "cancelled" }))).toBe(false);
});

test("tasks are done in time or late, and what was dropped in time was nobody's", () => {
  // A day that counts from the next midnight on: due by the end of Tuesday.
  const DUE = MONDAY_NINE + 39 * HOUR;
  const fact = (changes: Partial<ConsultationTask>, now: number) =>
    meetingFacts(held(MONDAY_TEN, [task(changes)]), "consult_tasks", at(now))[0];
  expect(fact({}, DUE)).toEqual({ isCounted: false, isSo: false });
  expect(fact({}, DUE + 1)).toEqual({ isCounted: true, isSo: false });
  expect(fact({ doneAt: DUE }, DUE)).toEqual({ isCounted: true, isSo: true });
  expect(fact({ doneAt: DUE + 1 }, DUE + 1)).toEqual({ isCounted: true, isSo: false });
  expect(fact({ waivedAt: DUE - 1 }, DUE + DAY)?.isCounted).toBe(false);
  expect(fact({ waivedAt: DUE + 1 }, DUE + DAY)).toEqual({ isCounted: true, isSo: false });
});

test("sums are those of the facts, each with both of its numbers", () => {
  const tasks = [task({ doneAt: MONDAY_TEN + HOUR }), task({ id: "t2" })];
  const sums = consultationSums(
    [held(MONDAY_TEN, tasks), meeting({ id: "m2" }), meeting({ id: "m3", state: "cancelled" })],
    at(MONDAY_TEN + 3 * DAY),
  );
  expect(sums).toEqual({
    meetings: 2,
    rates: [
      { figure: "consult_on_day", numerator: 1, denominator: 2 },
      { figure: "consult_tasks", numerator: 1, denominator: 2 },
    ],
  });
  expect(sums.rates.map(({ figure }) => figure)).toEqual(CONSULTATION_FIGURES.slice(1));
});
