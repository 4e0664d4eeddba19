import fc from "fast-check";
import { expect, test } from "vitest";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { factsOf } from "./case-facts.ts";
import { deadlinesOf } from "../clocks/deadlines.ts";
import { DEFAULT_LIMITS } from "../rules/limit-seed.ts";
import type { Case } from "../model/model.ts";
import {
  FACT_BITS,
  factsCode,
  figuresOf,
  parkedOf,
  percentText,
  rate,
  standsIn,
  type CaseFacts,
  type FigureName,
} from "./statistics.ts";
import {
  command,
  HOUR,
  member,
  MONDAY_NINE,
  play,
  report,
  UNTIL_RESOLVED,
} from "../test-builders.ts";

const text = (numerator: number, denominator: number) => percentText(rate(numerator, denominator));

test("the published figures of three cities come out to the digit", () => {
  expect(text(5912, 6026)).toBe("98.11");
  expect([text(911, 972), text(737, 972), text(996, 1054)]).toEqual(["93.72", "75.82", "94.50"]);
  expect(text(597, 601)).toBe("99.33");
});

test("seventeen problems never show 98 per cent", () => {
  const all = Array.from({ length: 18 }, (_, solved) => text(solved, 17));
  expect(all.slice(-2)).toEqual(["94.12", "100.00"]);
  expect(all.filter((each) => each?.startsWith("98"))).toEqual([]);
});

test("a half is rounded up, and nothing is not divided by", () => {
  expect([text(1, 8), text(1, 32), text(3, 32)]).toEqual(["12.50", "3.13", "9.38"]);
  expect([text(1, 160_000), text(1, 20_000), text(0, 9)]).toEqual(["0.00", "0.01", "0.00"]);
  expect(text(0, 0)).toBeNull();
  expect(() => rate(0.5, 1)).toThrow("a rate of 0.5 in 1");
});

const usual: Partial<CaseFacts> = {
  isReported: true,
  isFiled: true,
  isDispatched: true,
  isDue: true,
  isClosed: true,
  isClosedOnTime: true,
  isEnded: true,
  beganAtGrid: true,
};
const tallied = (list: readonly Partial<CaseFacts>[]) =>
  list.map((each) => ({ code: factsCode({ ...usual, ...each }), count: 1 }));
const figure = (name: FigureName, list: readonly Partial<CaseFacts>[]) => {
  const found = figuresOf(tallied(list)).find((each) => each.figure === name);
  return found && [found.numerator, found.denominator];
};

test("parked cases leave the count of the due ones and are counted apart", () => {
  const open = { isClosed: false, isClosedOnTime: false, isEnded: false };
  const parked = { ...open, isParked: true };
  expect(figure("closed", [{}, open, parked])).toEqual([1, 2]);
  expect(figure("closed_on_time", [{}, { isClosedOnTime: false }])).toEqual([1, 2]);
  expect(parkedOf(tallied([{}, open, parked]))).toBe(1);
});

test("what went up a level was not closed where it began, and each level has its own rate", () => {
  const community = { beganAtGrid: false, beganAtCommunity: true };
  const list = [{}, { isLifted: true }, community, { ...community, isLifted: true }, community];
  expect(figure("closed_at_level", list)).toEqual([3, 5]);
  expect(figure("closed_at_grid", list)).toEqual([1, 2]);
  expect(figure("closed_at_community", list)).toEqual([2, 3]);
  expect(figure("closed_at_street", list)).toEqual([0, 0]);
});

test("satisfaction counts those who gave stars, in the period in which the case ended", () => {
  const rated = { isRated: true };
  const list = [{}, rated, { ...rated, isSatisfied: true }, { ...rated, isEnded: false }];
  expect(figure("satisfied", list)).toEqual([1, 2]);
  expect(figure("reworked", [{ isReworked: true }, { isReworked: true, isEnded: false }])).toEqual([
    1, 1,
  ]);
});

test("every number of a figure is as many cases as stand in it, and never more above than below", () => {
  const names = Object.keys(FACT_BITS);
  const tally = fc.record({ code: fc.nat(2 ** names.length - 1), count: fc.nat(5) });
  const law = fc.property(fc.array(tally, { maxLength: 30 }), (tallies) => {
    const codes = tallies.flatMap(({ code, count }) => Array.from({ length: count }, () => code));
    for (const { figure: name, numerator, denominator } of figuresOf(tallies)) {
      expect(numerator).toBe(codes.filter((code) => standsIn(name, "numerator", code)).length);
      expect(denominator).toBe(codes.filter((code) => standsIn(name, "denominator", code)).length);
      expect(numerator).toBeLessThanOrEqual(denominator);
    }
  });
  fc.assert(law, { numRuns: 60 });
});

test("the bits of the facts stand as they were stored", () => {
  expect(FACT_BITS).toMatchObject({ isFiled: 1, isParked: 16, beganAtStreet: 2 ** 14 });
  expect(FACT_BITS).toMatchObject({ isReported: 2 ** 15, isDue: 2 ** 16, isEnded: 2 ** 17 });
});

const rules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
const march = { from: MONDAY_NINE - HOUR, to: MONDAY_NINE + 20 * 24 * HOUR };
const pass = command("pass", { standardMet: true });
const closed = play([...UNTIL_RESOLVED, [pass, member("supervision_desk", "centre")]]);
const isSo = (current: Case, fact: keyof CaseFacts, period = march): boolean =>
  (factsOf(current, period, rules) & FACT_BITS[fact]) !== 0;

test("a case that came down was closed at its level, one that went up was not", () => {
  expect(isSo({ ...closed, levelsSeen: ["street", "grid"] }, "isLifted")).toBe(false);
  expect(isSo({ ...closed, levelsSeen: ["grid", "community", "grid"] }, "isLifted")).toBe(true);
});

test("what was rejected, merged or cancelled was never due to be closed", () => {
  const reject = command("reject", {});
  const ended = play([
    [report(), member("public", "resident")],
    [reject, member("community_desk")],
  ]);
  expect([isSo(ended, "isReported"), isSo(ended, "isDue")]).toEqual([true, false]);
  expect([isSo(closed, "isDue"), isSo({ ...closed, state: "merged" }, "isDue")]).toEqual([
    true,
    false,
  ]);
});

test("a case closed early is due when its total clock would have run out", () => {
  const total = deadlinesOf(closed, rules).find((each) => each.clock === "total");
  // Seven working days after Monday 2 March: closing time on Wednesday 11 March.
  expect(total).toMatchObject({ status: "stopped", dueAt: MONDAY_NINE + (9 * 24 + 8.5) * HOUR });
  const seen = (["isDue", "isClosedOnTime", "isEnded"] as const).map((fact) => isSo(closed, fact));
  expect(seen).toEqual([true, true, true]);
  const later = { ...march, from: MONDAY_NINE + 10 * 24 * HOUR };
  const after = (["isDue", "isReported", "isEnded"] as const).map((fact) =>
    isSo(closed, fact, later),
  );
  expect(after).toEqual([false, false, false]);
});
