import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoryWord, momentWords, progressWord } from "../board/case-words.ts";
import { chooseCase } from "../board/desk-store.ts";
import { StateDisc } from "../board/state-disc.tsx";

type Duplicates = RecommendationReply["duplicates"];

/** Cases that may be the same problem; merging stays with the person who looks. */
export function SimilarCases({ duplicates }: { readonly duplicates: Duplicates }) {
  const t = useText();
  const language = useLanguage();
  return (
    <ul className="og-similar-list">
      {duplicates.map(({ caseId, card, distanceMetres }) => (
        <li key={caseId}>
          <StateDisc state={card.state} />
          <span>
            {categoryWord(card.categoryId, language)} · {progressWord(card, language)}
            <small className="og-number">
              {distanceMetres !== null && t("dispatch:report.metres", { metres: distanceMetres })} ·{" "}
              {momentWords(card.reportedAt, language)}
            </small>
          </span>
          <button type="button" className="og-inline-button" onClick={() => chooseCase(caseId)}>
            {t("dispatch:report.look")}
          </button>
        </li>
      ))}
    </ul>
  );
}
