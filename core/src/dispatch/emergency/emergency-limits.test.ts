import fc from "fast-check";
import { expect, test } from "vitest";
import { deadlinesOf } from "../clocks/deadlines.ts";
import { factsOf, standingOf } from "../figures/case-facts.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { DEFAULT_LIMITS } from "../rules/limit-seed.ts";
import { CATEGORIES } from "../rules/categories.ts";
import { CHANNELS, SEVERITIES } from "../model/model.ts";
import {
  attempt,
  command,
  context,
  desk,
  HOUR,
  member,
  MONDAY_NINE,
  play,
  report,
  UNTIL_RESOLVED,
} from "../test-builders.ts";
import { emergencyOf } from "./emergency-limits.ts";

const RULES = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
const resident = member("public", "resident");
const exercise = { activationId: "drill", isRehearsal: true };
const actual = { activationId: "flood", isRehearsal: false };
const rehearsed = () =>
  play([[report({ emergency: exercise }), resident], ...UNTIL_RESOLVED.slice(1)]);
const PERIOD = { from: MONDAY_NINE - HOUR, to: MONDAY_NINE + 1000 * HOUR };

test("staff rehearse during an exercise unless they say that it is meant; residents never do", () => {
  const drill = { id: "drill", kind: "exercise" } as const;
  const of = (channel: (typeof CHANNELS)[number], isReal = false) =>
    emergencyOf(drill, { channel, isReal })?.isRehearsal;
  expect(CHANNELS.filter((channel) => of(channel))).toEqual(["patrol", "desk"]);
  expect(of("patrol", true)).toBe(false);
  expect(
    emergencyOf({ id: "flood", kind: "actual" }, { channel: "patrol", isReal: false }),
  ).toEqual(actual);
  expect(emergencyOf(null, { channel: "patrol", isReal: false })).toBeNull();
});

test("a rehearsal is in no figure, however it ends", () => {
  expect(factsOf(play(UNTIL_RESOLVED), PERIOD, RULES)).toBeGreaterThan(0);
  expect(factsOf(rehearsed(), PERIOD, RULES)).toBe(0);
  expect(standingOf(rehearsed(), deadlinesOf(rehearsed(), RULES))).toEqual({
    facts: 0,
    totalDueAt: null,
  });
  const meant = play([[report({ emergency: actual }), resident], ...UNTIL_RESOLVED.slice(1)]);
  expect(factsOf(meant, PERIOD, RULES)).toBe(factsOf(play(UNTIL_RESOLVED), PERIOD, RULES));
});

test("what is meant is not merged into a rehearsal, nor the other way round", () => {
  const real = play([[report(), resident]]);
  const drill = { ...play([[report({ emergency: exercise }), resident]]), id: "case-2" };
  const asked = (from: typeof real, to: typeof real) =>
    attempt(from, command("merge", { targetCaseId: to.id }), {
      ...context(desk, { target: { case: to, category: context(desk).category } }),
    }).refusal;
  expect(asked(real, drill)).toMatchObject({ code: "dispatch.merge-target", why: "rehearsal" });
  expect(asked({ ...drill, id: "case-1" }, { ...real, id: "case-2" })).toMatchObject({
    why: "rehearsal",
  });
  expect(asked(real, { ...real, id: "case-2" })).toBeNull();
});

test("under the emergency limit set no clock runs longer than without it, and some run shorter", () => {
  let shorter = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...CATEGORIES.map(({ id }) => id)),
      fc.constantFrom(...SEVERITIES),
      fc.nat(14 * 24 * 60),
      (categoryId, severity, minutes) => {
        const at = MONDAY_NINE + minutes * 60_000;
        const due = (emergency: typeof actual | null) =>
          deadlinesOf(
            play([[report({ categoryId, severity, emergency }), resident, { at }]]),
            RULES,
          );
        const usual = due(null);
        for (const [index, { clock, dueAt, yellowAt }] of due(actual).entries()) {
          const before = usual[index];
          expect(before?.clock).toBe(clock);
          expect(dueAt ?? 0).toBeLessThanOrEqual(before?.dueAt ?? 0);
          expect(yellowAt ?? 0).toBeLessThanOrEqual(dueAt ?? 0);
          if ((dueAt ?? 0) < (before?.dueAt ?? 0)) shorter += 1;
        }
      },
    ),
    { numRuns: 200 },
  );
  expect(shorter).toBeGreaterThan(100);
});
