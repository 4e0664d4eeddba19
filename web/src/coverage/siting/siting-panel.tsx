import { useEffect } from "react";
import { count, useText } from "../../i18n/index.ts";
import { enterMode, goTo, leaveMode } from "../../map/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { DefinitionLine } from "../covered.tsx";
import { useIsOfScenario } from "../store.ts";
import { adoptPlan } from "./adopt-plan.ts";
import { SitingFields } from "./siting-fields.tsx";
import { SITING_MODE, sitingMode } from "./siting-mode.ts";
import { SitingProof } from "./siting-proof.tsx";
import { changeWish, closeSiting, openSiting, pauseSearch, search, stopSearch, toggleForbidden } from "./siting-run.ts"; // prettier-ignore
import { useSiting, type SitingState } from "./siting-state.ts";
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
  if (run.kind === "asking" || run.kind === "running") {
    const isPaused = run.kind === "running" && run.isPaused;
    return (
      <div className="og-siting-buttons">
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
    <div className="og-siting-buttons">
      <button
        type="button"
        className="og-plain-button og-siting-start"
        onClick={() => void search()}
      >
        {t(hasPlan ? "coverage:siting.again" : "coverage:siting.start")}
      </button>
    </div>
  );
}

/** What goes on, or why nothing does. */
function Progress() {
  const t = useText();
  const { run, plan } = useSiting();
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
  const words = { asking: t("coverage:siting.asking"), stopped: t("coverage:siting.stopped"), idle: "", done: "" }; // prettier-ignore
  const going = plan === null ? words.asking : t(`coverage:siting.phase.${plan.phase}`);
  const line =
    run.kind === "running" ? (run.isPaused ? t("coverage:siting.paused") : going) : words[run.kind];
  return (
    <p className="og-muted og-siting-line" role="status">
      {line}
    </p>
  );
}

function Answer() {
  const t = useText();
  const state = useSiting();
  const { plan, demand, wish, answered } = state;
  if (plan === null || demand === null || answered === null) return null;
  return (
    <>
      <SitingProof plan={plan} demand={demand} wish={answered} />
      <p className="og-list-note">
        <DefinitionLine by={demand} />
        {demand.spacingMetres !== null &&
          ` ${t("coverage:siting.spacing", { metres: demand.spacingMetres })}`}
      </p>
      {answered !== wish && <p className="og-gate-note">{t("coverage:siting.changed")}</p>}
      <Sites state={state} />
    </>
  );
}

const NEAR_ZOOM = 16.5;

/** The plan's stations: go there, or say that none may stand there. */
function Sites({ state: { plan, demand, wish } }: { readonly state: SitingState }) {
  const t = useText();
  const sites = plan?.candidates?.flatMap((i) => demand?.candidates[i] ?? []) ?? [];
  if (sites.length === 0) return <p className="og-muted">{t("coverage:siting.nothing")}</p>;
  return (
    <>
      <ol className="og-siting-sites" data-testid="siting-sites">
        {sites.map(({ id, name, position }, i) => (
          <li key={id}>
            <button
              type="button"
              className="og-text-button"
              onClick={() => goTo(position, NEAR_ZOOM)}
            >
              <b className="og-number">{i + 1}</b>{" "}
              <span translate="no">
                {name || t("coverage:siting.unnamed", { number: id.replace(/^.*\//u, "") })}
              </span>
            </button>
            <button
              type="button"
              className="og-plain-button"
              title={t("coverage:siting.forbidAbout")}
              onClick={() => toggleForbidden(id)}
            >
              {t("coverage:siting.forbid")}
            </button>
          </li>
        ))}
      </ol>
      <p className="og-muted og-siting-line">{t("coverage:siting.hint")}</p>
      {wish.forbidden.size > 0 && (
        <p className="og-siting-buttons">
          <span>{t("coverage:siting.forbidden", { count: count(wish.forbidden.size) })}</span>
          <button
            type="button"
            className="og-plain-button"
            onClick={() => changeWish({ forbidden: new Set() })}
          >
            {t("coverage:siting.allow")}
          </button>
        </p>
      )}
      <AdoptButton />
    </>
  );
}

function AdoptButton() {
  const t = useText();
  if (useIsOfScenario()) return null;
  return (
    <div className="og-siting-buttons">
      <button
        type="button"
        className="og-plain-button"
        title={t("coverage:siting.adoptAbout")}
        onClick={adoptPlan}
      >
        {t("coverage:siting.adopt")}
      </button>
    </div>
  );
}
