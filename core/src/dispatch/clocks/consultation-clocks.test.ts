import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { decide } from "../machine/case-machine.ts";
import { evolve, foldCase } from "../machine/evolve.ts";
import { TASK_UNITS, type ConsultationTask } from "../model/consultation.ts";
import type { Case, CaseCommand, CaseEvent } from "../model/model.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { DEFAULT_LIMITS } from "../rules/limit-seed.ts";
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
import { historyStep, playRandomly } from "../test-histories.ts";
import { slowTimes } from "../test-slow-clock.ts";
import { TASK_CLOCK, taskDeadline } from "./consultation-clocks.ts";
import { deadlinesOf } from "./deadlines.ts";

const DESK = member("community_desk", "desk");
const OWNERS = member("unit_handler", "chair", "owners");
const POLICE = member("unit_handler", "officer", "police");
const LEADER = member("unit_leader", "chief", "sanitation");
const CENTRE = member("supervision_desk", "centre");
const BOSS = member("supervisor", "boss");
const ref = { consultationId: "m1" };

const someTask = fc
  .record({
    amount: fc.integer({ min: 1, max: 8 }),
    unit: fc.constantFrom(...TASK_UNITS),
    after: fc.nat({ max: 9 * 24 * 60 }),
    pauses: fc.array(fc.tuple(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 3000 })), {
      maxLength: 3,
    }),
    isHeld: fc.boolean(),
  })
  .map(({ amount, unit, after, pauses, isHeld }): ConsultationTask => {
    let at = MONDAY_NINE + after * MINUTE;
    const setAt = at;
    const holds = pauses.map(([gap, length], nth) => {
      const from = at + gap * MINUTE;
      at = from + length * MINUTE;
      return { from, to: isHeld && nth === pauses.length - 1 ? null : at };
    });
    const what = { id: "t1", ownerId: "owners", text: "清理楼道", amount, unit };
    return { ...what, setAt, doneAt: null, waivedAt: null, pauses: holds, raised: [] };
  });

const slow = ({ setAt: startedAt, pauses, amount, unit }: ConsultationTask) =>
  slowTimes({ startedAt, pauses }, { amount, unit });

test("the due time of a task is that of walking through every minute", () => {
  let held = 0;
  const law = fc.property(someTask, (task) => {
    const { dueAt, yellowAt } = taskDeadline(task, CHINA_CALENDAR);
    held += dueAt === null ? 1 : 0;
    expect({ dueAt, yellowAt }).toEqual(slow(task));
  });
  fc.assert(law, { numRuns: lawRuns(80, 2000), seed: 7 });
  expect(held).toBeGreaterThan(0);
});

const task = (id: string, ownerId: string, amount: number) =>
  ({ id, ownerId, text: "清理楼道", amount, unit: "working_days" }) as const;

/** A meeting on a case in hand, called and held, with a task for each of its bodies. */
function meeting(at: number): Case {
  const call = command("consult", {
    ...{ ...ref, template: "free", bodyIds: ["owners", "police"], heldAt: at },
    ...{ topic: "楼道堆物", place: "" },
  });
  const hold = command("consult_hold", {
    ...{ ...ref, heldAt: at, minutes: ["各方到会"], decision: "限期清理" },
    tasks: [task("t1", "owners", 2), task("t2", "police", 5)],
  });
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  return play(
    [
      [call, DESK, { at }],
      [hold, DESK, { at }],
    ],
    working,
  );
}

const MOVES = [
  [() => command("consult_finish", { ...ref, taskId: "t1" }), OWNERS],
  [() => command("consult_finish", { ...ref, taskId: "t2" }), POLICE],
  [() => command("consult_waive", { ...ref, taskId: "t1" }), DESK],
  [() => command("consult_waive", { ...ref, taskId: "t2" }), DESK],
  [(at: number) => command("ask_park", { reviewAt: at + 80 * 1440 * MINUTE }), LEADER],
  [() => command("park", {}), CENTRE],
  [() => command("unpark", {}), CENTRE],
  [() => null, DESK],
  [() => null, DESK],
] as const;

const moves = fc.array(
  fc.record({
    move: fc.nat({ max: MOVES.length - 1 }),
    // Whole minutes, as the oracle walks.
    minutes: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 4000 })),
  }),
  { minLength: 3, maxLength: 14 },
);

/** Every move that may be made, each after a sweep, and the colours that were raised on the way. */
function playTasks(steps: readonly { move: number; minutes: number }[]) {
  let at = MONDAY_NINE + 5 * 60 * MINUTE;
  let current = meeting(at);
  const alarms: CaseEvent[] = [];
  const sweep = (until: number): void => {
    for (const event of TASK_CLOCK.alarmsDue(current, CHINA_CALENDAR, until)) {
      alarms.push(event);
      current = evolve(current, event);
    }
  };
  for (const { move, minutes } of steps) {
    at += minutes * MINUTE;
    // At the very instant of a colour the move is first.
    sweep(at - 1);
    const [make, actor] = MOVES[move] ?? MOVES[0];
    const made: CaseCommand | null = make(at);
    const result =
      made && decide(current, made, { ...context(actor), at, category: category("event.01-02") });
    if (result?.ok) current = result.value.reduce<Case>(evolve, current);
  }
  sweep(at);
  return { current, alarms, at };
}

test("yellow and red are raised once for each task, when walking says so and not else", () => {
  const seen = { raised: 0, done: 0, waived: 0, paused: 0 };
  const law = fc.property(moves, (steps) => {
    const { current, alarms, at } = playTasks(steps);
    const raised = alarms.flatMap((event) =>
      event.verb === "consult_red" || event.verb === "consult_yellow"
        ? [`${event.fields.taskId} ${event.verb}`]
        : [],
    );
    expect(new Set(raised).size).toBe(raised.length);
    const tasks = current.consultations?.[0]?.tasks ?? [];
    const expected = tasks.flatMap((each) => {
      const { yellowAt, dueAt } = slow(each);
      const stop = each.doneAt ?? each.waivedAt ?? Infinity;
      seen.done += each.doneAt === null ? 0 : 1;
      seen.waived += each.waivedAt === null ? 0 : 1;
      seen.paused += each.pauses.length;
      const marks = [["consult_yellow", yellowAt] as const, ["consult_red", dueAt] as const];
      return marks.flatMap(([verb, when]) =>
        when !== null && when <= at && when < stop ? [`${each.id} ${verb}`] : [],
      );
    });
    seen.raised += raised.length;
    // A parking takes a whole day out of the limit: what was nearly due before it may be further off after it.
    const early = tasks
      .filter(({ pauses }) => pauses.length > 0)
      .map(({ id }) => `${id} consult_yellow`);
    const exact = raised.filter((each) => expected.includes(each) || !early.includes(each));
    expect(exact.toSorted()).toEqual(expected.toSorted());
  });
  fc.assert(law, { numRuns: lawRuns(120, 5000), seed: 3 });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});

test("meetings leave the owner and the clocks of a case as they would be without them", () => {
  let meetings = 0;
  const isOfMeeting = ({ verb }: CaseEvent): boolean => verb.startsWith("consult");
  const law = fc.property(fc.array(historyStep, { minLength: 30, maxLength: 90 }), (steps) => {
    const { events, current } = playRandomly(steps);
    meetings += events.filter(isOfMeeting).length;
    const without = foldCase(
      events
        .filter((event) => !isOfMeeting(event))
        .map((event, at) => ({ ...event, version: at + 1 })),
    );
    expect(without?.assignee).toEqual(current?.assignee);
    const rules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
    const due = (each: Case | null) => each && deadlinesOf(each, rules);
    expect(due(without)).toEqual(due(current));
  });
  fc.assert(law, { numRuns: lawRuns(60, 5000), seed: 8 });
  expect(meetings).toBeGreaterThan(20);
});

test("parked nobody is waited for, but for what a meeting sets meanwhile; ended nobody is needed", () => {
  const { current: parked } = playTasks([
    { move: 4, minutes: 1 },
    { move: 5, minutes: 1 },
    { move: 7, minutes: 20_000 },
  ]);
  expect(parked.state).toBe("parked");
  const [first] = parked.consultations?.[0]?.tasks ?? [];
  if (!first) throw new Error("no task");
  expect(taskDeadline(first, CHINA_CALENDAR)).toMatchObject({ status: "held", dueAt: null });
  expect(first.raised).toEqual([]);

  const at = parked.updatedAt + MINUTE;
  const second = { ...ref, consultationId: "m2" };
  const bodies = {
    bodyIds: ["owners", "police"],
    template: "free",
    topic: "堆物",
    place: "",
  } as const;
  const said = { heldAt: at, minutes: ["到会"], decision: "清理" };
  const during = play(
    [
      [command("consult", { ...second, ...bodies, heldAt: at }), DESK, { at }],
      [
        command("consult_hold", { ...second, ...said, tasks: [task("t9", "owners", 1)] }),
        DESK,
        { at },
      ],
      [
        command("consult", { ...second, consultationId: "m3", ...bodies, heldAt: at }),
        DESK,
        { at },
      ],
    ],
    parked,
  );
  const [set] = during.consultations?.[1]?.tasks ?? [];
  if (!set) throw new Error("no task");
  expect(taskDeadline(set, CHINA_CALENDAR).status).toBe("running");

  const ended = play([[command("cancel", {}), BOSS, { at: at + MINUTE }]], during);
  expect(ended.consultations?.map(({ state }) => state)).toEqual([
    "settled",
    "settled",
    "cancelled",
  ]);
  expect(ended.consultations?.[0]?.tasks.map(({ waivedAt }) => waivedAt)).toEqual([
    at + MINUTE,
    at + MINUTE,
  ]);
  expect(TASK_CLOCK.alarmsDue(ended, CHINA_CALENDAR, at + 1e10)).toEqual([]);
});
