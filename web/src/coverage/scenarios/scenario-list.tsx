import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { useText } from "../../i18n/index.ts";
import { useCoverage } from "../store.ts";
import { startTrying } from "../try/try-session.ts";
import { ScenarioCard } from "./scenario-card.tsx";
import { ScenarioDifference } from "./scenario-difference.tsx";
import { openScenario, useScenarios } from "./scenario-state.ts";
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
