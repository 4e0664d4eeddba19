import {
  checkMeasure,
  DEFAULT_SPEEDS,
  type GatePolicy,
  type Measure,
  type MeasureError,
  type Profile,
} from "@onegrid/core/coverage";
import { sentenceOf } from "@onegrid/core/problems";
import { CommandProblem, EXIT } from "../command-problem.ts";

export interface MeasureArgs {
  readonly minutes?: string | undefined;
  readonly metres?: string | undefined;
  readonly speed?: string | undefined;
  readonly profile?: string | undefined;
}

export interface SpeedMeasure {
  readonly measure: Measure;
  /** For turning metres into seconds, also where the measure itself is a distance. */
  readonly metresPerSecond: number;
}

/** `--minutes 10 --speed 1.25`, or `--metres 500`; refused when it makes no sense. */
export function measureOf(args: MeasureArgs): SpeedMeasure {
  const profile = profileOf(args.profile);
  const metresPerSecond = numberOf("--speed", args.speed) ?? DEFAULT_SPEEDS[profile];
  const metres = numberOf("--metres", args.metres);
  const minutes = numberOf("--minutes", args.minutes);
  if (metres !== undefined && minutes !== undefined) {
    throw usage("coverage.two-limits", "--minutes, --metres", [
      "只能给一个限值。",
      "Give one limit only.",
    ]);
  }
  const time: Measure = {
    basis: "time",
    seconds: (minutes ?? 10) * 60,
    profile,
    metresPerSecond,
  };
  const measure: Measure = metres === undefined ? time : { basis: "distance", metres };
  for (const candidate of [time, measure]) {
    const checked = checkMeasure(candidate);
    if (checked.ok) continue;
    const { code } = checked.error;
    const values = inMinutes(checked.error, metres);
    throw usage(code, optionOf(code, args), [
      sentenceOf(code, values, "zh-CN") ?? "",
      sentenceOf(code, values, "en") ?? "",
    ]);
  }
  return { measure, metresPerSecond };
}

/** A limit is refused in the unit it was given in. */
function inMinutes(error: MeasureError, metres: number | undefined): MeasureError {
  if (error.code === "coverage.bad-speed" || metres !== undefined) return error;
  const { code, limit, min, max } = error;
  return { code, limit: limit / 60, min: Math.round(min / 0.6) / 100, max: max / 60 };
}

/** As the user has written it. */
function optionOf(code: MeasureError["code"], { speed, metres, minutes }: MeasureArgs): string {
  if (code === "coverage.bad-speed") return `--speed ${speed}`;
  return metres === undefined ? `--minutes ${minutes}` : `--metres ${metres}`;
}

function profileOf(text: string | undefined): Profile {
  if (text === undefined || text === "adult") return "adult";
  if (text === "slow" || text === "wheelchair") return text;
  throw usage("coverage.bad-profile", `--profile ${text}`, [
    "可用的步行者：adult、slow、wheelchair。",
    "Profiles are adult, slow and wheelchair.",
  ]);
}

export function policyOf(text: string): GatePolicy {
  if (text === "optimistic" || text === "pessimistic") return text;
  throw usage("coverage.bad-policy", `--policy ${text}`, [
    "可用：optimistic、pessimistic。",
    "It is optimistic or pessimistic.",
  ]);
}

/** A number given as text; refused when it is none. */
export function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw usage("coverage.bad-number", `${option} ${text}`, ["不是数字。", "That is not a number."]);
}

function usage(code: string, object: string, reason: readonly [string, string]): CommandProblem {
  const advice = ["请更正选项。", "Correct the option."] as const;
  return new CommandProblem([{ code, object, place: "", reason, advice }], EXIT.badUsage);
}
