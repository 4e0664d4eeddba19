import type { Label, SourceMark } from "./categories.ts";
import type { ClockName } from "../model/clock-intervals.ts";
import type { LimitAmount } from "./due-time.ts";
import type { CaseLevel, Condition, Severity } from "../model/model.ts";
import { holdsCategory } from "../../access/index.ts";

/** One stage of a limit, such as 停工 → 处罚 → 拆除. Most limits have one, named `done`. */
export interface Milestone extends LimitAmount {
  readonly milestone: string;
  readonly name: Label;
}

/**
 * How long a clock may run (时限). `null` fits everything. `set` names the rule book: `default` holds
 * start values, `local:…` the rules of one place; an installation passes the sets that it uses.
 */
export interface Limit {
  readonly id: string;
  readonly set: string;
  readonly clock: ClockName;
  /** Class ids, majors or schemes. */
  readonly categories: readonly string[] | null;
  readonly severity: Severity | null;
  readonly condition: Condition | null;
  readonly level: CaseLevel | null;
  /** 门槛 or 提高, where a rule book has two tiers. */
  readonly tier: "basic" | "raised" | null;
  readonly milestones: readonly Milestone[];
  /** What rework (返工) leaves at least, in minutes of the limit's kind. */
  readonly floorMinutes: number;
  /** After how much of the time the clock turns yellow, in hundredths. */
  readonly yellowPercent: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly mark: SourceMark;
  /** A rule of one place (本地规则), never a default elsewhere. */
  readonly isLocal: boolean;
}

export interface LimitQuery {
  readonly clock: ClockName;
  readonly categoryId: string;
  readonly severity: Severity;
  readonly condition: Condition;
  readonly level: CaseLevel;
  readonly tier?: "basic" | "raised";
  /** ISO day on which the clock began: later versions do not reach back. */
  readonly day: string;
}

/**
 * The limit in force for a clock: among those that fit, the most specific by class, then condition,
 * severity, level and tier; then the newest version; then by id. `undefined`: no limit, no due time.
 */
export function limitFor(limits: readonly Limit[], query: LimitQuery): Limit | undefined {
  return limits
    .filter((limit) => fits(limit, query))
    .toSorted((a, b) => compareRanks(rank(b, query), rank(a, query)) || newest(a, b))[0];
}

const equalOrAny = (wanted: string | null, given: string | undefined): boolean =>
  wanted === null || wanted === given;

function fits(limit: Limit, query: LimitQuery): boolean {
  return (
    limit.clock === query.clock &&
    holdsCategory(limit.categories, query.categoryId) &&
    equalOrAny(limit.severity, query.severity) &&
    equalOrAny(limit.condition, query.condition) &&
    equalOrAny(limit.level, query.level) &&
    equalOrAny(limit.tier, query.tier) &&
    limit.validFrom <= query.day &&
    (limit.validTo === null || query.day < limit.validTo)
  );
}

/** A longer prefix of the class id is more specific. */
const rank = (limit: Limit, { categoryId }: LimitQuery): number[] => [
  Math.max(
    0,
    ...(limit.categories ?? [])
      .filter((each) => holdsCategory([each], categoryId))
      .map((each) => each.length),
  ),
  limit.condition === null ? 0 : 1,
  limit.severity === null ? 0 : 1,
  limit.level === null ? 0 : 1,
  limit.tier === null ? 0 : 1,
];

const compareRanks = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

const newest = (a: Limit, b: Limit): number => {
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};
