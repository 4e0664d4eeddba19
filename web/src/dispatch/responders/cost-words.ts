import { inLanguage, TERM_LABELS, type TermName } from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import type { Language, Translate } from "../../i18n/index.ts";
import { durationWords } from "../board/case-words.ts";

type Ranked = Pick<RecommendationReply["ranked"][number], "terms" | "costSeconds">;

const isTerm = (term: string): term is TermName => Object.hasOwn(TERM_LABELS, term);

/**
 * The terms as times, and the figure they are ranked by. The figure is no time: what speaks for
 * somebody is taken off, and it may fall below zero. Empty where the way is all there is.
 */
export function costWords(
  { terms, costSeconds }: Ranked,
  t: Translate,
  language: Language,
): string {
  if (terms.length < 2) return "";
  const words = terms.map(({ term, seconds }) => {
    const time = durationWords(t, seconds);
    const name = isTerm(term) ? inLanguage(TERM_LABELS[term], language) : term;
    return `${name} ${t(seconds < 0 ? "dispatch:advice.minus" : "dispatch:advice.plus", { time })}`;
  });
  return `${words.join(" ")} = ${t("dispatch:advice.score", { score: scoreWords(costSeconds) })}`;
}

/** With a true minus sign. */
export const scoreWords = (score: number): string => String(score).replace("-", "−");
