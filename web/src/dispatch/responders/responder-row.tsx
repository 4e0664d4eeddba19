import { inLanguage } from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { useLanguage, useText } from "../../i18n/index.ts";
import { costWords } from "./cost-words.ts";
import { pointsAt } from "../board/pointed-person.ts";
import { useDesk } from "../board/desk-store.ts";
import { sendTo } from "./send-to.ts";

type RankedResponder = RecommendationReply["ranked"][number];

interface ResponderRowProps {
  readonly ranked: RankedResponder;
  readonly advice: RecommendationReply;
}

/** One person with the time to get there, the reasons, and the sum they come to. */
export function ResponderRow({ ranked, advice }: ResponderRowProps) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const isFirst = ranked.rank === 1;
  return (
    <li className="og-responder" {...pointsAt(ranked.candidateId)}>
      <span className="og-responder-rank" aria-hidden="true">
        {ranked.rank}
      </span>
      <div>
        <strong>{ranked.name}</strong>
        <small>
          {isFirst && (
            <em>{t(advice.isCertain ? "dispatch:advice.certain" : "dispatch:advice.first")}</em>
          )}
          {t(`dispatch:advice.by.${ranked.travelsBy}`)} · {inLanguage(ranked.sentence, language)}
        </small>
        <CostSum ranked={ranked} />
        {ranked.needsConfirmation && (
          <small className="og-case-error">{t("dispatch:advice.confirm")}</small>
        )}
      </div>
      <Button
        type={isFirst ? "primary" : "default"}
        size="small"
        disabled={isBusy}
        data-send
        aria-label={t("dispatch:advice.sendTo", { name: ranked.name })}
        onClick={() => void sendTo({ unitId: null, memberId: ranked.candidateId }, advice)}
      >
        {t("dispatch:advice.send")}
      </Button>
    </li>
  );
}

/** The terms and what they come to, as they were added up. */
function CostSum({ ranked }: { readonly ranked: RankedResponder }) {
  const t = useText();
  const language = useLanguage();
  const words = costWords(ranked, t, language);
  return words === "" ? null : <small className="og-cost og-number">{words}</small>;
}
