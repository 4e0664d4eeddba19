import { useEffect, useRef } from "react";
import { count, useText } from "../../i18n/index.ts";
import { enterMode, leaveMode } from "../../map/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { DefinitionLine } from "../covered.tsx";
import { SitingCandidates } from "./siting-candidates.tsx";
import { SitingCard } from "./siting-card.tsx";
import { FairOutcome } from "./siting-fair.tsx";
import { SitingFields } from "./siting-fields.tsx";
import { SITING_MODE, sitingMode } from "./siting-mode.ts";
import { SitingProof } from "./siting-proof.tsx";
import { beyondReach } from "./siting-question.ts";
import {
  changeWish,
  closeSiting,
  openSiting,
  pauseSearch,
  search,
  stopSearch,
} from "./siting-run.ts";
import { SitingLoads } from "./siting-rooms.tsx";
import { SitingSites } from "./siting-sites.tsx";
import { useSiting } from "./siting-state.ts";
import "./siting.css";

/** The way in, beside the other things one does with a result. */
export function SitingButton() {
  const t = useText();
  const isOpen = useSiting((state) => state.isOpen);
  return (
    <button
      type="button"
      className="og-text-button og-try-button"
      aria-pressed={isOpen}
      title={t("coverage:siting.about")}
      onClick={isOpen ? closeSiting : openSiting}
    >
      {t("coverage:siting.title")}
    </button>
  );
}

/** Where new stations should stand (选址): the wish, the plan, and what no plan can beat. */
export function SitingPanel() {
  const t = useText();
  const isOpen = useSiting((state) => state.isOpen);
  const hasCandidates = useSiting((state) => state.demand !== null);
  useEffect(() => {
    if (!isOpen || !hasCandidates) return undefined;
    enterMode(sitingMode);
    return () => leaveMode(SITING_MODE);
  }, [isOpen, hasCandidates]);
  if (!isOpen) return null;
  return (
    <section className="og-panel-section og-siting" aria-label={t("coverage:siting.title")}>
      <div className="og-try-head">
        <strong>{t("coverage:siting.title")}</strong>
        <button type="button" className="og-plain-button" onClick={closeSiting}>
          {t("coverage:siting.end")}
        </button>
      </div>
      <SitingFields />
      <SitingCandidates />
      <SitingCard />
      <Buttons />
      <Progress />
      <Answer />
    </section>
  );
}

function Buttons() {
  const t = useText();
  const run = useSiting((state) => state.run);
  const hasPlan = useSiting((state) => state.plan !== null);
  const isCostMissing = useSiting(({ wish }) => wish.kind === "budget" && wish.cost === null);
  if (run.kind === "asking" || run.kind === "running") {
    const isPaused = run.kind === "running" && run.isPaused;
    return (
      <div className="og-siting-buttons og-siting-run">
        {run.kind === "running" && (
          <button type="button" className="og-plain-button" onClick={() => pauseSearch(!isPaused)}>
            {t(isPaused ? "coverage:siting.resume" : "coverage:siting.pause")}
          </button>
        )}
        <button type="button" className="og-plain-button" onClick={stopSearch}>
          {t("coverage:siting.stop")}
        </button>
      </div>
    );
  }
  return (
    <div className="og-siting-buttons og-siting-run">
      <button
        type="button"
        className="og-plain-button og-siting-start"
        disabled={isCostMissing}
        onClick={() => void search()}
      >
        {t(hasPlan ? "coverage:siting.again" : "coverage:siting.start")}
      </button>
      {isCostMissing && (
        <span className="og-muted og-siting-line">{t("coverage:siting.costMissing")}</span>
      )}
    </div>
  );
}

/** What goes on, or why nothing does. */
function Progress() {
  const t = useText();
  const { run, plan } = useSiting();
  if (run.kind === "refused" && run.error.code === "coverage.must-serve-unreachable")
    return <BeyondReach />;
  if (run.kind === "refused") {
    const values = Object.entries(run.error).map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) ? value.length : value,
    ]);
    return (
      <p className="og-failure" role="alert">
        {t(`problem:${run.error.code}`, Object.fromEntries(values))}
      </p>
    );
  }
  if (run.kind === "failed") {
    return (
      <p className="og-failure" role="alert">
        {errorSentence(run.error)}
      </p>
    );
  }
  const words = {
    asking: t("coverage:siting.asking"),
    stopped: t("coverage:siting.stopped"),
    idle: "",
    done: "",
  };
  const going = plan === null ? words.asking : t(`coverage:siting.phase.${plan.phase}`);
  const line =
    run.kind === "running" ? (run.isPaused ? t("coverage:siting.paused") : going) : words[run.kind];
  return (
    <p className="og-muted og-siting-line" role="status">
      {line}
    </p>
  );
}

/** Some of the households that must be covered are reached from nowhere: how many, and the way on. */
function BeyondReach() {
  const t = useText();
  const { demand, wish } = useSiting();
  if (demand === null) return null;
  return (
    <div className="og-failure" role="alert">
      <p>{t("coverage:siting.beyond", { count: count(beyondReach(demand, wish)) })}</p>
      <button
        type="button"
        className="og-plain-button"
        onClick={() => {
          changeWish({ isOnlyReachable: true });
          void search();
        }}
      >
        {t("coverage:siting.onlyReachable")}
      </button>
    </div>
  );
}

function Answer() {
  const t = useText();
  const state = useSiting();
  const { plan, demand, wish, answered } = state;
  const hasAnswer = plan !== null && demand !== null && answered !== null;
  const top = useRef<HTMLDivElement>(null);
  // The wish is a page long: the answer would come in below it, unseen.
  useEffect(() => {
    if (hasAnswer) top.current?.scrollIntoView({ block: "start" });
  }, [hasAnswer]);
  if (!hasAnswer) return null;
  return (
    <>
      <div ref={top} className="og-siting-top" />
      <SitingProof plan={plan} demand={demand} wish={answered} />
      <SitingLoads plan={plan} demand={demand} />
      <FairOutcome plan={plan} demand={demand} />
      <p className="og-list-note">
        <DefinitionLine by={demand} />
        {demand.spacingMetres !== null &&
          ` ${t("coverage:siting.spacing", { metres: demand.spacingMetres })}`}
      </p>
      {answered.isOnlyReachable && answered.mustServe.size > 0 && (
        <p className="og-gate-note">
          {t("coverage:siting.leftOut", { count: count(beyondReach(demand, answered)) })}
        </p>
      )}
      {answered !== wish && <p className="og-gate-note">{t("coverage:siting.changed")}</p>}
      <SitingSites state={state} />
    </>
  );
}
