import { levelRank } from "../access/index.ts";
import type { CaseLevel } from "./model.ts";

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

/** What one case brings to the figures of a period. Rehearsals (演练) are left out before. */
export interface CaseFacts {
  readonly caseId: string;
  readonly isReported: boolean;
  readonly isFiled: boolean;
  readonly isDispatched: boolean;
  /** The due time of the total clock falls in the period. */
  readonly isDue: boolean;
  readonly isClosed: boolean;
  readonly isClosedOnTime: boolean;
  /** 缓办: parked at the end of the period; a column of its own. */
  readonly isParked: boolean;
  readonly isReturned: boolean;
  readonly isReopened: boolean;
  readonly isReworked: boolean;
  readonly isUrgent: boolean;
  /** The level it began at, and every level it came through. */
  readonly firstLevel: CaseLevel;
  readonly levelsSeen: readonly CaseLevel[];
}

export const FIGURES = [
  "filed", // 立案率
  "closed", // 结案率
  "closed_on_time", // 按期结案率
  "urgent_closed", // 紧急结案率
  "reworked", // 返工率
  "taken_care_of", // 有人管
  "in_time", // 及时管
  "effective", // 有效管
  "closed_at_level", // 本级化解率
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface Figure extends Rate {
  readonly figure: FigureName;
  /** The cases behind both numbers, so that every rate opens them. */
  readonly numeratorCaseIds: readonly string[];
  readonly denominatorCaseIds: readonly string[];
}

type Test = (facts: CaseFacts) => boolean;

const isCounted: Test = (facts) => facts.isDue && !facts.isParked;

/** Which cases stand below the line, and which of them above it. */
const FORMULAS: Readonly<Record<FigureName, readonly [below: Test, above: Test]>> = {
  filed: [(facts) => facts.isReported, (facts) => facts.isFiled],
  closed: [isCounted, (facts) => facts.isClosed],
  closed_on_time: [isCounted, (facts) => facts.isClosedOnTime],
  urgent_closed: [(facts) => isCounted(facts) && facts.isUrgent, (facts) => facts.isClosed],
  reworked: [(facts) => facts.isClosed, (facts) => facts.isReworked],
  taken_care_of: [(facts) => facts.isDispatched, (facts) => !facts.isReturned],
  in_time: [isCounted, (facts) => facts.isClosedOnTime],
  effective: [(facts) => facts.isClosed, (facts) => !facts.isReopened],
  closed_at_level: [
    (facts) => facts.isClosed,
    ({ firstLevel, levelsSeen }) =>
      levelsSeen.every((level) => levelRank(level) <= levelRank(firstLevel)),
  ],
};

const ids = (list: readonly CaseFacts[]): string[] => list.map((each) => each.caseId);

/** All figures of a set of cases, each with its two numbers and the cases behind them. */
export function figuresOf(facts: readonly CaseFacts[]): Figure[] {
  return FIGURES.map((figure) => {
    const [isBelow, isAbove] = FORMULAS[figure];
    const below = facts.filter(isBelow);
    const above = below.filter(isAbove);
    return {
      figure,
      ...rate(above.length, below.length),
      numeratorCaseIds: ids(above),
      denominatorCaseIds: ids(below),
    };
  });
}
