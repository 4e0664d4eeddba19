import {
  clockWords,
  percentDown,
  type CoverageDefinition,
  type DayKind,
  type Measure,
  type Moment,
} from "@onegrid/core/coverage";
import type { CoverageSum } from "@onegrid/core/coverage/contract";
import { count, currentLanguage, type Translate } from "../i18n/index.ts";
import { isStationKind, type Limit } from "./question.ts";

export { allHouseholds } from "@onegrid/core/coverage";

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** The limit and how it is walked: 「步行 500 米」, 「步行 10 分钟（常人 1.25 米/秒）」. */
function measureWords(measure: Measure, t: Translate): string {
  if (measure.basis === "distance")
    return t("coverage:definition.metres", { metres: trim(measure.metres, 0) });
  return t("coverage:definition.minutes", {
    minutes: trim(measure.seconds / 60, 1),
    profile: t(`coverage:profile.${measure.profile}`),
    speed: trim(measure.metresPerSecond, 2),
  });
}

export const limitWords = (limit: Limit, t: Translate): string =>
  measureWords(limit.basis === "distance" ? limit : { ...limit, seconds: limit.minutes * 60 }, t);

interface DefinedFigures {
  readonly definition: CoverageDefinition;
  readonly kinds: readonly string[];
  /** The one that is kept; without it a scenario is only being tried out. */
  readonly scenario?: { readonly name: string } | null;
}

interface Told {
  readonly language: string;
  readonly words: string;
}

const toldWords = new WeakMap<DefinedFigures, Told>();

/**
 * What a figure counts, in one line; it stands beside every number. Hundreds of numbers of one result are
 * shown at once and follow a pointer: the line is made once for them.
 */
export function definitionWords(by: DefinedFigures, t: Translate): string {
  const told = toldWords.get(by);
  const language = currentLanguage();
  if (told?.language === language) return told.words;
  const words = makeWords(by, t);
  toldWords.set(by, { language, words });
  return words;
}

function makeWords({ definition, kinds, scenario = null }: DefinedFigures, t: Translate): string {
  return [
    measureWords(definition.measure, t),
    t("coverage:definition.network"),
    ...(definition.moment === undefined ? [] : [momentWords(definition.moment, t)]),
    ...(definition.service === undefined
      ? []
      : [t("coverage:definition.service", { service: definition.service })]),
    t(`coverage:gates.${definition.gates}`),
    t(`coverage:households.${definition.households}`),
    kindsWords(kinds, t),
    ...(definition.scenarioVersion === undefined
      ? []
      : [scenario === null ? t("coverage:try.label") : t("coverage:scenario.label", scenario)]),
  ].join(t("coverage:definition.joint"));
}

export const dayWords = (day: DayKind, t: Translate): string =>
  t(day === "holiday" ? "coverage:day.holiday" : (`coverage:day.${day}` as const));

/** 「周二 20:00」, with the day of the calendar where one was asked for. */
export const momentWords = ({ day, minute, date }: Moment, t: Translate): string =>
  [...(date === undefined ? [] : [date]), dayWords(day, t), clockWords(minute)].join(" ");

function kindsWords(kinds: readonly string[], t: Translate): string {
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined
    ? kindName(only, t)
    : t("coverage:definition.kinds", { count: kinds.length });
}

export const kindName = (kind: string, t: Translate): string =>
  isStationKind(kind) ? t(`map:station.${kind}`) : kind;

export const percentWords = (share: number | null, t: Translate): string =>
  share === null ? t("coverage:nobody") : t("coverage:percent", { value: percentDown(share) });

/** Of an area: where nobody is counted, whether nobody lives there or nobody knows how many do. */
export const shareWords = (
  {
    coveredShare,
    buildingsWithoutHouseholds,
  }: Pick<CoverageSum, "coveredShare" | "buildingsWithoutHouseholds">,
  t: Translate,
): string =>
  coveredShare === null && buildingsWithoutHouseholds > 0
    ? t("coverage:householdsUnknown")
    : percentWords(coveredShare, t);

export const minutesWords = (seconds: number, t: Translate): string =>
  t("coverage:minutes", { minutes: (seconds / 60).toFixed(1) });

export const metresWords = (metres: number, t: Translate): string =>
  t("coverage:metres", { metres: count(Math.round(metres)) });

const REASONS = [
  "too-far",
  "no-way-in-compound",
  "behind-wall",
  "bad-position",
  "isolated",
  "no-path",
] as const;

/** Why there is no time; a reason of a newer server shows its own name. */
export function reasonWords(reason: string, t: Translate): string {
  const known = REASONS.find((each) => each === reason);
  return known === undefined ? reason : t(`coverage:reason.${known}`);
}
