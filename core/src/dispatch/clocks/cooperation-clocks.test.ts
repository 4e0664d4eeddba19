import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { decide } from "../machine/case-machine.ts";
import { evolve, foldCase } from "../machine/evolve.ts";
import { COOPERATION_CLOCKS, COOPERATION_KINDS, type Cooperation } from "../model/cooperation.ts";
import type { Case, CaseCommand, CaseEvent } from "../model/model.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { COOPERATION_LIMITS } from "../rules/cooperation-limits.ts";
import {
  category,
  command,
  context,
  member,
  MINUTE,
  MONDAY_NINE,
  play,
  UNTIL_RESOLVED,
} from "../test-builders.ts";
import { playRandomly, historyStep } from "../test-histories.ts";
import { slowTimes } from "../test-slow-clock.ts";
import { deadlinesOf } from "./deadlines.ts";
import { DEFAULT_LIMITS } from "../rules/limit-seed.ts";
import { COOPERATION_CLOCK, cooperationDeadlines } from "./cooperation-clocks.ts";

function slowDeadlines(call: Cooperation) {
  return COOPERATION_LIMITS.filter(({ kind }) => kind === call.kind).map((limit) => {
    const { calledAt: startedAt, pauses = [] } = call;
    return { clock: limit.clock, ...slowTimes({ startedAt, pauses }, limit) };
  });
}

const someCall = fc
  .record({
    kind: fc.constantFrom(...COOPERATION_KINDS),
    after: fc.nat({ max: 9 * 24 * 60 }),
    pauses: fc.array(fc.tuple(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 3000 })), {
      maxLength: 3,
    }),
    isHeld: fc.boolean(),
  })
  .map(({ kind, after, pauses, isHeld }): Cooperation => {
    let at = MONDAY_NINE + after * MINUTE;
    const calledAt = at;
    const holds = pauses.map(([gap, length]) => {
      const from = at + gap * MINUTE;
      at = from + length * MINUTE;
      return { from, to: at };
    });
    const times = { calledAt, acknowledgedAt: null, arrivedAt: null, endedAt: null, stars: null };
    const last = holds.length - 1;
    return {
      ...{ id: "w1", callerId: "street", calledUnitId: "police", kind, state: "called" as const },
      ...times,
      pauses: holds.map((hold, nth) => (isHeld && nth === last ? { ...hold, to: null } : hold)),
    };
  });

test("the due times of a call are those of walking through every minute", () => {
  let held = 0;
  const law = fc.property(someCall, (call) => {
    const fast = cooperationDeadlines(call, CHINA_CALENDAR).map(({ clock, dueAt, yellowAt }) => ({
      clock,
      dueAt,
      yellowAt,
    }));
    held += fast.filter(({ dueAt }) => dueAt === null).length;
    expect(fast).toEqual(slowDeadlines(call));
  });
  fc.assert(law, { numRuns: lawRuns(60, 2000), seed: 5 });
  expect(held).toBeGreaterThan(0);
});

const STREET = member("street_desk", "street");
const POLICE = member("unit_intake", "police", "police");
const LEADER = member("unit_leader", "chief", "sanitation");
const CENTRE = member("supervision_desk", "centre");
const BOSS = member("supervisor", "boss");
const ref = { cooperationId: "w1" };

const MOVES = [
  [() => command("whistle_acknowledge", ref), POLICE],
  [() => command("whistle_arrive", ref), POLICE],
  [() => command("whistle_finish", ref), POLICE],
  [() => command("whistle_refuse", ref), POLICE],
  [() => command("whistle_waive", ref), STREET],
  [() => command("whistle_insist", ref), BOSS],
  [() => command("whistle_excuse", ref), BOSS],
  [(at: number) => command("ask_park", { reviewAt: at + 80 * 1440 * MINUTE }), LEADER],
  [() => command("park", {}), CENTRE],
  [() => command("unpark", {}), CENTRE],
  [() => null, STREET],
] as const;

const moves = fc.array(
  fc.record({
    move: fc.nat({ max: MOVES.length - 1 }),
    // Whole minutes, as the oracle walks.
    minutes: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 3000 })),
  }),
  { minLength: 3, maxLength: 14 },
);

/** Every move that may be made, each after a sweep, and the colours that were raised on the way. */
function playCall(kind: Cooperation["kind"], steps: readonly { move: number; minutes: number }[]) {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  let at = working.updatedAt + MINUTE;
  const whistle = command("whistle", { ...ref, calledUnitId: "police", kind });
  let current = play([[whistle, STREET, { at }]], working);
  const alarms: CaseEvent[] = [];
  const sweep = (): void => {
    for (const event of COOPERATION_CLOCK.alarmsDue(current, CHINA_CALENDAR, at)) {
      alarms.push(event);
      current = evolve(current, event);
    }
  };
  for (const { move, minutes } of steps) {
    at += minutes * MINUTE;
    sweep();
    const [make, actor] = MOVES[move] ?? MOVES[0];
    const made: CaseCommand | null = make(at);
    const result =
      made && decide(current, made, { ...context(actor), at, category: category("event.01-02") });
    if (result?.ok) current = result.value.reduce<Case>(evolve, current);
  }
  sweep();
  return { working, current, alarms, at };
}

test("yellow and red are raised once for each clock of a call, when walking says so and not else", () => {
  const seen = new Set<string>();
  const law = fc.property(fc.constantFrom(...COOPERATION_KINDS), moves, (kind, steps) => {
    const { working, current, alarms, at } = playCall(kind, steps);
    const raised = alarms.flatMap((event) =>
      event.verb === "whistle_red" || event.verb === "whistle_yellow"
        ? [`${event.fields.round} ${event.fields.clock} ${event.verb}`]
        : [],
    );
    expect(new Set(raised).size).toBe(raised.length);
    const [call] = current.cooperations;
    if (!call) throw new Error("no call");
    seen.add(call.state);
    const stops = {
      answer: call.acknowledgedAt ?? call.endedAt ?? Infinity,
      arrive: call.arrivedAt ?? call.endedAt ?? Infinity,
      finish: call.endedAt ?? Infinity,
    };
    const expected = slowDeadlines(call).flatMap(({ clock, yellowAt, dueAt }) =>
      [["whistle_yellow", yellowAt] as const, ["whistle_red", dueAt] as const].flatMap(
        ([verb, when]) =>
          when !== null && when <= at && when < stops[clock]
            ? [`${call.round} ${clock} ${verb}`]
            : [],
      ),
    );
    const ofLastRound = raised.filter((each) => each.startsWith(`${call.round} `));
    expect(ofLastRound.toSorted()).toEqual(expected.toSorted());
    // Whoever has the case has it still.
    expect(current.assignee).toEqual(working.assignee);
  });
  fc.assert(law, { numRuns: lawRuns(120, 5000), seed: 9 });
  expect(seen.size).toBeGreaterThanOrEqual(5);
});

test("calls leave the owner and the clocks of a case as they would be without them", () => {
  let calls = 0;
  const isOfHelp = ({ verb }: CaseEvent): boolean => verb.startsWith("whistle");
  const law = fc.property(fc.array(historyStep, { minLength: 30, maxLength: 90 }), (steps) => {
    const { events, current } = playRandomly(steps);
    calls += events.filter(isOfHelp).length;
    const without = foldCase(
      events
        .filter((event) => !isOfHelp(event))
        .map((event, at) => ({ ...event, version: at + 1 })),
    );
    expect(without?.assignee).toEqual(current?.assignee);
    expect(without?.intervals).toEqual(current?.intervals);
    const rules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
    const due = (each: Case | null) => each && deadlinesOf(each, rules);
    expect(due(without)).toEqual(due(current));
  });
  fc.assert(law, { numRuns: lawRuns(120, 5000), seed: 4 });
  expect(calls).toBeGreaterThan(20);
});

test("every kind of call has a limit for every clock, and each lets the next be reached", () => {
  for (const kind of COOPERATION_KINDS) {
    const own = COOPERATION_LIMITS.filter((each) => each.kind === kind);
    expect(own.map(({ clock }) => clock)).toEqual([...COOPERATION_CLOCKS]);
    const call = { ...fc.sample(someCall, { numRuns: 1, seed: 1 })[0], kind, pauses: [] };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a sample is a call
    const times = cooperationDeadlines(call as Cooperation, CHINA_CALENDAR).map(
      ({ dueAt }) => dueAt ?? 0,
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(3);
  }
});

test("a call goes with its case: parked nobody is waited for, ended nobody is needed", () => {
  const { current } = playCall("emergency", [
    { move: 7, minutes: 1 },
    { move: 8, minutes: 1 },
    { move: 10, minutes: 600 },
  ]);
  expect(current.state).toBe("parked");
  const [answer] = cooperationDeadlines(current.cooperations[0] ?? never(), CHINA_CALENDAR);
  expect(answer).toMatchObject({ status: "held", dueAt: null });
  expect(current.cooperations[0]?.raised ?? []).toEqual([]);
  const ended = play([[command("cancel", {}), BOSS, { at: current.updatedAt + MINUTE }]], current);
  expect(ended.cooperations).toMatchObject([{ state: "waived", endedAt: ended.updatedAt }]);
});

const never = (): never => {
  throw new Error("no call");
};
