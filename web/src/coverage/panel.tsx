import { useEffect, useState } from "react";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { count, useText } from "../i18n/index.ts";
import { PanelHeading } from "../ui/index.ts";
import { AreaTable } from "./area-table.tsx";
import { DefinitionBar } from "./definition-bar.tsx";
import { ExportLine } from "./export/export-line.tsx";
import { ExportMenu, useCoverageJob, type CoverageJob } from "./export/export-menu.tsx";
import { GateList } from "./gates/gate-list.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { NextSteps } from "./next-steps.tsx";
import { Failure, PrintHeading, Waiting } from "./panel-parts.tsx";
import { QualityList } from "./quality/quality-list.tsx";
import { ScenarioList } from "./scenarios/scenario-list.tsx";
import { StationList } from "./station-list.tsx";
import { shownResult, useCoverage } from "./store.ts";
import { SitingButton, SitingPanel } from "./siting/siting-panel.tsx";
import { openSiting } from "./siting/siting-run.ts";
import { chooseTool } from "./try/try-actions.ts";
import { TryButton, TryPanel } from "./try/try-panel.tsx";
import { startTrying } from "./try/try-session.ts";
import "./coverage.css";
import "./coverage-print.css";

/** The leader's page: definition, figures, and the lists behind the map. */
export function CoveragePanel() {
  const t = useText();
  const result = useCoverage((state) => state.result);
  const hasLinkFault = useCoverage((state) => state.hasLinkFault);
  const job = useCoverageJob();
  return (
    <div className="og-coverage">
      <PanelHeading
        title={t("shell:workspace.coverage")}
        about={t("coverage:about")}
        actions={result !== null && <Actions result={result} job={job} />}
      />
      <ExportLine job={job} />
      <PrintHeading title={t("coverage:printTitle")} />
      <DefinitionBar />
      {hasLinkFault && (
        <p className="og-panel-section og-gate-note" role="status">
          {t("coverage:linkFault")}
        </p>
      )}
      <Failure />
      {result === null ? (
        <Waiting />
      ) : (
        <>
          <SitingPanel />
          <TryPanel />
          <Shown />
        </>
      )}
    </div>
  );
}

/** Figures and lists; while changes are tried out they follow the pointer. */
function Shown() {
  const shown = useCoverage(shownResult);
  if (shown === null) return null;
  return (
    <>
      <NextSteps result={shown}>
        <FirstStation />
      </NextSteps>
      <KeyFigures result={shown} />
      <Lists result={shown} />
    </>
  );
}

const addStation = (): void => {
  startTrying();
  chooseTool("add");
};

/** Where there is no station yet: put one on the map, or have the best places found. */
function FirstStation() {
  const t = useText();
  return (
    <>
      <button type="button" className="og-plain-button" onClick={addStation}>
        {t("coverage:next.add")}
      </button>
      <button type="button" className="og-plain-button" onClick={openSiting}>
        {t("coverage:next.site")}
      </button>
    </>
  );
}

interface ActionsProps {
  readonly result: CoverageReply;
  readonly job: CoverageJob;
}

function Actions({ result, job }: ActionsProps) {
  const t = useText();
  return (
    <>
      <SitingButton />
      <TryButton />
      <ExportMenu result={result} job={job} />
      <button type="button" className="og-text-button" onClick={() => print()}>
        {t("coverage:print")}
      </button>
    </>
  );
}

const LISTS = ["areas", "stations", "problems", "gates", "scenarios"] as const;
type List = (typeof LISTS)[number];

function Lists({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const [open, setOpen] = useState<List>(result.difference === null ? "areas" : "scenarios");
  const isCompared = result.difference !== null;
  useEffect(() => {
    // Opened by a link or just kept: its difference is what one came for.
    if (isCompared) setOpen("scenarios");
  }, [isCompared]);
  const counts: Readonly<Record<List, number | null>> = {
    areas: null,
    stations: result.stations.length,
    problems: result.problems.length,
    gates: result.inferredGates,
    scenarios: null,
  };
  return (
    <section className="og-panel-section og-lists">
      <div className="og-list-tabs" role="group" aria-label={t("coverage:list.title")}>
        {LISTS.map((list) => (
          <button
            key={list}
            type="button"
            aria-pressed={list === open}
            onClick={() => setOpen(list)}
          >
            {t(`coverage:list.${list}`)}
            {counts[list] !== null && <small>{count(counts[list])}</small>}
          </button>
        ))}
      </div>
      {open === "areas" && <AreaTable result={result} />}
      {open === "stations" && <StationList result={result} />}
      {open === "problems" && <QualityList result={result} />}
      {open === "gates" && <GateList result={result} />}
      {open === "scenarios" && <ScenarioList result={result} />}
    </section>
  );
}
