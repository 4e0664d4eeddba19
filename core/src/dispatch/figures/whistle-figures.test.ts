import { expect, test } from "vitest";
import type { Cooperation } from "../model/cooperation.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { MINUTE, MONDAY_NINE } from "../test-builders.ts";
import { whistleBand, whistleSums } from "./whistle-figures.ts";

/** Called at nine: an answer by ten past, there by half past. */
const call = (changes: Partial<Cooperation>): Cooperation => ({
  id: "w",
  callerId: "street",
  calledUnitId: "police",
  kind: "emergency",
  state: "called",
  calledAt: MONDAY_NINE,
  acknowledgedAt: null,
  arrivedAt: null,
  endedAt: null,
  stars: null,
  ...changes,
});
const after = (minutes: number): number => MONDAY_NINE + minutes * MINUTE;
const sumsAt = (minutes: number, calls: readonly Cooperation[]) => {
  const { rates, ...rest } = whistleSums(calls, 100, {
    now: after(minutes),
    calendar: CHINA_CALENDAR,
  });
  return {
    ...rest,
    ...Object.fromEntries(
      rates.map(({ figure, numerator, denominator }) => [figure, [numerator, denominator]]),
    ),
  };
};

test("what is not due yet counts for nothing, what is late counts whether it comes or not", () => {
  const waiting = call({});
  expect(sumsAt(10, [waiting])).toMatchObject({ whistle_acknowledged: [0, 0] });
  expect(sumsAt(11, [waiting])).toMatchObject({
    whistle_acknowledged: [0, 1],
    whistle_arrived: [0, 0],
  });
  const prompt = call({ acknowledgedAt: after(10), arrivedAt: after(31), endedAt: after(40) });
  expect(sumsAt(60, [prompt, waiting])).toMatchObject({
    calls: 2,
    whistle_acknowledged: [1, 2],
    whistle_arrived: [0, 2],
  });
});

test("a refusal in time is no late answer, and has a figure of its own", () => {
  const refused = call({ state: "refused", endedAt: after(5), refusedAt: after(5) });
  expect(sumsAt(60, [refused])).toMatchObject({
    whistle_acknowledged: [0, 0],
    whistle_arrived: [0, 0],
    whistle_refused: [1, 1],
  });
  const tooLate = call({ state: "refused", endedAt: after(11), refusedAt: after(11) });
  expect(sumsAt(60, [tooLate])).toMatchObject({ whistle_acknowledged: [0, 1] });
});

test("stars are added up over those that were rated", () => {
  const done = { acknowledgedAt: after(1), endedAt: after(9), state: "rated" } as const;
  const calls = [
    call({ ...done, stars: 4 }),
    call({ ...done, stars: 5 }),
    call({ ...done, state: "done" }),
    call({ state: "waived", endedAt: after(2) }),
  ];
  expect(sumsAt(60, calls)).toMatchObject({ stars: 9, whistle_rated: [2, 3] });
});

test("the band is told from whole numbers, and not of a handful of cases", () => {
  expect([
    whistleBand(1, 50),
    whistleBand(0, 30),
    whistleBand(10, 50),
    whistleBand(11, 50),
  ]).toEqual(["normal", "low", "normal", "high"]);
  expect(whistleBand(5, 29)).toBeNull();
});
