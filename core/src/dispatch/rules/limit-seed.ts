import type { ClockName } from "../model/clock-intervals.ts";
import { YELLOW_PERCENT, type LimitAmount } from "./due-time.ts";
import type { Limit, Milestone } from "./limits.ts";

const hours = (amount: number): LimitAmount => ({ amount: amount * 60, unit: "working_minutes" });
const naturalHours = (amount: number): LimitAmount => ({
  amount: amount * 60,
  unit: "natural_minutes",
});
const days = (amount: number): LimitAmount => ({
  amount,
  unit: "working_days",
  dayEnd: "closing",
});

const done = (limit: LimitAmount): Milestone[] => [
  { ...limit, milestone: "done", name: { zh: "办结", en: "Done" } },
];

const ANY = {
  categories: null,
  severity: null,
  condition: null,
  level: null,
  tier: null,
  floorMinutes: 120,
  yellowPercent: YELLOW_PERCENT,
  validFrom: "2000-01-01",
  validTo: null,
} as const;

const startValue = (
  clock: ClockName,
  suffix: string,
  limit: LimitAmount,
  changes: Partial<Limit> = {},
): Limit => ({
  ...ANY,
  id: `default.${clock}.${suffix}`,
  set: "default",
  clock,
  milestones: done(limit),
  source: "start value",
  mark: "?",
  isLocal: false,
  ...changes,
});

const EXTREME = { severity: "extreme", floorMinutes: 15 } as const;
const SEVERE = { severity: "severe", floorMinutes: 30 } as const;
const ENGINEERING = { condition: "engineering" } as const;
const DISPUTES = { categories: ["community.10"] };

/** Limits to begin with, so that every clock has one. Start values: no standard says them. */
export const DEFAULT_LIMITS: readonly Limit[] = [
  startValue("intake", "any", hours(1)),
  startValue("intake", "severe", naturalHours(0.25), SEVERE),
  startValue("intake", "extreme", naturalHours(0.1), EXTREME),
  startValue("verify", "any", hours(2)),
  startValue("verify", "severe", naturalHours(0.5), SEVERE),
  startValue("verify", "extreme", naturalHours(0.25), EXTREME),
  startValue("assign", "any", hours(1)),
  startValue("assign", "severe", naturalHours(0.25), SEVERE),
  startValue("assign", "extreme", naturalHours(0.1), EXTREME),
  startValue("accept", "any", hours(1)),
  startValue("accept", "severe", naturalHours(0.25), SEVERE),
  startValue("accept", "extreme", naturalHours(0.1), EXTREME),
  startValue("handle", "any", days(3)),
  startValue("handle", "minor", days(2), { severity: "minor" }),
  startValue("handle", "severe", naturalHours(24), SEVERE),
  startValue("handle", "extreme", naturalHours(4), EXTREME),
  startValue("handle", "engineering", days(15), ENGINEERING),
  startValue("handle", "disputes", days(10), DISPUTES),
  startValue("check", "any", days(1)),
  startValue("check", "severe", naturalHours(12), SEVERE),
  startValue("check", "extreme", naturalHours(4), EXTREME),
  startValue("total", "any", days(7)),
  startValue("total", "severe", naturalHours(48), SEVERE),
  startValue("total", "extreme", naturalHours(12), EXTREME),
  startValue("total", "engineering", days(20), ENGINEERING),
  startValue("total", "disputes", days(15), DISPUTES),
];

const local = (
  place: string,
  source: string,
  categories: readonly string[],
  milestones: readonly Milestone[],
): Limit => ({
  ...ANY,
  id: `${place}.${categories.join("+")}`,
  set: `local:${place}`,
  clock: "handle",
  categories,
  milestones,
  source,
  mark: "S2",
  isLocal: true,
});

const stage = (milestone: string, zh: string, en: string, limit: LimitAmount): Milestone => ({
  ...limit,
  milestone,
  name: { zh, en },
});

const HANDBOOK = "renrendoc.com 191493937, secondary copy";
const JIYUAN = "ishare.iask.com 2gaIATvprR5, secondary copy";
const BEIJING = "北京日报 2021-12-28, secondary copy";

/** Limits found in rules of single places: examples, never a default elsewhere. */
export const LOCAL_LIMITS: readonly Limit[] = [
  local(
    "handbook",
    HANDBOOK,
    ["event.01-01"],
    [
      stage("stop", "停工", "Work stopped", hours(4)),
      stage("penalty", "处罚", "Penalty", days(7)),
      stage("demolition", "拆除", "Demolition", days(20)),
    ],
  ),
  local("handbook", HANDBOOK, ["event.01-02"], done(hours(4))),
  local("handbook", HANDBOOK, ["event.01-03"], done(hours(4))),
  local("handbook", HANDBOOK, ["event.01-04"], done(hours(2))),
  local("handbook", HANDBOOK, ["event.04-06"], done(hours(4))),
  local("handbook", HANDBOOK, ["event.01-06"], done(hours(4))),
  local("jiyuan", JIYUAN, ["event.01-01"], done(days(15))),
  local("jiyuan", JIYUAN, ["event.01-02"], done(days(1))),
  local("jiyuan", JIYUAN, ["event.01-03"], done(days(4))),
  local("jiyuan", JIYUAN, ["event.01-04"], done(hours(5))),
  local("jiyuan", JIYUAN, ["event.01-05"], done(days(15))),
  local("guangzhou", "广州日报 2021-01-16, secondary copy", ["asset.01-14"], done(naturalHours(6))),
  {
    ...local("beijing-12345", BEIJING, ["event", "asset", "community"], done(naturalHours(24))),
    clock: "assign",
  },
  {
    ...local("beijing-12345", BEIJING, ["event.04"], done(naturalHours(1))),
    clock: "assign",
  },
];
