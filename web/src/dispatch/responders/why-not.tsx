import {
  EXCLUSION_LABELS,
  inLanguage,
  TERM_LABELS,
  whyNot,
  type ExclusionReason,
  type Recommendation,
  type WhyNot as Reasons,
} from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { Button, Input } from "antd";
import { useState } from "react";
import { useLanguage, useText, type Language, type Translate } from "../../i18n/index.ts";
import { durationWords } from "../board/case-words.ts";
import { scoreWords } from "./cost-words.ts";
import { sendTo } from "./send-to.ts";

const MOST_SHOWN = 8;

const isNearly = ({ reasons }: RecommendationReply["excluded"][number]): boolean =>
  reasons.every(({ reason }) => reason === "off_shift" || reason === "at_load");

/** “Why not X”: every person who was looked at, with what speaks against them. */
export function WhyNot({ advice }: { readonly advice: RecommendationReply }) {
  const t = useText();
  const [words, setWords] = useState("");
  const word = words.trim();
  const people = [...advice.excluded, ...advice.ranked.slice(1)];
  // Without a name: those who could go but for the hour or the load.
  const found =
    word === ""
      ? advice.excluded.filter(isNearly)
      : people.filter(({ name }) => name.includes(word));
  return (
    <details className="og-why" open={advice.ranked.length === 0}>
      <summary>{t("dispatch:advice.why")}</summary>
      <Input
        size="small"
        allowClear
        value={words}
        aria-label={t("dispatch:advice.whyHint")}
        placeholder={t("dispatch:advice.whyHint")}
        onChange={(event) => setWords(event.target.value)}
      />
      {word !== "" && found.length === 0 && (
        <p className="og-muted">{t("dispatch:advice.whyNone")}</p>
      )}
      <ul>
        {found.slice(0, MOST_SHOWN).map(({ candidateId, name }) => (
          <Person key={candidateId} id={candidateId} name={name} advice={advice} />
        ))}
      </ul>
    </details>
  );
}

interface PersonProps {
  readonly id: string;
  readonly name: string;
  readonly advice: RecommendationReply;
}

function Person({ id, name, advice }: PersonProps) {
  const t = useText();
  const language = useLanguage();
  const [reason, setReason] = useState("");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply holds the same list, with names and places besides
  const why = whyNot(advice as unknown as Recommendation, id);
  const mayNever =
    why?.kind === "excluded" && why.reasons.some((each) => each.reason === "no_right");
  return (
    <li>
      <strong>{name}</strong>
      <small>{why === undefined ? "" : whyWords(why, t, language)}</small>
      {!mayNever && (
        <span className="og-why-override">
          <Input
            size="small"
            value={reason}
            maxLength={200}
            aria-label={t("dispatch:advice.override")}
            placeholder={t("dispatch:advice.overrideHint")}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            size="small"
            disabled={reason.trim() === ""}
            onClick={() => void sendTo({ unitId: null, memberId: id }, advice, reason.trim())}
          >
            {t("dispatch:advice.anyway")}
          </Button>
        </span>
      )}
    </li>
  );
}

const isReason = (reason: string): reason is ExclusionReason =>
  Object.hasOwn(EXCLUSION_LABELS, reason);

function whyWords(why: Reasons, t: Translate, language: Language): string {
  if (why.kind === "behind") {
    const more = scoreWords(why.behindSeconds);
    const terms = why.terms.map(
      ({ term, moreSeconds }) =>
        `${inLanguage(TERM_LABELS[term], language)} ${moreSeconds < 0 ? "−" : "+"}${durationWords(t, moreSeconds)}`,
    );
    return [t("dispatch:advice.behind", { rank: why.rank, more }), ...terms].join(" · ");
  }
  return why.reasons
    .map(({ reason, value, limit }) => {
      const label = isReason(reason) ? inLanguage(EXCLUSION_LABELS[reason], language) : reason;
      const isCount = reason === "at_load" && value !== null && limit !== null;
      return isCount ? `${label} ${t("dispatch:advice.value", { value, limit })}` : label;
    })
    .join(" · ");
}
