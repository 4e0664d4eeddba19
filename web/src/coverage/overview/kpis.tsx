import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageFigures } from "@onegrid/core/coverage/figures-contract";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { Covered } from "../covered.tsx";
import { findSum } from "../rows.ts";
import { allHouseholds, shareWords } from "../words.ts";
import { shortfallWords } from "./shortfall-words.ts";

interface Kpi {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Numerator and denominator, or what it is a figure of. */
  readonly of: string;
  readonly isBad?: boolean;
}

interface KpisProps {
  readonly result: CoverageReply;
  readonly figures: CoverageFigures | undefined;
  readonly areaId: string | null;
}

/** The numbers a leader asks for first, each with what it is a part of. */
export function Kpis({ result, figures, areaId }: KpisProps) {
  const t = useText();
  const kpis = [
    ...coveredKpis(result, { areaId, t }),
    ...(figures === undefined ? [] : figureKpis(figures, t)),
  ];
  return (
    <dl className="og-kpis" aria-label={t("overview:kpi.title")}>
      {kpis.map(({ id, label, value, of, isBad = false }) => (
        <div key={id} className={isBad ? "og-kpi-bad" : undefined} data-testid={`kpi-${id}`}>
          <dt>{label}</dt>
          <dd>
            <b>
              <Covered by={result}>{value}</Covered>
            </b>
            <small>{of}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function coveredKpis(
  result: CoverageReply,
  { areaId, t }: { areaId: string | null; t: Translate },
): Kpi[] {
  const sum = findSum(result, areaId) ?? result.total;
  const { covered, uncovered, notComputable } = sum.households;
  const all = count(allHouseholds(sum));
  return [
    {
      id: "share",
      label: t("overview:kpi.share"),
      value: shareWords(sum, t),
      of: t("coverage:figures.fraction", { covered: count(covered), all }),
    },
    {
      id: "uncovered",
      label: t("overview:kpi.uncovered"),
      value: t("coverage:count.households", { count: count(uncovered) }),
      of: t("overview:kpi.ofAllAnd", { all, notComputable: count(notComputable) }),
      isBad: uncovered > 0,
    },
  ];
}

function figureKpis({ equity, week, capacity }: CoverageFigures, t: Translate): Kpi[] {
  const inhabited = capacity.filter(({ households }) => households > 0);
  const short = inhabited.filter(({ shortfallSquareMetres }) => shortfallSquareMetres > 0);
  const missing = short.reduce((sum, row) => sum + row.shortfallSquareMetres, 0);
  return [
    {
      id: "minutes",
      label: t("overview:kpi.minutes"),
      value: t("overview:kpi.twoMinutes", {
        median: minutesText(equity.medianMinutes),
        p90: minutesText(equity.p90Minutes),
      }),
      of: t("overview:kpi.ofWalked", {
        households: count(equity.households),
        without: count(equity.householdsWithoutWay),
      }),
    },
    {
      id: "one",
      label: t("overview:kpi.one"),
      value: t("coverage:count.households", { count: count(week.coveredByOne) }),
      of: t("overview:kpi.ofCovered", { covered: count(week.coveredWhenever) }),
    },
    {
      id: "rooms",
      label: t("overview:kpi.rooms"),
      value: shortfallWords(missing, {
        isCertain: short.every(({ stationsWithoutArea }) => stationsWithoutArea === 0),
        t,
      }),
      of: t("overview:kpi.ofCommunities", {
        short: count(short.length),
        all: count(inhabited.length),
      }),
      isBad: missing > 0,
    },
  ];
}

export const minutesText = (minutes: number | null): string =>
  minutes === null ? "–" : minutes.toFixed(1);
