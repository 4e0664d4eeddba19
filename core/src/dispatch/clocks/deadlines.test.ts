import { expect, test } from "vitest";
import { automaticCommand, nextAutomaticAt } from "../machine/automatic-command.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { CATEGORIES } from "../rules/categories.ts";
import { CLOCK_NAMES } from "../model/clock-intervals.ts";
import { alarmsDue, deadlinesOf, nextAlarmAt, nextDueAt } from "./deadlines.ts";
import { evolve } from "../machine/evolve.ts";
import { DEFAULT_LIMITS, LOCAL_LIMITS } from "../rules/limit-seed.ts";
import { limitFor } from "../rules/limits.ts";
import { CONDITIONS, SEVERITIES, type Case } from "../model/model.ts";
import {
  category,
  command,
  desk,
  HOUR,
  member,
  MINUTE,
  MONDAY_NINE,
  photos,
  play,
  report,
  staff,
  UNTIL_RESOLVED,
} from "../test-builders.ts";

const rules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };
const supervision = member("supervision_desk", "centre");
const query = {
  clock: "handle",
  categoryId: "event.01-01",
  severity: "moderate",
  condition: "ordinary",
  level: "grid",
  day: "2026-03-02",
} as const;

test("every clock of every class has a limit, but the review clock, which has its date", () => {
  const clocks = CLOCK_NAMES.filter((each) => each !== "review");
  const queries = CATEGORIES.flatMap(({ id }) =>
    clocks.flatMap((clock) =>
      SEVERITIES.flatMap((severity) =>
        CONDITIONS.map((condition) => ({ ...query, clock, categoryId: id, severity, condition })),
      ),
    ),
  );
  expect(queries.filter((each) => !limitFor(DEFAULT_LIMITS, each)?.milestones.length)).toEqual([]);
});

test("the more specific limit wins, a later version does not reach back, local ones must be asked for", () => {
  expect(limitFor(DEFAULT_LIMITS, query)?.id).toBe("default.handle.any");
  const jiyuan = LOCAL_LIMITS.filter((each) => each.set === "local:jiyuan");
  const both = [...DEFAULT_LIMITS, ...jiyuan];
  expect(limitFor(both, query)?.milestones[0]).toMatchObject({ amount: 15, unit: "working_days" });
  const newer = jiyuan.map((each) => ({ ...each, id: `${each.id}.2`, validFrom: "2026-03-03" }));
  expect(limitFor([...both, ...newer], query)?.id).toBe("jiyuan.event.01-01");
  expect(limitFor([...both, ...newer], { ...query, day: "2026-03-03" })?.id).toBe(
    "jiyuan.event.01-01.2",
  );
});

test("a limit in stages has a due time for each of them", () => {
  const handbook = LOCAL_LIMITS.filter((each) => each.set === "local:handbook");
  const working = { ...play(UNTIL_RESOLVED.slice(0, 4)), categoryId: "event.01-01" };
  const stages = deadlinesOf(working, { ...rules, limits: handbook });
  expect(stages.map((each) => [each.milestone, each.status])).toEqual([
    ["stop", "running"],
    ["penalty", "running"],
    ["demolition", "running"],
  ]);
});

test("a report is due by its intake clock first, and the sweeper is told when to look", () => {
  const reported = play([[report(), staff]]);
  const deadlines = deadlinesOf(reported, rules);
  expect(deadlines.map((each) => each.clock)).toEqual(["intake", "total"]);
  expect(nextDueAt(deadlines)).toBe(MONDAY_NINE + HOUR);
  expect(nextAlarmAt(reported, deadlines)).toBe(MONDAY_NINE + 42 * MINUTE);
});

const sweep = (current: Case, now: number): Case =>
  alarmsDue(current, deadlinesOf(current, rules), now).reduce<Case>(evolve, current);

test("yellow and red are raised once each, however often the sweeper runs", () => {
  const reported = play([[report(), staff]]);
  const yellow = sweep(reported, MONDAY_NINE + 45 * MINUTE);
  expect(yellow.raised.map((each) => each.colour)).toEqual(["yellow"]);
  const red = sweep(sweep(yellow, MONDAY_NINE + HOUR), MONDAY_NINE + 2 * HOUR);
  expect(red.raised.map((each) => each.colour)).toEqual(["yellow", "red"]);
  expect(red.version).toBe(3);
  // Both at once after a long stop of the server, in order of time.
  const atOnce = sweep(reported, MONDAY_NINE + 2 * HOUR).raised;
  expect(atOnce.map((each) => ({ ...each, at: 0 }))).toEqual(
    red.raised.map((each) => ({ ...each, at: 0 })),
  );
});

test("a clock that stopped in time raises nothing, one that stopped late still does", () => {
  const filed = (hours: number) =>
    play([
      [report(), staff],
      [command("file", { standardMet: true }), desk, { at: MONDAY_NINE + hours * HOUR }],
    ]);
  const intakeOf = (current: Case) =>
    sweep(current, MONDAY_NINE + 4 * HOUR).raised.filter((each) => each.clock === "intake");
  expect(intakeOf(filed(0.5))).toEqual([]);
  expect(intakeOf(filed(1))).toMatchObject([{ colour: "yellow" }]);
  expect(intakeOf(filed(2))).toHaveLength(2);
});

test("a void handling run has no deadline and the next one starts from zero", () => {
  const intake = member("unit_intake", "zhou", "sanitation");
  const returned = play([
    ...UNTIL_RESOLVED.slice(0, 3),
    [command("return", { suggestedUnitId: null }), intake],
  ]);
  expect(deadlinesOf(returned, rules).map((each) => each.clock)).not.toContain("handle");
});

test("another severity recomputes the due times of the running clocks", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const fields = { categoryId: "event.01-02", severity: "extreme" } as const;
  const raised = play([[command("reclassify", fields), desk]], working);
  const due = (current: Case) =>
    deadlinesOf(current, rules).find((each) => each.clock === "handle")?.dueAt ?? 0;
  expect(due(raised)).toBe(MONDAY_NINE + 6 * HOUR);
  expect(due(raised)).toBeLessThan(due(working));
});

test("the product files patrol reports, closes what needs no check, and ends holds and parkings", () => {
  const litter = category("event.01-02");
  const patrol = play([[report({ channel: "patrol" }), staff]]);
  expect(automaticCommand(patrol, litter, MONDAY_NINE)?.verb).toBe("file");
  expect(automaticCommand(play([[report(), staff]]), litter, MONDAY_NINE)).toBeNull();
  const resolved = play(UNTIL_RESOLVED);
  expect(automaticCommand(resolved, { ...litter, needsCheck: false }, MONDAY_NINE)?.verb).toBe(
    "pass",
  );

  const until = MONDAY_NINE + 10 * HOUR;
  const held = play(
    [[command("hold", { until, alsoTotal: false }), staff, { at: MONDAY_NINE + 5 * HOUR }]],
    resolved,
  );
  expect(nextAutomaticAt(held)).toBe(until);
  expect(automaticCommand(held, litter, until - 1)).toBeNull();
  expect(automaticCommand(held, litter, until)?.verb).toBe("release");
  const check = deadlinesOf(held, rules).find((each) => each.clock === "check");
  expect(check).toMatchObject({ status: "held", dueAt: null });
});

test("rework that begins with little time left gets the floor", () => {
  const resolved = play(UNTIL_RESOLVED);
  const severe = { ...resolved, severity: "extreme" } as const;
  const late = { at: MONDAY_NINE + 5 * HOUR + 50 * MINUTE };
  const again = play([[command("fail", photos), supervision, late]], severe);
  const handle = deadlinesOf(again, rules).find((each) => each.clock === "handle");
  // Two of four hours used before the feedback: two are left, more than the floor of 15 minutes.
  expect(handle?.dueAt).toBe(late.at + 2 * HOUR);
});
