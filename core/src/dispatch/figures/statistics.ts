/** A rate is two whole numbers; the percentage is only how it is written. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

export const rate = (numerator: number, denominator: number): Rate => {
  if (![numerator, denominator].every((each) => Number.isSafeInteger(each) && each >= 0)) {
    throw new Error(`a rate of ${numerator} in ${denominator}`);
  }
  return { numerator, denominator };
};

/**
 * Per cent with two decimals, rounded half up, in whole-number arithmetic: 5912/6026 is `98.11`.
 * `null` when there is nothing to divide by.
 */
export function percentText({ numerator, denominator }: Rate): string | null {
  if (denominator === 0) return null;
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  const hundredths = (n * 20_000n + d) / (2n * d);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
}

/** What is so of a case by itself, whatever the period: kept beside it as one whole number. */
const STANDING_FACTS = [
  "isFiled",
  "isDispatched",
  "isClosed",
  "isClosedOnTime",
  "isParked", // 缓办: a column of its own
  "isReturned",
  "isReopened",
  "isReworked",
  "isUrgent",
  "isLifted", // it came through a level above the one it began at
  "isRated",
  "isSatisfied", // four or five stars of five
  "beganAtGrid",
  "beganAtCommunity",
  "beganAtStreet",
] as const;
/** What a period makes of it: its report, the due time of its total clock and its end fall into it. */
const PERIOD_FACTS = ["isReported", "isDue", "isEnded"] as const;

export type StandingFact = (typeof STANDING_FACTS)[number];
export type PeriodFact = (typeof PERIOD_FACTS)[number];
/** What one case brings to the figures of a period. */
export type CaseFacts = Readonly<Record<StandingFact | PeriodFact, boolean>>;

const FACTS = [...STANDING_FACTS, ...PERIOD_FACTS];

/** The bit of each fact. They are stored: what is changed here needs a migration that clears `facts`. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of all of their names
export const FACT_BITS = Object.fromEntries(FACTS.map((fact, at) => [fact, 2 ** at])) as Readonly<
  Record<StandingFact | PeriodFact, number>
>;

/** Facts as one whole number; those not named are not so. */
export const factsCode = (facts: Partial<CaseFacts>): number =>
  FACTS.reduce((code, fact) => code + (facts[fact] === true ? FACT_BITS[fact] : 0), 0);

const has = (code: number, fact: StandingFact | PeriodFact): boolean =>
  (code & FACT_BITS[fact]) !== 0;

export const FIGURES = [
  "filed", // 立案率
  "closed", // 结案率
  "closed_on_time", // 按期结案率
  "urgent_closed", // 紧急结案率
  "reworked", // 返工率
  "satisfied", // 满意率
  "taken_care_of", // 有人管
  "in_time", // 及时管
  "effective", // 有效管
  "closed_at_level", // 本级化解率
  "closed_at_grid", // 琐事不出网格
  "closed_at_community", // 小事不出社区
  "closed_at_street", // 大事不出街道
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface Figure extends Rate {
  readonly figure: FigureName;
}

type Test = (code: number) => boolean;

const all =
  (...facts: readonly (StandingFact | PeriodFact)[]): Test =>
  (code) =>
    facts.every((fact) => has(code, fact));
const not =
  (fact: StandingFact): Test =>
  (code) =>
    !has(code, fact);

const isCounted: Test = (code) => has(code, "isDue") && !has(code, "isParked");

/** Which cases stand below the line, and which of them above it. */
const FORMULAS: Readonly<Record<FigureName, readonly [below: Test, above: Test]>> = {
  filed: [all("isReported"), all("isFiled")],
  closed: [isCounted, all("isClosed")],
  closed_on_time: [isCounted, all("isClosedOnTime")],
  urgent_closed: [(code) => isCounted(code) && has(code, "isUrgent"), all("isClosed")],
  reworked: [all("isEnded"), all("isReworked")],
  satisfied: [all("isEnded", "isRated"), all("isSatisfied")],
  taken_care_of: [all("isReported", "isDispatched"), not("isReturned")],
  in_time: [isCounted, all("isClosedOnTime")],
  effective: [all("isEnded"), not("isReopened")],
  closed_at_level: [all("isEnded"), not("isLifted")],
  closed_at_grid: [all("isEnded", "beganAtGrid"), not("isLifted")],
  closed_at_community: [all("isEnded", "beganAtCommunity"), not("isLifted")],
  closed_at_street: [all("isEnded", "beganAtStreet"), not("isLifted")],
};

export type FigureSide = "numerator" | "denominator";

/** Whether a case with these facts is behind one number of a figure. */
export function standsIn(figure: FigureName, side: FigureSide, code: number): boolean {
  const [isBelow, isAbove] = FORMULAS[figure];
  return isBelow(code) && (side === "denominator" || isAbove(code));
}

/** How many cases have the same facts. */
export interface FactsTally {
  readonly code: number;
  readonly count: number;
}

const sumOf = (tallies: readonly FactsTally[], test: Test): number =>
  tallies.reduce((sum, { code, count }) => sum + (test(code) ? count : 0), 0);

/** All figures of a set of cases, each with its two numbers. */
export const figuresOf = (tallies: readonly FactsTally[]): Figure[] =>
  FIGURES.map((figure) => ({
    figure,
    ...rate(
      sumOf(tallies, (code) => standsIn(figure, "numerator", code)),
      sumOf(tallies, (code) => standsIn(figure, "denominator", code)),
    ),
  }));

/** Cases that are parked (缓办): no figure of due cases counts them. */
export const parkedOf = (tallies: readonly FactsTally[]): number => sumOf(tallies, all("isParked"));
