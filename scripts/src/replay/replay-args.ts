import { CommandProblem, EXIT } from "../command-problem.ts";

export interface ReplayArgs {
  readonly _: readonly string[];
  readonly network: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly days?: string | undefined;
  readonly limit?: string | undefined;
  readonly speed?: string | undefined;
  readonly seed?: string | undefined;
  readonly name?: string | undefined;
  readonly crs?: string | undefined;
  readonly encoding?: string | undefined;
  readonly map?: string | undefined;
  readonly classes?: string | undefined;
  readonly keep?: string | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What is played back, and how. Instants in ms. */
export interface ReplaySettings {
  readonly from: number;
  /** The first instant that is no longer in it. */
  readonly to: number;
  /** Reports are brought into so many last days, by whole multiples; `null`: they stay where they are. */
  readonly days: number | null;
  readonly limit: number;
  /** Times real speed at most; `null`: as fast as it goes. */
  readonly speed: number | null;
  readonly seed: number;
}

const DAY_MS = 86_400_000;
const MOST_SPEED = 1_000_000;

/** Reads the options, refusing all that make no sense at once. */
export function readReplayArgs(args: ReplayArgs): ReplaySettings {
  const problems: Parameters<typeof problemOf>[] = [];
  const whole = (option: keyof ReplayArgs, least: number, most: number): number | null => {
    const text = args[option];
    if (typeof text !== "string") return null;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    const range: [string, string] = [`${least}–${most} 的整数`, `a whole number ${least}–${most}`];
    problems.push([`--${option}`, text, range]);
    return null;
  };
  const day = (option: "from" | "to"): number | null => {
    const text = args[option];
    if (text === undefined) return null;
    const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00+08:00`) : NaN;
    const isDay = new Date(at + 8 * 3_600_000).getTime() > 0 && dayText(at) === text;
    if (!isDay) problems.push([`--${option}`, text, ["日期，如 2016-03-01", "a day, 2016-03-01"]]);
    return isDay ? at : null;
  };
  const settings = {
    from: day("from") ?? -Infinity,
    // Up to and including that day.
    to: (day("to") ?? Infinity) + DAY_MS,
    days: whole("days", 1, 3660),
    limit: whole("limit", 1, 100_000_000) ?? Infinity,
    speed: whole("speed", 1, MOST_SPEED),
    seed: whole("seed", 0, 999_999_999) ?? 1,
  };
  if (settings.from >= settings.to) {
    problems.push(["--from", args.from ?? "", ["不晚于 --to 的日期", "a day not after --to"]]);
  }
  if (problems.length > 0) {
    throw new CommandProblem(
      problems.map((problem) => problemOf(...problem)),
      EXIT.badUsage,
    );
  }
  return settings;
}

/** `NaN` gives no day. */
const dayText = (at: number): string =>
  Number.isNaN(at) ? "" : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

const problemOf = (option: string, value: string, [zh, en]: [zh: string, en: string]) => ({
  code: "replay.bad-option",
  object: option,
  place: value,
  reason: ["这个值不能用。", "This value cannot be used."] as const,
  advice: [`应为${zh}。`, `It has to be ${en}.`] as const,
});
