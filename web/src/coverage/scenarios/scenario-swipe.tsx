import { useQuery } from "@tanstack/react-query";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { TwinOverlay } from "../../map/index.ts";
import { getCoverage } from "../api.ts";
import { stationShapes } from "../place-layers.ts";
import { queryOf } from "../question.ts";
import { useCoverage } from "../store.ts";
import "./scenarios.css";
import { useIsSwiped } from "./scenario-difference.tsx";

/** Drawn for one side only: what it shows would be the other side's numbers. */
const ONE_SIDED = [
  "coverage-difference",
  "coverage-communities",
  "coverage-grids",
  "coverage-range",
  "coverage-rings",
  "coverage-circles",
  "coverage-link",
];

/** The state compared with over the map's left part: its buildings and its stations. */
export function ScenarioSwipe({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const isSwiped = useIsSwiped();
  const isTrying = useCoverage(({ tried }) => tried !== null);
  const question = useCoverage((state) => state.question);
  const { difference, scenario } = result;
  const { data: other } = useQuery({
    queryKey: ["coverage-compared", difference?.key],
    enabled: isSwiped && difference !== null,
    queryFn: ({ signal }) => {
      const scenarioId = difference?.against?.id ?? null;
      const query = queryOf({ ...question, scenario: scenarioId, against: null });
      return call(getCoverage, { query, signal });
    },
  });
  if (!isSwiped || isTrying || difference === null || other === undefined) return null;
  const present = t("coverage:scenario.present");
  return (
    <div className="og-scenario-swipe">
      <TwinOverlay
        key={difference.key}
        look="swipe"
        contents={{
          shapes: { "coverage-stations": stationShapes(other.stations) },
          tiles: { coverage: `${location.origin}${difference.tiles}` },
          without: ONE_SIDED,
        }}
        version={other}
        before={difference.against?.name ?? present}
        isBeforeNamed={difference.against !== null}
        after={scenario?.name ?? present}
        divider={t("coverage:scenario.divider")}
      />
    </div>
  );
}
