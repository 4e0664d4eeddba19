import { WhyLink } from "../access/index.ts";
import { DISTRICT_ZONE } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { isProblem } from "../api.ts";
import { errorSentence } from "../problem-text.ts";
import { ImportLink } from "./next-steps.tsx";
import { openScenario } from "./scenarios/scenario-state.ts";
import { load, useCoverage } from "./store.ts";

/** On paper only: what the sheet is and when it was printed. */
export function PrintHeading({ title }: { readonly title: string }) {
  const today = new Date().toLocaleString("sv-SE", { timeZone: DISTRICT_ZONE }).slice(0, 16);
  return (
    <h1 className="og-print-only">
      {title} <small className="og-number">{today}</small>
    </h1>
  );
}

export function Failure() {
  const t = useText();
  const asking = useCoverage((state) => state.asking);
  const scenario = useCoverage(({ question }) => question.scenario ?? question.against);
  if (asking.kind !== "failed") return null;
  return (
    <div className="og-panel-section og-failure" role="alert">
      <p>
        {errorSentence(asking.error)}
        <WhyLink error={asking.error} />
      </p>
      {lacksData(asking.error) ? (
        <ImportLink />
      ) : (
        <button type="button" className="og-plain-button" onClick={() => void load()}>
          {t("shell:retry")}
        </button>
      )}
      {scenario !== null && (
        <button type="button" className="og-plain-button" onClick={() => void openScenario(null)}>
          {t("coverage:scenario.back")}
        </button>
      )}
    </div>
  );
}

/** No second try brings these: the data do, and then the page asks by itself. */
const lacksData = (error: unknown): boolean =>
  isProblem(error, "coverage.no-ways") || isProblem(error, "coverage.no-buildings");

export function Waiting() {
  const t = useText();
  const asking = useCoverage((state) => state.asking);
  if (asking.kind !== "waiting") return null;
  return (
    <div className="og-panel-section" role="status">
      <p className="og-muted">{t("coverage:first")}</p>
      {asking.step && <p className="og-muted">{t(`coverage:step.${asking.step}`)}</p>}
      <div className="og-skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
