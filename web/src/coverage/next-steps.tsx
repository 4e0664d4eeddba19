import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMe } from "../access/index.ts";
import { count, useText, type TextKey } from "../i18n/index.ts";
import { OtherStations } from "./other-stations.tsx";
import { ask, useCoverage } from "./store.ts";
import { wantsOf, type Want } from "./wants.ts";

const WORDS: Readonly<Record<Want, TextKey>> = {
  stations: "coverage:next.stations",
  "chosen-stations": "coverage:next.chosen",
  outside: "coverage:next.outside",
  households: "coverage:next.households",
};

interface NextStepsProps {
  readonly result: CoverageReply;
  /** What else this page can do about missing stations. */
  readonly children?: ReactNode;
}

/** Where a figure is nought because something is missing: what, and the ways to bring it. */
export function NextSteps({ result, children }: NextStepsProps) {
  const t = useText();
  const isNarrowed = useCoverage(
    ({ question }) => question.kinds !== null || question.service !== null,
  );
  const wants = wantsOf({ result, isNarrowed });
  if (wants.length === 0) return null;
  const lacksStations = wants.includes("stations") || wants.includes("chosen-stations");
  return (
    <section className="og-panel-section og-next-steps" aria-label={t("coverage:next.title")}>
      {wants.map((want) => (
        <p key={want} role="note">
          {t(WORDS[want], { buildings: count(result.buildingsOutsideAreas) })}
        </p>
      ))}
      {lacksStations && <OtherStations result={result} />}
      <div className="og-next-buttons">
        {wants.includes("chosen-stations") && (
          <button
            type="button"
            className="og-plain-button"
            onClick={() => void ask({ kinds: null, service: null })}
          >
            {t("coverage:form.usualKinds")}
          </button>
        )}
        {lacksStations && children}
        {wants.at(-1) !== "chosen-stations" && <ImportLink />}
      </div>
    </section>
  );
}

/** The way to bring data in, for those who may. */
export function ImportLink() {
  const t = useText();
  const { data: me } = useMe();
  if (me?.canImport !== true) return null;
  return (
    <Link to="/$workspace" params={{ workspace: "ingest" }} className="og-plain-button">
      {t("coverage:next.import")}
    </Link>
  );
}
