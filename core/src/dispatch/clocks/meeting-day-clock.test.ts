import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { decide } from "../machine/case-machine.ts";
import { evolve } from "../machine/evolve.ts";
import type { Case, CaseCommand, CaseEvent } from "../model/model.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import {
  category,
  command,
  context,
  HOUR,
  member,
  MINUTE,
  MONDAY_NINE,
  play,
  UNTIL_RESOLVED,
} from "../test-builders.ts";
import { MEETING_DAY_CLOCK, meetingDeadline } from "./meeting-day-clock.ts";

const DESK = member("community_desk", "desk");
const MIDNIGHT = MONDAY_NINE + 15 * HOUR;
const DAY = 24 * HOUR;
const working = play(UNTIL_RESOLVED.slice(0, 4));

const call = (consultationId: string, heldAt: number): CaseCommand =>
  command("consult", {
    ...{ consultationId, template: "free", bodyIds: ["owners", "police"], heldAt },
    ...{ topic: "楼道堆物", place: "" },
  });
const hold = (consultationId: string, heldAt: number): CaseCommand =>
  command("consult_hold", {
    ...{ consultationId, heldAt, minutes: ["各方到会"], decision: "限期清理", tasks: [] },
  });
const called = (heldAt: number, at = MONDAY_NINE + 5 * HOUR): Case =>
  play([[call("m1", heldAt), DESK, { at }]], working);
const deadlineOf = ({ consultations = [] }: Case) => {
  const [first] = consultations;
  if (!first) throw new Error("no meeting");
  return meetingDeadline(first, CHINA_CALENDAR);
};

test("a meeting is to be recorded by the end of its day in the district, at the earliest of the day it is entered on", () => {
  expect(deadlineOf(called(MIDNIGHT - 10 * MINUTE)).dueAt).toBe(MIDNIGHT);
  expect(deadlineOf(called(MIDNIGHT)).dueAt).toBe(MIDNIGHT + DAY);
  const morning = deadlineOf(called(MIDNIGHT + 10 * HOUR));
  // 70 hundredths of the time from ten o'clock to midnight.
  expect(morning.yellowAt).toBe(MIDNIGHT + 10 * HOUR + 9.8 * HOUR);
  const late = called(MONDAY_NINE + 5 * HOUR, MIDNIGHT + 3 * HOUR);
  expect(deadlineOf(late)).toMatchObject({ startedAt: MIDNIGHT + 3 * HOUR, dueAt: MIDNIGHT + DAY });
});

const MOVES = ["call", "hold", "cancel", "wait", "wait"] as const;
const steps = fc.array(
  fc.record({
    move: fc.constantFrom(...MOVES),
    nth: fc.nat({ max: 2 }),
    minutes: fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 2500 })),
    ahead: fc.nat({ max: 3000 }),
  }),
  { minLength: 3, maxLength: 16 },
);

/** When a meeting was called off or recorded, by the log alone. */
const settledAt = (events: readonly CaseEvent[], id: string): number =>
  events.find(
    ({ verb, fields }) =>
      (verb === "consult_hold" || verb === "consult_cancel") &&
      "consultationId" in fields &&
      fields.consultationId === id,
  )?.at ?? Infinity;

test("yellow and red are raised once each for a meeting that nobody settles in time, and for no other", () => {
  const seen = { yellow: 0, red: 0, none: 0 };
  const law = fc.property(steps, (moves) => {
    let at = MONDAY_NINE + 5 * HOUR;
    let current = working;
    const log: CaseEvent[] = [];
    const take = (events: readonly CaseEvent[]): void => {
      log.push(...events);
      current = events.reduce<Case>(evolve, current);
    };
    for (const { move, nth, minutes, ahead } of moves) {
      at += minutes * MINUTE;
      take(MEETING_DAY_CLOCK.alarmsDue(current, CHINA_CALENDAR, at - 1));
      const id = `m${nth}`;
      const made =
        move === "call"
          ? call(id, at + ahead * MINUTE)
          : move === "hold"
            ? hold(id, at)
            : move === "cancel"
              ? command("consult_cancel", { consultationId: id })
              : null;
      const asked = { ...context(DESK), at, category: category("event.01-02") };
      const result = made && decide(current, made, asked);
      if (result?.ok) take(result.value);
    }
    take(MEETING_DAY_CLOCK.alarmsDue(current, CHINA_CALENDAR, at));
    const raised = log.flatMap((event) =>
      event.verb === "consult_day_yellow" || event.verb === "consult_day_red"
        ? [`${event.fields.consultationId} ${event.verb}`]
        : [],
    );
    const expected = (current.consultations ?? []).flatMap((meeting) => {
      const { plannedAt = NaN, id } = meeting;
      // Walked minute by minute: Beijing's midnight is 16:00 in Greenwich.
      let dueAt = Math.max(plannedAt, meeting.calledAt) + MINUTE;
      while (dueAt % DAY !== 16 * HOUR) dueAt += MINUTE;
      return [{ id, plannedAt, dueAt, settled: settledAt(log, id), calledAt: meeting.calledAt }];
    });
    const wanted = expected.flatMap(({ id, plannedAt, dueAt, settled, calledAt }) => {
      const from = Math.max(plannedAt, calledAt);
      const yellowAt = from + Math.ceil((dueAt - from) * 0.7);
      const marks = [
        ["consult_day_yellow", yellowAt] as const,
        ["consult_day_red", dueAt] as const,
      ];
      return marks.flatMap(([verb, when]) =>
        when <= at && when < settled ? [`${id} ${verb}`] : [],
      );
    });
    seen.yellow += wanted.filter((each) => each.endsWith("yellow")).length;
    seen.red += wanted.filter((each) => each.endsWith("red")).length;
    seen.none += expected.length;
    expect(raised.toSorted()).toEqual(wanted.toSorted());
    const next = MEETING_DAY_CLOCK.nextAlarmAt(current, CHINA_CALENDAR);
    expect(next ?? Infinity).toBeGreaterThan(at);
  });
  fc.assert(law, { numRuns: lawRuns(120, 5000), seed: 5 });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});

test("what ends the case calls its meetings off: nobody is asked for a record", () => {
  const BOSS = member("supervisor", "boss");
  const ended = play([[command("cancel", {}), BOSS, { at: MIDNIGHT }]], called(MIDNIGHT + HOUR));
  expect(ended.consultations?.[0]).toMatchObject({ state: "cancelled", cancelledAt: MIDNIGHT });
  expect(MEETING_DAY_CLOCK.alarmsDue(ended, CHINA_CALENDAR, MIDNIGHT + 9 * DAY)).toEqual([]);
});
