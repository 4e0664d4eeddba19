import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { DISTRICT_ZONE } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { PanelHeading } from "../../ui/index.ts";
import { DefinitionBar } from "../definition-bar.tsx";
import { ExportLine } from "../export/export-line.tsx";
import { ExportMenu, useCoverageJob } from "../export/export-menu.tsx";
import { Failure, Waiting } from "../panel.tsx";
import { findSum } from "../rows.ts";
import { chooseArea, useCoverage } from "../store.ts";
import { CapacityTable, EquityTable } from "./area-figures.tsx";
import { Kpis } from "./kpis.tsx";
import { StationLoads } from "./station-loads.tsx";
import { Trend } from "./trend.tsx";
import { useFigures } from "./use-figures.ts";
import { WeekStrip } from "./week-strip.tsx";
import { WorstAreas } from "./worst-areas.tsx";
import "../coverage.css";
import "../coverage-print.css";
import "./overview.css";

/** The leader's overview (领导总览): the figures first, then where, when and how evenly. */
export function OverviewPanel() {
  const t = useText();
  const result = useCoverage((state) => state.result);
  const job = useCoverageJob();
  return (
    <div className="og-coverage og-overview">
      <PanelHeading
        title={t("overview:title")}
        about={t("overview:about")}
        actions={
          result !== null && (
            <>
              <ExportMenu result={result} job={job} />
              <button type="button" className="og-text-button" onClick={() => print()}>
                {t("coverage:print")}
              </button>
            </>
          )
        }
      />
      <ExportLine job={job} />
      <PrintHeading />
      <DefinitionBar />
      <Failure />
      {result === null ? <Waiting /> : <Charts result={result} />}
    </div>
  );
}

function PrintHeading() {
  const t = useText();
  const today = new Date().toLocaleString("sv-SE", { timeZone: DISTRICT_ZONE }).slice(0, 16);
  return (
    <h1 className="og-print-only">
      {t("overview:title")} <small className="og-number">{today}</small>
    </h1>
  );
}

function Charts({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const areaId = useCoverage((state) => state.areaId);
  const isOld = useCoverage((state) => state.asking.kind === "waiting");
  const { data: figures, error, isPlaceholderData } = useFigures(result, areaId);
  return (
    <div className={isOld || isPlaceholderData ? "og-old" : undefined} aria-busy={isOld}>
      <section className="og-panel-section" aria-label={t("overview:kpi.title")}>
        <ChosenPlace result={result} areaId={areaId} />
        <Kpis result={result} figures={figures} areaId={areaId} />
      </section>
      {error !== null && (
        <p className="og-panel-section og-failure" role="alert">
          {errorSentence(error)}
        </p>
      )}
      <Trend result={result} areaId={areaId} />
      <WorstAreas result={result} areaId={areaId} />
      {figures !== undefined && (
        <>
          <WeekStrip result={result} week={figures.week} />
          <EquityTable result={result} figures={figures} />
          <CapacityTable result={result} figures={figures} />
        </>
      )}
      <StationLoads result={result} areaId={areaId} />
    </div>
  );
}

interface ChosenPlaceProps {
  readonly result: CoverageReply;
  readonly areaId: string | null;
}

/** Whose numbers these are, and the way back to all of them. */
function ChosenPlace({ result, areaId }: ChosenPlaceProps) {
  const t = useText();
  const area = findSum(result, areaId);
  return (
    <div className="og-key-place">
      {area === null ? (
        <strong>{t("coverage:figures.whole")}</strong>
      ) : (
        <>
          <strong translate="no">{area.name}</strong>
          <button type="button" className="og-link-button" onClick={() => chooseArea(null)}>
            {t("coverage:figures.showWhole")}
          </button>
        </>
      )}
    </div>
  );
}
