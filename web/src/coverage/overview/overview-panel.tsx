import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { Link } from "@tanstack/react-router";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { PanelHeading } from "../../ui/index.ts";
import { DefinitionBar } from "../definition-bar.tsx";
import { ExportLine } from "../export/export-line.tsx";
import { ExportMenu, useCoverageJob } from "../export/export-menu.tsx";
import { ChosenPlace } from "../key-figures.tsx";
import { NextSteps } from "../next-steps.tsx";
import { Failure, PrintHeading, Waiting } from "../panel-parts.tsx";
import { findSum } from "../rows.ts";
import { useCoverage } from "../store.ts";
import { lacksStations } from "../wants.ts";
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
        title={t("shell:workspace.overview")}
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
      <PrintHeading title={t("shell:workspace.overview")} />
      <DefinitionBar />
      <Failure />
      {result === null ? <Waiting /> : <Charts result={result} />}
    </div>
  );
}

function Charts({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const areaId = useCoverage((state) => state.areaId);
  const isOld = useCoverage((state) => state.asking.kind === "waiting");
  // Charts of days, hours and loads of no station would be empty, and promise what is not kept.
  const hasStations = !lacksStations(result);
  const { data: figures, error, isPlaceholderData } = useFigures(result, areaId);
  return (
    <div className={isOld || isPlaceholderData ? "og-old" : undefined} aria-busy={isOld}>
      <NextSteps result={result}>
        <Link to="/$workspace" params={{ workspace: "coverage" }} className="og-plain-button">
          {t("coverage:next.open")}
        </Link>
      </NextSteps>
      <section className="og-panel-section" aria-label={t("overview:kpi.title")}>
        <ChosenPlace area={findSum(result, areaId)} />
        <Kpis result={result} figures={figures} areaId={areaId} />
      </section>
      {error !== null && (
        <p className="og-panel-section og-failure" role="alert">
          {errorSentence(error)}
        </p>
      )}
      {hasStations && <Trend result={result} areaId={areaId} />}
      <WorstAreas result={result} areaId={areaId} />
      {figures !== undefined && (
        <>
          {hasStations && (
            <>
              <WeekStrip result={result} week={figures.week} />
              <EquityTable result={result} figures={figures} />
            </>
          )}
          <CapacityTable result={result} figures={figures} />
        </>
      )}
      {hasStations && <StationLoads result={result} areaId={areaId} />}
    </div>
  );
}
