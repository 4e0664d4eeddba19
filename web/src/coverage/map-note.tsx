import type { BuildingCoverageReply, CoverageReply } from "@onegrid/core/coverage/contract";
import { DEFAULT_SPEEDS } from "@onegrid/core/coverage";
import { useEffect } from "react";
import { count, useText, type Translate } from "../i18n/index.ts";
import { useLinkParameter } from "../shell/index.ts";
import { Covered } from "./covered.tsx";
import { findSum } from "./rows.ts";
import { ScenarioSwipe } from "./scenarios/scenario-swipe.tsx";
import { readLink, shownResult, useCoverage } from "./store.ts";
import {
  allHouseholds,
  definitionWords,
  kindName,
  metresWords,
  minutesWords,
  shareWords,
  reasonWords,
} from "./words.ts";

/** Over the map: what its colours mean just now, and the building that was clicked. */
export function MapNote() {
  const t = useText();
  const result = useCoverage((state) => state.result);
  const shown = useCoverage(shownResult);
  const areaId = useCoverage((state) => state.areaId);
  useLinkedQuestion();
  useAnnounced(result);
  if (result === null || shown === null) return null;
  const area = findSum(shown, areaId);
  const sum = area ?? shown.total;
  return (
    <>
      <ScenarioSwipe result={result} />
      <div className="og-map-note">
        <BuildingNote result={result} />
        <p className="og-map-ribbon">
          <b>
            {area !== null && <span translate="no">{area.name} </span>}
            {t("coverage:figures.share")} <Covered by={shown}>{shareWords(sum, t)}</Covered>
          </b>{" "}
          <span className="og-number">
            {t("coverage:figures.fraction", {
              covered: count(sum.households.covered),
              all: count(allHouseholds(sum)),
            })}
          </span>
          <small>{definitionWords(shown, t)}</small>
        </p>
      </div>
    </>
  );
}

/** Back, Forward and a new link bring another question. */
function useLinkedQuestion(): void {
  const here = useCoverage((state) => state.here);
  const limit = useLinkParameter(here, "limit");
  const gates = useLinkParameter(here, "gates");
  const kinds = useLinkParameter(here, "kinds");
  const at = useLinkParameter(here, "at");
  const service = useLinkParameter(here, "service");
  const scenario = useLinkParameter(here, "scenario");
  const against = useLinkParameter(here, "against");
  const area = useLinkParameter(here, "area");
  useEffect(readLink, [limit, gates, kinds, at, service, scenario, against, area]);
}

/** Says a new result to those who do not see it (`aria-live` line of the page). */
function useAnnounced(result: CoverageReply | null): void {
  const t = useText();
  useEffect(() => {
    const line = document.querySelector("#og-announce");
    if (line === null || result === null) return;
    line.textContent = t("coverage:announce", {
      share: shareWords(result.total, t),
      covered: count(result.total.households.covered),
      all: count(allHouseholds(result.total)),
      definition: definitionWords(result, t),
    });
  }, [result, t]);
}

function BuildingNote({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const building = useCoverage((state) => state.building);
  if (building.kind === "none" || building.kind === "failed") return null;
  if (building.kind === "loading")
    return <p className="og-building-note">{t("coverage:building.loading")}</p>;
  const { reply } = building;
  return (
    <section className="og-building-note" aria-label={t("coverage:building.title")}>
      <p className={`og-building-state og-is-${reply.state}`}>{stateWords(reply, t)}</p>
      <Way reply={reply} result={result} />
      {reply.station !== null && (
        <p>
          {t("coverage:building.nearest", { kind: kindName(reply.station.kind, t) })}{" "}
          <span translate="no">{reply.station.name}</span>
        </p>
      )}
      <SecondWay reply={reply} result={result} />
      {reply.reason !== null && <p>{reasonWords(reply.reason, t)}</p>}
      <p className="og-muted">{householdsWords(reply, t)}</p>
    </section>
  );
}

interface WayProps {
  readonly reply: BuildingCoverageReply;
  readonly result: CoverageReply;
}

/** What the definition measures comes first; the other is told at the speed it was converted with. */
function Way({ reply: { definition, metres, seconds }, result }: WayProps) {
  const t = useText();
  if (metres === null || seconds === null) return null;
  const [first, other] = walkWords({ definition, metres, seconds }, t);
  return (
    <p className="og-building-time">
      <Covered by={result}>
        <b>{first}</b> · {other}
      </Covered>
    </p>
  );
}

/** Where its people go when their nearest station is closed. */
function SecondWay({ reply: { definition, second, station }, result }: WayProps) {
  const t = useText();
  if (station === null) return null;
  if (second === null) return <p>{t("coverage:building.noSecond")}</p>;
  return (
    <p>
      {t("coverage:building.second")} <span translate="no">{second.station.name}</span> ·{" "}
      <Covered by={result}>{walkWords({ definition, ...second }, t).join(" · ")}</Covered>
    </p>
  );
}

type Walk = Pick<BuildingCoverageReply, "definition"> & {
  readonly seconds: number;
  readonly metres: number;
};

/** What the definition measures, then the other. */
function walkWords({ definition, metres, seconds }: Walk, t: Translate): [string, string] {
  if (definition.measure.basis === "time")
    return [minutesWords(seconds, t), metresWords(metres, t)];
  const about = { minutes: minutesWords(seconds, t), speed: DEFAULT_SPEEDS.adult };
  return [metresWords(metres, t), t("coverage:building.about", about)];
}

function stateWords({ state }: BuildingCoverageReply, t: Translate): string {
  return t(state === "not-computable" ? "coverage:state.notComputable" : `coverage:state.${state}`);
}

function householdsWords(reply: BuildingCoverageReply, t: Translate): string {
  if (reply.households === null) return t("coverage:householdsUnknown");
  const households = t("coverage:count.households", { count: count(reply.households) });
  return reply.householdSource === "estimate"
    ? `${households} · ${t("coverage:estimated")}`
    : households;
}
