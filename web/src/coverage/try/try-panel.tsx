import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { useEffect } from "react";
import { WhyLink } from "../../access/index.ts";
import { count, signedCount, useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { useTheme } from "../../ui/index.ts";
import { Covered } from "../covered.tsx";
import { findSum } from "../rows.ts";
import { SaveTried } from "../scenarios/save-tried.tsx";
import { useCoverage, useIsOfScenario } from "../store.ts";
import { Switches } from "../switches.tsx";
import { shareWords, reasonWords } from "../words.ts";
import { chooseTool, clearTry, redoTry, undoTry } from "./try-actions.ts";
import { TRY_COLORS } from "./try-layers.ts";
import { startTrying, stopTrying, tryAgain } from "./try-session.ts";
import { TryStation } from "./try-station.tsx";
import { TOOLS, useTry } from "./try-state.ts";
import "./try.css";

/** The way in, beside the other things one does with a result. */
export function TryButton() {
  const t = useText();
  const isOff = useTry(({ phase }) => phase.kind === "off");
  if (useIsOfScenario()) return null;
  return (
    <button
      type="button"
      className="og-text-button og-try-button"
      aria-pressed={!isOff}
      title={t("coverage:try.about")}
      onClick={isOff ? startTrying : stopTrying}
    >
      {t("coverage:try.title")}
    </button>
  );
}

/** Changes that are tried out: tools, what they bring, back and forward. */
export function TryPanel() {
  const t = useText();
  const phase = useTry((state) => state.phase);
  if (phase.kind === "off") return null;
  return (
    <section className="og-panel-section og-try" aria-label={t("coverage:try.title")}>
      <div className="og-try-head">
        <strong>{t("coverage:try.title")}</strong>
        <button type="button" className="og-plain-button" onClick={stopTrying}>
          {t("coverage:try.end")}
        </button>
      </div>
      {phase.kind === "loading" && <p role="status">{t("coverage:try.loading")}</p>}
      {phase.kind === "failed" && <TryFailure error={phase.error} />}
      {phase.kind === "ready" && <TryDesk elsewhere={phase.ground.start.buildingsElsewhere} />}
    </section>
  );
}

function TryFailure({ error }: { readonly error: unknown }) {
  const t = useText();
  const result = useCoverage((state) => state.result);
  return (
    <div className="og-failure" role="alert">
      <p>
        {errorSentence(error)}
        <WhyLink error={error} />
      </p>
      {result !== null && (
        <button type="button" className="og-plain-button" onClick={() => tryAgain(result)}>
          {t("shell:retry")}
        </button>
      )}
    </div>
  );
}

function TryDesk({ elsewhere }: { readonly elsewhere: number }) {
  const t = useText();
  const tool = useTry((state) => state.tool);
  return (
    <>
      <Switches
        className="og-try-tools"
        label={t("coverage:try.tools")}
        options={TOOLS}
        chosen={tool}
        words={(each) => t(`coverage:try.tool.${each}`)}
        onChoose={chooseTool}
      />
      <p className="og-muted og-try-hint">{t(`coverage:try.hint.${tool}`)}</p>
      <TryStation />
      <Refused />
      <Difference />
      <Stranded />
      <Steps />
      <SaveTried />
      {elsewhere > 0 && (
        <p className="og-gate-note">
          {t("coverage:try.elsewhere", { buildings: count(elsewhere) })}
        </p>
      )}
    </>
  );
}

function Refused() {
  const refused = useTry((state) => state.refused);
  if (refused === null) return null;
  return (
    <p className="og-failure" role="alert">
      {errorSentence(refused)}
    </p>
  );
}

/** Before → after, for the area the numbers are narrowed to. */
function Difference() {
  const t = useText();
  const tried = useCoverage((state) => state.tried);
  const areaId = useCoverage((state) => state.areaId);
  const theme = useTheme((state) => state.theme);
  useAnnouncedDifference();
  if (tried === null) return null;
  const { before, after, gain } = differenceOf(tried, areaId);
  const { gained, lost } = TRY_COLORS[theme];
  return (
    <div className="og-try-difference">
      <p style={gain === 0 ? {} : { color: gain > 0 ? gained : lost }} data-testid="try-gain">
        <Covered by={tried.reply}>
          <b>{signedCount(gain)}</b> {t("coverage:try.households")}
        </Covered>
      </p>
      <p className="og-number" data-testid="try-before-after">
        {t("coverage:try.beforeAfter", {
          before: count(before.households.covered),
          after: count(after.households.covered),
        })}
        <small>
          {t("coverage:try.shares", {
            before: shareWords(before, t),
            after: shareWords(after, t),
          })}
        </small>
      </p>
    </div>
  );
}

/** A station in the river brings nothing: that is said and not only shown as a loss. */
function Stranded() {
  const t = useText();
  const tried = useCoverage((state) => state.tried);
  const moved = tried?.stations.filter(({ state }) => state === "new" || state === "moved");
  const stranded = new Set(moved?.flatMap(({ id, isStranded }) => (isStranded ? [id] : [])));
  return tried?.reply.stations
    .filter(({ id }) => stranded.has(id))
    .map(({ id, name, stranded: reason }) => (
      <p key={id} className="og-gate-note" role="note">
        <span translate="no">{name}</span>{" "}
        {t("coverage:stations.stranded", { reason: reasonWords(reason ?? "", t) })}
      </p>
    ));
}

interface Both {
  readonly before: CoverageReply;
  readonly reply: CoverageReply;
}

function differenceOf({ before: server, reply }: Both, areaId: string | null) {
  const before = findSum(server, areaId) ?? server.total;
  const after = findSum(reply, areaId) ?? reply.total;
  return { before, after, gain: after.households.covered - before.households.covered };
}

/** Says what a change brought once the hand has let go. */
function useAnnouncedDifference(): void {
  const t = useText();
  const settled = useCoverage((state) => state.tried?.settled ?? null);
  useEffect(() => {
    const line = document.querySelector("#og-announce");
    const { tried, areaId } = useCoverage.getState();
    if (line === null || tried === null || settled === null || settled === tried.before) return;
    const { gain, after } = differenceOf({ before: tried.before, reply: settled }, areaId);
    line.textContent = t("coverage:try.announce", {
      gain: signedCount(gain),
      covered: count(after.households.covered),
    });
  }, [settled, t]);
}

function Steps() {
  const t = useText();
  const { steps, at } = useTry((state) => state.list);
  return (
    <div className="og-try-steps">
      <span className="og-muted">
        {at === 0 ? t("coverage:try.none") : t("coverage:try.count", { count: at })}
      </span>
      <button type="button" className="og-plain-button" disabled={at === 0} onClick={undoTry}>
        {t("coverage:try.undo")}
      </button>
      <button
        type="button"
        className="og-plain-button"
        disabled={at === steps.length}
        onClick={redoTry}
      >
        {t("coverage:try.redo")}
      </button>
      <button type="button" className="og-plain-button" disabled={at === 0} onClick={clearTry}>
        {t("coverage:try.clear")}
      </button>
    </div>
  );
}
