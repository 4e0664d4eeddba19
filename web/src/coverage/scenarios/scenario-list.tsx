import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { useCoverage } from "../store.ts";
import { startTrying } from "../try/try-session.ts";
import { changeWords } from "./change-words.ts";
import { ScenarioDifference } from "./scenario-difference.tsx";
import {
  openScenario,
  remove,
  share,
  tryOnFrom,
  useRefresh,
  useScenarios,
} from "./scenario-state.ts";
import "./scenarios.css";

/** The state in force and what people suppose: one is chosen, the others are compared with. */
export function ScenarioList({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const scenarios = useScenarios();
  const chosen = useCoverage(({ question }) => question.scenario);
  const open = scenarios.find(({ id }) => id === chosen) ?? null;
  return (
    <div className="og-scenarios">
      {scenarios.length === 0 && (
        <p className="og-list-note">
          {t("coverage:scenario.none")}{" "}
          <button type="button" className="og-link-button" onClick={startTrying}>
            {t("coverage:try.title")}
          </button>
        </p>
      )}
      <ul className="og-place-list">
        <li>
          <button
            type="button"
            aria-pressed={chosen === null}
            onClick={() => void openScenario(null)}
          >
            <b>{t("coverage:scenario.present")}</b>
          </button>
        </li>
        {scenarios.map((scenario) => (
          <li key={scenario.id}>
            <ScenarioRow scenario={scenario} isChosen={scenario.id === chosen} />
          </li>
        ))}
      </ul>
      {open !== null && <ScenarioCard key={open.id} scenario={open} result={result} />}
      {result.difference !== null && (
        <ScenarioDifference result={result} difference={result.difference} scenarios={scenarios} />
      )}
    </div>
  );
}

interface RowProps {
  readonly scenario: ScenarioReply;
  readonly isChosen: boolean;
}

function ScenarioRow({ scenario, isChosen }: RowProps) {
  const t = useText();
  const { id, name, areaName, owner, changes, isShared } = scenario;
  return (
    <button type="button" aria-pressed={isChosen} onClick={() => void openScenario(id)}>
      <span className="og-place-name">
        <b translate="no">{name}</b>
        <small translate="no">
          {areaName} · {owner ?? ""}
        </small>
      </span>
      <small>
        {t("coverage:scenario.changes", { count: changes.length })} ·{" "}
        {t(isShared ? "coverage:scenario.shared" : "coverage:scenario.private")}
      </small>
    </button>
  );
}

interface CardProps {
  readonly scenario: ScenarioReply;
  readonly result: CoverageReply;
}

/** What it supposes, and what may be done with it. */
function ScenarioCard({ scenario, result }: CardProps) {
  const t = useText();
  const refresh = useRefresh();
  const [error, setError] = useState<unknown>(null);
  const attempt = async (deed: Promise<unknown>): Promise<void> => {
    try {
      await deed;
      setError(null);
    } catch (refusal) {
      setError(refusal);
    }
    refresh();
  };
  const { name, isMine, isShared, changes } = scenario;
  const missing = result.scenario?.missing ?? [];
  return (
    <section className="og-scenario-card" aria-label={name}>
      <ol>
        {changes.map((change, at) => (
          <li key={at}>{changeWords(change, result, t)}</li>
        ))}
      </ol>
      {missing.length > 0 && (
        <p className="og-gate-note" role="note">
          {t("coverage:scenario.missing", { count: missing.length })}
        </p>
      )}
      {error !== null && <p role="alert">{errorSentence(error)}</p>}
      <div className="og-scenario-actions">
        <button type="button" className="og-plain-button" onClick={() => void tryOnFrom(scenario)}>
          {t(isMine ? "coverage:scenario.edit" : "coverage:scenario.tryOn")}
        </button>
        {isMine && (
          <>
            <button
              type="button"
              className="og-plain-button"
              aria-pressed={isShared}
              onClick={() => void attempt(share(scenario, !isShared))}
            >
              {t(isShared ? "coverage:scenario.unshare" : "coverage:scenario.share")}
            </button>
            <button
              type="button"
              className="og-plain-button"
              onClick={() => void attempt(remove(scenario))}
            >
              {t("coverage:scenario.delete")}
            </button>
          </>
        )}
        {isShared && (
          <button
            type="button"
            className="og-plain-button"
            onClick={() => void navigator.clipboard.writeText(location.href)}
          >
            {t("coverage:scenario.copyLink")}
          </button>
        )}
      </div>
    </section>
  );
}
