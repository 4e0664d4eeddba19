import fc from "fast-check";
import { expect, test } from "vitest";
import { CHINA_CALENDAR } from "./calendar-seed.ts";
import { factsOf } from "./case-facts.ts";
import { deadlinesOf } from "./deadlines.ts";
import { DEFAULT_LIMITS } from "./limit-seed.ts";
import { figuresOf, percentText, rate, type CaseFacts } from "./statistics.ts";
import { command, HOUR, member, MONDAY_NINE, play, UNTIL_RESOLVED } from "./test-builders.ts";

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

const facts: CaseFacts = {
  caseId: "a",
  isReported: true,
  isFiled: true,
  isDispatched: true,
  isDue: true,
  isClosed: true,
  isClosedOnTime: true,
  isParked: false,
  isReturned: false,
  isReopened: false,
  isReworked: false,
  isUrgent: false,
  firstLevel: "grid",
  levelsSeen: ["grid"],
};
const figure = (name: string, list: readonly CaseFacts[]) => {
  const found = figuresOf(list).find((each) => each.figure === name);
  return found && [found.numerator, found.denominator];
};

test("parked cases leave the count of the due ones", () => {
  const open = { ...facts, isClosed: false, isClosedOnTime: false };
  const parked = { ...open, isParked: true };
  expect(figure("closed", [facts, open, parked])).toEqual([1, 2]);
  expect(figure("closed_on_time", [facts, { ...facts, isClosedOnTime: false }])).toEqual([1, 2]);
});

test("a case that went up was not closed at its level, one that came down was", () => {
  const up: CaseFacts = { ...facts, levelsSeen: ["grid", "community", "grid"] };
  const down: CaseFacts = { ...facts, firstLevel: "street", levelsSeen: ["street", "grid"] };
  expect(figure("closed_at_level", [facts, up, down])).toEqual([2, 3]);
});

test("every figure opens as many cases as it counts, and never more above than below", () => {
  const flags = fc.record({ isDue: fc.boolean(), isClosed: fc.boolean(), isParked: fc.boolean() });
  const law = fc.property(fc.array(flags, { maxLength: 30 }), (list) => {
    const cases = list.map((each, at) => ({ ...facts, ...each, caseId: String(at) }));
    for (const each of figuresOf(cases)) {
      expect(each.numeratorCaseIds).toHaveLength(each.numerator);
      expect(each.denominatorCaseIds).toHaveLength(each.denominator);
      const below = new Set(each.denominatorCaseIds);
      expect(each.numeratorCaseIds.every((id) => below.has(id))).toBe(true);
    }
  });
  fc.assert(law, { numRuns: 60 });
});

test("a case closed early is due when its total clock would have run out", () => {
  const rules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
  const pass = command("pass", { standardMet: true });
  const closed = play([...UNTIL_RESOLVED, [pass, member("supervision_desk", "centre")]]);
  const total = deadlinesOf(closed, rules).find((each) => each.clock === "total");
  // Seven working days after Monday 2 March: closing time on Wednesday 11 March.
  expect(total).toMatchObject({ status: "stopped", dueAt: MONDAY_NINE + (9 * 24 + 8.5) * HOUR });
  const march = { from: MONDAY_NINE - HOUR, to: MONDAY_NINE + 20 * 24 * HOUR };
  expect(factsOf(closed, march, rules)).toMatchObject({ isDue: true, isClosedOnTime: true });
  const later = { ...march, from: MONDAY_NINE + 10 * 24 * HOUR };
  expect(factsOf(closed, later, rules)).toMatchObject({ isDue: false, isReported: false });
});
