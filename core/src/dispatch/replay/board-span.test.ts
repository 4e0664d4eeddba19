import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { CHINA_CALENDAR, DEFAULT_LIMITS, type Case, type CaseEvent } from "../index.ts";
import { HOUR, MONDAY_NINE, play, UNTIL_RESOLVED } from "../test-builders.ts";
import { historyStep, playRandomly } from "../test-histories.ts";
import { boardFactsOf, caseAt, spanAt, spansOf, spanStep, type BoardSpan } from "./board-span.ts";

const RULES = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };

/** Every instant of an event, the moment before and after it, and some in between. */
const instantsOf = (events: readonly CaseEvent[], within: number): number[] =>
  events.flatMap(({ at }) => [at - 1, at, at + 1, at + within]);

const shownBy = (span: BoardSpan | null, today: Case | null) =>
  span && { facts: span.facts, place: span.place ?? today?.place };

/** The same from the log alone. */
function foldedAt(events: readonly CaseEvent[], at: number) {
  const then = caseAt(events, at);
  const facts = then && boardFactsOf(then, RULES);
  return then && facts && { facts, place: then.place };
}

test("at every instant the spans say what the fold of the log until then says", () => {
  let moved = 0;
  let reopened = 0;
  const law = fc.property(
    fc.array(historyStep, { minLength: 10, maxLength: 80 }),
    fc.nat({ max: 100 * HOUR }),
    (steps, within) => {
      const { events, current } = playRandomly(steps);
      const spans = spansOf(events, RULES);
      for (const at of instantsOf(events, within)) {
        const span = spanAt(spans, at);
        expect(shownBy(span, current)).toEqual(foldedAt(events, at));
        if (span && span.place !== null) moved += 1;
      }
      if (current && current.reopenedCount > 0) reopened += 1;
    },
  );
  fc.assert(law, { numRuns: lawRuns(60, 20_000), seed: 4 });
  // A law that never met a moved or a reopened case proves little.
  expect(moved).toBeGreaterThan(0);
  expect(reopened).toBeGreaterThan(0);
});

test("spans follow one another, have a length, and differ from the one before", () => {
  const law = fc.property(fc.array(historyStep, { minLength: 10, maxLength: 80 }), (steps) => {
    const { events } = playRandomly(steps);
    const spans = spansOf(events, RULES);
    // There and back within one instant leaves no span between two that are the same.
    const isBusy = (instant: number): boolean =>
      events.filter((event) => event.at === instant).length > 1;
    for (const [at, { from, to, facts, place }] of spans.entries()) {
      expect(to === null || from < to).toBe(true);
      const next = spans[at + 1];
      const isNew =
        next === undefined ||
        next.from !== to ||
        next.place !== place ||
        isBusy(to) ||
        JSON.stringify(next.facts) !== JSON.stringify(facts);
      const isAfter = next === undefined || (to !== null && to <= next.from);
      expect({ isNew, isAfter }).toEqual({ isNew: true, isAfter: true });
    }
  });
  fc.assert(law, { numRuns: lawRuns(60, 20_000), seed: 5 });
});

test("a step that shows nothing on the board makes no span", () => {
  const before = play(UNTIL_RESOLVED);
  const after = { ...before, version: before.version + 1, confirmCount: 7 };
  expect(spanStep(before, after, RULES)).toBeNull();
});

test("a clock that was put back lets no event come before the one that led to it", () => {
  const before = play(UNTIL_RESOLVED.slice(0, 1));
  const after = { ...play(UNTIL_RESOLVED.slice(0, 2)), updatedAt: MONDAY_NINE - HOUR };
  expect(spanStep(before, after, RULES)?.at).toBe(MONDAY_NINE);
});
