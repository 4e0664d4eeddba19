import type { CaseCard, RecommendationReply } from "@onegrid/core/dispatch/contract";
import { Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { refusalSentence } from "../board/case-words.ts";
import { setTravelMode, useDesk } from "../board/desk-store.ts";
import { OtherUnit } from "./other-unit.tsx";
import { ResponderRow } from "./responder-row.tsx";
import { ResponsibleUnit } from "./responsible-unit.tsx";
import { SimilarCases } from "../report/similar-cases.tsx";
import { WhyNot } from "./why-not.tsx";

const FIRST_SHOWN = 5;

/** Who should go, in order, each with the reasons; one press of Enter sends the first. */
export function Responders({ card }: { readonly card: CaseCard }) {
  const t = useText();
  const advice = useDesk((state) => state.advice);
  return (
    <div className="og-advice">
      <header>
        <h3>{t("dispatch:advice.title")}</h3>
        <TravelMode />
      </header>
      {advice.kind === "loading" && <p className="og-muted">{t("dispatch:advice.loading")}</p>}
      {advice.kind === "failed" && (
        <p className="og-case-error" role="alert">
          {refusalSentence(advice.error)}
        </p>
      )}
      {advice.kind === "ready" && (
        <Ranked key={advice.data.recommendationId} advice={advice.data} card={card} />
      )}
    </div>
  );
}

function TravelMode() {
  const t = useText();
  const mode = useDesk((state) => state.travelMode);
  return (
    <Segmented
      size="small"
      value={mode}
      aria-label={t("dispatch:advice.mode")}
      options={(["auto", "foot", "drive"] as const).map((value) => ({
        value,
        label: t(`dispatch:advice.${value}`),
      }))}
      onChange={setTravelMode}
    />
  );
}

interface RankedProps {
  readonly advice: RecommendationReply;
  readonly card: CaseCard;
}

function Ranked({ advice, card }: RankedProps) {
  const t = useText();
  const [isLong, setLong] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  // The first is one Enter away.
  useEffect(() => list.current?.querySelector<HTMLElement>("[data-send]")?.focus(), []);
  const shown = isLong ? advice.ranked : advice.ranked.slice(0, FIRST_SHOWN);
  const hidden = advice.ranked.length - shown.length;
  return (
    <>
      {advice.ranked.length === 0 && <p className="og-case-empty">{t("dispatch:advice.nobody")}</p>}
      <ol ref={list} className="og-advice-list">
        {shown.map((ranked) => (
          <ResponderRow key={ranked.candidateId} ranked={ranked} advice={advice} />
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className="og-inline-button" onClick={() => setLong(true)}>
          {t("dispatch:advice.more", { count: hidden })}
        </button>
      )}
      <ResponsibleUnit advice={advice} />
      <OtherUnit advice={advice} />
      <WhyNot advice={advice} />
      {advice.duplicates.length > 0 && <Similar duplicates={advice.duplicates} key={card.id} />}
    </>
  );
}

function Similar({ duplicates }: { readonly duplicates: RecommendationReply["duplicates"] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="og-similar" lang={language}>
      <strong>{t("dispatch:report.duplicates")}</strong>
      <SimilarCases duplicates={duplicates} />
    </div>
  );
}
