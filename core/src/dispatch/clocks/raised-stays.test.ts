import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { evolve } from "../machine/evolve.ts";
import type { Case, CaseEvent } from "../model/model.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import type { LimitAmount } from "../rules/due-time.ts";
import { DEFAULT_LIMITS } from "../rules/limit-seed.ts";
import {
  command,
  HOUR,
  member,
  MINUTE,
  MONDAY_NINE,
  play,
  UNTIL_RESOLVED,
} from "../test-builders.ts";
import { historyStep, playRandomly } from "../test-histories.ts";
import { TASK_CLOCK, taskDeadline } from "./consultation-clocks.ts";
import { COOPERATION_CLOCK, cooperationDeadlines } from "./cooperation-clocks.ts";
import { alarmsDue, deadlinesOf, type Deadline, type TimeRules } from "./deadlines.ts";

/**
 * The rule of colours: raised once in the life of a clock and not again; yellow from then on, whatever moves
 * its times; and no pause brings back a time that was over. So what the board shows is what the log says.
 */

const rulesOf = (amount: LimitAmount): TimeRules => ({
  calendar: CHINA_CALENDAR,
  limits: DEFAULT_LIMITS.map((limit) => ({
    ...limit,
    milestones: limit.milestones.map(({ milestone, name }) => ({ milestone, name, ...amount })),
  })),
});

/** What the server does each second and before every step. */
function swept(current: Case, rules: TimeRules, at: number): Case {
  const ways = [
    (seen: Case) => alarmsDue(seen, deadlinesOf(seen, rules), at),
    (seen: Case) => COOPERATION_CLOCK.alarmsDue(seen, rules.calendar, at),
    (seen: Case) => TASK_CLOCK.alarmsDue(seen, rules.calendar, at),
  ];
  return ways.reduce((seen, due) => due(seen).reduce<Case>(evolve, seen), current);
}

/** A history with the colours of its clocks raised on the way, told of each step with what was before. */
function playSwept(
  events: readonly CaseEvent[],
  rules: TimeRules,
  look: (before: Case | null, event: CaseEvent, after: Case) => void,
): void {
  let current: Case | null = null;
  for (const event of events) {
    const before: Case | null = current && swept(current, rules, event.at);
    const after = evolve(before, { ...event, version: (before?.version ?? 0) + 1 });
    current = swept(after, rules, event.at);
    look(before, event, current);
  }
}

const nameOf = ({ clock, epoch, milestone }: Omit<Deadline, "status">): string =>
  `${clock} ${epoch} ${milestone}`;

/** The clocks of a case, of its calls and of its tasks, with the colours that the log has of each. */
function clocksOf(current: Case, rules: TimeRules) {
  const own = deadlinesOf(current, rules).map((deadline) => ({
    name: nameOf(deadline),
    ...deadline,
    raised: current.raised
      .filter((each) => nameOf({ ...deadline, ...each }) === nameOf(deadline))
      .map(({ colour }) => colour),
    hasYellow: deadline.clock !== "review",
  }));
  const calls = current.cooperations.flatMap((call) =>
    cooperationDeadlines(call, rules.calendar).map((deadline) => ({
      name: `${call.id} ${deadline.clock} ${call.round ?? 1}`,
      ...deadline,
      raised: (call.raised ?? [])
        .filter((each) => each.clock === deadline.clock && each.round === (call.round ?? 1))
        .map(({ colour }) => colour),
      hasYellow: true,
    })),
  );
  const tasks = (current.consultations ?? []).flatMap(({ id, tasks: set }) =>
    set.map((task) => ({
      name: `${id} ${task.id}`,
      ...taskDeadline(task, rules.calendar),
      raised: [...task.raised],
      hasYellow: true,
    })),
  );
  return [...own, ...calls, ...tasks];
}

const DAY = 24 * HOUR;
const PAUSES = ["hold", "release", "park", "unpark"];

const amounts = fc.record({
  amount: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom("working_days" as const, "natural_days" as const),
  dayEnd: fc.constantFrom("closing" as const, "same_hour" as const),
});

type Clock = ReturnType<typeof clocksOf>[number];

/** What of the rule a running clock breaks after a step. */
function brokenBy(clock: Clock, was: Clock | undefined, { verb, at }: CaseEvent): string[] {
  const { name, raised, yellowAt, dueAt, hasYellow } = clock;
  const isShown = yellowAt !== null && yellowAt <= at;
  const broken = {
    "shown and not raised, or raised and not shown":
      hasYellow && isShown !== raised.includes("yellow"),
    "brought back by a pause":
      PAUSES.includes(verb) && !!was && isOver(was, at) && dueAt !== was.dueAt,
  };
  return Object.entries(broken).flatMap(([what, isSo]) => (isSo ? [`${name} ${what}`] : []));
}

const isOver = ({ dueAt }: Pick<Clock, "dueAt">, at: number): boolean =>
  dueAt !== null && dueAt <= at;

test("raised stays raised: each colour once, yellow from then on, and no pause brings back what was over", () => {
  const seen = { yellow: 0, kept: 0, pausedLate: 0 };
  const law = fc.property(
    fc.array(historyStep, { minLength: 10, maxLength: 40 }),
    amounts,
    (steps, amount) => {
      const rules = rulesOf(amount);
      playSwept(playRandomly(steps).events, rules, (before, event, after) => {
        const { verb, at } = event;
        const was = new Map(before && clocksOf(before, rules).map((each) => [each.name, each]));
        // As if nothing had been raised: where the yellow point has moved to.
        const bare = clocksOf({ ...after, raised: [] }, rules);
        for (const clock of clocksOf(after, rules)) {
          const { name, raised, status } = clock;
          expect([name, raised]).toEqual([name, [...new Set(raised)]]);
          if (status !== "running") continue;
          const old = was.get(name);
          expect(brokenBy(clock, old, event)).toEqual([]);
          const anew = bare.find((each) => each.name === name)?.yellowAt ?? 0;
          seen.yellow += Number(raised.includes("yellow"));
          seen.kept += Number(raised.includes("yellow") && anew > at);
          seen.pausedLate += Number(PAUSES.includes(verb) && !!old && isOver(old, at));
        }
      });
    },
  );
  fc.assert(law, { numRuns: lawRuns(300, 20_000), seed: 24 });
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(1);
});

test("three days, yellow on the last but one, parked for a week: yellow still when it goes on, and not warned twice", () => {
  const rules = rulesOf({ amount: 3, unit: "working_days", dayEnd: "closing" });
  const [chief, centre] = [
    member("unit_leader", "chief", "sanitation"),
    member("supervision_desk"),
  ];
  const [wednesday, nextWednesday] = [MONDAY_NINE + 2 * DAY, MONDAY_NINE + 9 * DAY];
  const handleOf = (current: Case) =>
    deadlinesOf(current, rules).find(({ clock }) => clock === "handle");
  const handleColours = ({ raised }: Case) =>
    raised.filter(({ clock }) => clock === "handle").map(({ colour }) => colour);
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const yellow = swept(working, rules, wednesday + 8 * HOUR);
  expect(handleColours(yellow)).toEqual(["yellow"]);
  const was = handleOf(yellow);
  const parked = play(
    [
      [
        command("ask_park", { reviewAt: nextWednesday + DAY }),
        chief,
        { at: wednesday + 8 * HOUR + 5 * MINUTE },
      ],
      [command("park", {}), centre, { at: wednesday + 8 * HOUR + 10 * MINUTE }],
    ],
    yellow,
  );
  expect(handleOf(parked)).toMatchObject({ status: "held", yellowAt: null, dueAt: null });
  const back = play([[command("unpark", {}), centre, { at: nextWednesday }]], parked);
  const is = handleOf(back);
  // A week and a day later: the day of the parking did not end while the clock ran.
  expect((is?.dueAt ?? 0) - (was?.dueAt ?? 0)).toBe(7 * DAY);
  expect(is?.yellowAt ?? Infinity).toBeLessThanOrEqual(wednesday + 8 * HOUR);
  expect(handleColours(swept(back, rules, is?.dueAt ?? 0))).toEqual(["yellow", "red"]);
});
