import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { heldClocks, runningClocks } from "../model/clock-intervals.ts";
import { foldCase } from "./evolve.ts";
import type { Case, CaseEvent } from "../index.ts";
import { historyStep, playRandomly } from "../test-histories.ts";
import { STATE_TABLE, TRANSITIONS } from "./transitions.ts";

function checkFourEyes(before: Case | null, event: CaseEvent) {
  if (event.verb !== "pass" && event.verb !== "fail") return;
  expect(before?.handlerIds).not.toContain(event.actor.id);
}

function checkInvariants(current: Case) {
  const { clocks, owner, isOpen } = STATE_TABLE[current.state];
  const held = heldClocks(current.intervals);
  const present = new Set([...runningClocks(current.intervals), ...held]);
  const parkedOver = current.state === "parked" ? held : [];
  expect([...present].filter((each) => !parkedOver.includes(each)).toSorted()).toEqual(
    clocks.toSorted(),
  );
  expect(isOpen).toBe(owner !== null && present.size > 0);
  expect(current.returnCount).toBeLessThanOrEqual(2);
  expect(current.intervals.every(({ from, to }) => to === null || from <= to)).toBe(true);
  const open = current.intervals.filter((each) => each.to === null && each.kind === "run");
  expect(new Set(open.map((each) => each.clock)).size).toBe(open.length);
  const isHandedOut = ["dispatched", "in_progress"].includes(current.state);
  expect(isHandedOut && current.assignee === null).toBe(false);
}

test("in random histories each open case has an owner and a clock, and no handler checks", () => {
  const seen = new Set<string>();
  const law = fc.property(fc.array(historyStep, { minLength: 40, maxLength: 120 }), (steps) => {
    const { events, current } = playRandomly(steps, (before, event, after) => {
      checkFourEyes(before, event);
      checkInvariants(after);
    });
    for (const event of events) seen.add(event.verb);
    expect(foldCase(events)).toEqual(current);
    expect(events.map((each) => each.version)).toEqual(events.map((_, at) => at + 1));
  });
  fc.assert(law, { numRuns: lawRuns(320, 100_000), seed: 3 });
  // The histories went everywhere: a law that is never tried proves nothing. Five steps of a whistle
  // in the right order are too rare for chance; they have their own test.
  const verbs = TRANSITIONS.map((each) => each.verb);
  // The last is for rehearsals alone, and none of these is one.
  const rare: readonly string[] = ["whistle_rate", "whistle_insist", "whistle_excuse", "make_real"];
  expect(verbs.filter((verb) => !seen.has(verb) && !rare.includes(verb))).toEqual([]);
});
