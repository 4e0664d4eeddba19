import { DEFAULT_SPEEDS, parseMoment, type Profile } from "@onegrid/core/coverage";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import { STATION_KINDS, type StationKind } from "@onegrid/core/organisation";

/** How far is near enough. Minutes and metres as the user set them. */
export type Limit =
  | { readonly basis: "distance"; readonly metres: number }
  | {
      readonly basis: "time";
      readonly minutes: number;
      readonly profile: Profile;
      readonly metresPerSecond: number;
    };

/** What the page asks; the reply's definition says what was answered. */
export interface Question {
  readonly limit: Limit;
  /** Which gates nobody has surveyed are taken for open: all of them, or none. */
  readonly gates: "optimistic" | "pessimistic";
  /** Station kinds that count; `null`: those of the ten-minute circle (十分钟党建生活圈). */
  readonly kinds: readonly StationKind[] | null;
  /** The hour that stations must be open at, as `writeMoment` has it; `null`: hours are left aside. */
  readonly at: string | null;
  /** The service that stations must offer; `null`: any. */
  readonly service: string | null;
  /** Id of the scenario (情景) the numbers are under; `null`: the state in force. */
  readonly scenario: string | null;
  /** Id of another scenario they are compared with; `null`: the state in force. */
  readonly against: string | null;
}

/** The national wording (国标口径) first: it is what the page begins with. */
export const PRESETS = [
  { id: "metres", limit: { basis: "distance", metres: 500 } },
  {
    id: "adult",
    limit: { basis: "time", minutes: 10, profile: "adult", metresPerSecond: DEFAULT_SPEEDS.adult },
  },
  {
    id: "slow",
    limit: { basis: "time", minutes: 10, profile: "slow", metresPerSecond: DEFAULT_SPEEDS.slow },
  },
] as const satisfies readonly { readonly id: string; readonly limit: Limit }[];

export const DEFAULT_QUESTION: Question = {
  limit: PRESETS[0].limit,
  gates: "optimistic",
  kinds: null,
  at: null,
  service: null,
  scenario: null,
  against: null,
};

export const RANGES = {
  metres: { min: 100, max: 3000, step: 50 },
  minutes: { min: 1, max: 60, step: 1 },
  metresPerSecond: { min: 0.3, max: 2, step: 0.05 },
} as const;

export const isSameLimit = (a: Limit, b: Limit): boolean => writeLimit(a) === writeLimit(b);

export function queryOf(question: Question): CoverageQuery {
  const { limit, gates, kinds, at, service, scenario, against } = question;
  const measure: CoverageQuery =
    limit.basis === "distance"
      ? { basis: "distance", metres: limit.metres }
      : {
          basis: "time",
          minutes: limit.minutes,
          profile: limit.profile,
          speed: limit.metresPerSecond,
        };
  return {
    ...measure,
    gates,
    ...(kinds === null ? {} : { kinds: kinds.join(",") }),
    ...(at === null ? {} : { at }),
    ...(service === null ? {} : { service }),
    ...(scenario === null ? {} : { scenario }),
    ...(against === null ? {} : { against }),
  };
}

/** The question as parts of an address; `null` where it is as usual. */
export interface QuestionLink {
  readonly limit: string | null;
  readonly gates: string | null;
  readonly kinds: string | null;
  readonly at: string | null;
  readonly service: string | null;
  readonly scenario: string | null;
  readonly against: string | null;
}

/** `m500` for metres, `t10,adult,1.25` for minutes at a speed. */
const writeLimit = (limit: Limit): string =>
  limit.basis === "distance"
    ? `m${limit.metres}`
    : `t${limit.minutes},${limit.profile},${limit.metresPerSecond}`;

export const writeQuestion = ({ limit, gates, kinds, at, ...rest }: Question): QuestionLink => ({
  limit: isSameLimit(limit, DEFAULT_QUESTION.limit) ? null : writeLimit(limit),
  gates: gates === DEFAULT_QUESTION.gates ? null : gates,
  kinds: kinds === null ? null : kinds.join(","),
  at: at?.replace(" ", "-") ?? null,
  service: rest.service,
  scenario: rest.scenario,
  against: rest.against,
});

/** Reads what can be read; the rest stays as usual and `isWhole` says so. */
export function readQuestion(link: QuestionLink): { question: Question; isWhole: boolean } {
  const limit = link.limit === null ? DEFAULT_QUESTION.limit : readLimit(link.limit);
  const gates = link.gates === null ? DEFAULT_QUESTION.gates : readGates(link.gates);
  const kinds = link.kinds === null ? DEFAULT_QUESTION.kinds : readKinds(link.kinds);
  const at = link.at === null ? null : readAt(link.at);
  return {
    question: {
      limit: limit ?? DEFAULT_QUESTION.limit,
      gates: gates ?? DEFAULT_QUESTION.gates,
      kinds: kinds === undefined ? DEFAULT_QUESTION.kinds : kinds,
      at: at ?? null,
      service: link.service === "" ? null : link.service,
      scenario: readId(link.scenario),
      against: readId(link.against),
    },
    isWhole: [limit, gates, kinds, at].every((part) => part !== undefined),
  };
}

const isWithin = (value: number, { min, max }: { min: number; max: number }): boolean =>
  value >= min && value <= max;

function readLimit(text: string): Limit | undefined {
  const [, metres] = /^m(\d{1,5})$/.exec(text) ?? [];
  if (metres !== undefined && isWithin(Number(metres), RANGES.metres))
    return { basis: "distance", metres: Number(metres) };
  const [, minutes, profile, speed] =
    /^t(\d{1,3}(?:\.\d)?),(adult|slow|wheelchair),(\d(?:\.\d{1,3})?)$/.exec(text) ?? [];
  if (!isProfile(profile)) return undefined;
  const [limit, metresPerSecond] = [Number(minutes), Number(speed)];
  const isRight =
    isWithin(limit, RANGES.minutes) && isWithin(metresPerSecond, RANGES.metresPerSecond);
  return isRight ? { basis: "time", minutes: limit, profile, metresPerSecond } : undefined;
}

export const PROFILES = ["adult", "slow", "wheelchair"] as const satisfies readonly Profile[];

export const isProfile = (value: unknown): value is Profile =>
  PROFILES.some((profile) => profile === value);

const readGates = (text: string): Question["gates"] | undefined =>
  text === "optimistic" || text === "pessimistic" ? text : undefined;

export const isStationKind = (value: string): value is StationKind =>
  STATION_KINDS.some((kind) => kind === value);

function readKinds(text: string): readonly StationKind[] | undefined {
  const kinds = text.split(",").filter(isStationKind);
  return kinds.length === text.split(",").length ? kinds : undefined;
}

/** What is no id names no scenario. */
const readId = (text: string | null): string | null =>
  text !== null && /^[\w-]{1,64}$/u.test(text) ? text : null;

/** The space of `Tue 20:00` is a dash in an address. */
function readAt(text: string): string | undefined {
  const spaced = text.replace(/-(?=\d{1,2}:)/u, " ");
  return parseMoment(spaced, {}).ok ? spaced : undefined;
}
