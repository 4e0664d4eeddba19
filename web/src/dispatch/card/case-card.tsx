import {
  CHANNEL_LABELS,
  inLanguage,
  isOutsideAreas,
  SEVERITY_LABELS,
  SUPERVISION_LABELS,
} from "@onegrid/core/dispatch";
import type { CaseCard as Card, CaseDetail } from "@onegrid/core/dispatch/contract";
import { lazy, Suspense } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import { CloseIcon, TargetIcon } from "../../ui/icons.tsx";
import { ActionBar } from "./action-bar.tsx";
import {
  categoryWord,
  levelWord,
  momentWords,
  progressWord,
  refusalSentence,
} from "../board/case-words.ts";
import { CaseContact } from "../contact/case-contact.tsx";
import { Clocks } from "./clocks.tsx";
import { useCountPlaces } from "../board/count-places.ts";
import { chooseCase, closeCase, isGone, useDesk } from "../board/desk-store.ts";
import { OnlookersLine } from "../board/onlookers-line.tsx";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { Cooperations } from "../whistle/cooperations.tsx";
import { Timeline } from "./timeline.tsx";

/** The chosen case, over the map: what it is, its clocks, what may be done, what was done. */
export function CaseCard() {
  const t = useText();
  const detail = useDesk((state) => state.detail);
  if (detail.kind === "none") return null;
  if (detail.kind === "open") return <OpenCase data={detail.data} hasLeft={isGone(detail)} />;
  return (
    <section className="og-case-card" aria-label={t("dispatch:queue.case")} data-covers-map>
      <p className="og-case-empty" role={detail.kind === "failed" ? "alert" : "status"}>
        {detail.kind === "failed" ? refusalSentence(detail.error) : t("dispatch:card.loading")}
      </p>
    </section>
  );
}

/** Few cases have a meeting: the others load nothing of it. */
const Consultations = lazy(async () => {
  const { Consultations: loaded } = await import("../consultation/consultations.tsx");
  return { default: loaded };
});

interface OpenCaseProps {
  readonly data: CaseDetail;
  /** Handed up or down: what it was when it left. */
  readonly hasLeft: boolean;
}

function OpenCase({ data, hasLeft }: OpenCaseProps) {
  const t = useText();
  const { card } = data;
  return (
    <section
      className="og-case-card"
      aria-label={t("dispatch:card.label", { number: card.number })}
      data-state={card.state}
      data-covers-map
    >
      <CardHead card={card} />
      <div className="og-case-body">
        <OnlookersLine caseId={card.id} />
        <Facts card={card} gridName={data.gridName} laneName={data.laneName} />
        {hasLeft ? (
          <p className="og-case-gone" role="status">
            {t("dispatch:card.gone")}
          </p>
        ) : (
          <>
            <CaseContact data={data} />
            <ActionBar data={data} />
          </>
        )}
        <Clocks card={card} />
        <Cooperations data={data} />
        {data.consultations && (
          <Suspense>
            <Consultations data={data} />
          </Suspense>
        )}
        <Timeline caseId={card.id} entries={data.entries} />
      </div>
    </section>
  );
}

function CardHead({ card }: { readonly card: Card }) {
  const t = useText();
  const language = useLanguage();
  return (
    <header>
      <StateDisc state={card.state} />
      <div>
        <h2>{categoryWord(card.categoryId, language)}</h2>
        <small className="og-number">
          <EmergencyTag card={card} />
          <b className="og-case-state">{progressWord(card, language)}</b> · {card.number}
        </small>
      </div>
      {card.place.position && (
        <IconButton label={t("dispatch:card.locate")} onClick={() => chooseCase(card.id)}>
          <TargetIcon />
        </IconButton>
      )}
      <IconButton label={t("dispatch:card.close")} shortcut="Esc" onClick={closeCase}>
        <CloseIcon />
      </IconButton>
    </header>
  );
}

interface FactsProps {
  readonly card: Card;
  readonly gridName: string | null;
  readonly laneName: string | null;
}

function Facts({ card, ...names }: FactsProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="og-case-facts">
      {card.description !== "" && <p>{card.description}</p>}
      <p className="og-case-place">
        <strong>{card.place.address || t("dispatch:card.noPlace")}</strong>
        <AreaNames card={card} {...names} />
      </p>
      <p className="og-muted og-number">
        {t("dispatch:card.reported", {
          time: momentWords(card.reportedAt, language),
          channel: inLanguage(CHANNEL_LABELS[card.channel], language),
        })}
      </p>
      <Badges card={card} />
      <AssigneeLine card={card} />
    </div>
  );
}

function AreaNames({ card, gridName, laneName }: FactsProps) {
  const t = useText();
  const names = useCountPlaces((places) => places.names);
  const { gridId, communityId, streetId } = card.place;
  const words = [
    laneName,
    gridName ?? gridId,
    names.get(communityId ?? ""),
    names.get(streetId ?? ""),
  ].filter(Boolean);
  if (isOutsideAreas(card.place))
    return <span className="og-located-warning">{t("dispatch:card.outside")}</span>;
  return words.length === 0 ? null : <span className="og-muted">{words.join(" · ")}</span>;
}

function Badges({ card }: { readonly card: Card }) {
  const t = useText();
  const language = useLanguage();
  const isGrave = card.severity === "extreme" || card.severity === "severe";
  const counts = (
    ["returns", "reworks", "reopenings", "confirmations", "absorbed"] as const
  ).filter((name) => card.counts[name] > 0);
  return (
    <div className="og-chips">
      <span className={isGrave ? "og-badge og-badge-grave" : "og-badge"}>
        {isGrave && "! "}
        {inLanguage(SEVERITY_LABELS[card.severity], language)}
      </span>
      {card.warned && (
        <span className="og-badge og-badge-grave">
          {t("dispatch:card.warned", {
            severity: inLanguage(SEVERITY_LABELS[card.severity], language),
            before: inLanguage(SEVERITY_LABELS[card.warned.before], language),
          })}
        </span>
      )}
      <span className="og-badge">{levelWord(card.level, language)}</span>
      {card.supervision !== "none" && (
        <span className="og-badge og-badge-grave">
          {inLanguage(SUPERVISION_LABELS[card.supervision], language)}
        </span>
      )}
      {counts.map((name) => (
        <span key={name} className="og-badge">
          {t(`dispatch:card.counts.${name}`, { count: card.counts[name] })}
        </span>
      ))}
    </div>
  );
}

function AssigneeLine({ card }: { readonly card: Card }) {
  const t = useText();
  const { assignee, assigneeName } = card;
  if (assignee === null) return null;
  const name = assigneeName ?? "—";
  // A unit is the team of an area, or a body (部门) with a name of its own.
  const { gridId, communityId, streetId, districtId } = card.place;
  const areas = [gridId, communityId, streetId, districtId];
  const isTeam = assignee.memberId === null && areas.includes(assignee.unitId);
  return (
    <p>
      <span className="og-muted">{t("dispatch:card.assignee")} </span>
      <strong>{isTeam ? t("dispatch:card.team", { name }) : name}</strong>
    </p>
  );
}
