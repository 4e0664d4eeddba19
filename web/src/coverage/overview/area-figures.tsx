import { speedOf, NORM_SQUARE_METRES_PER_100_HOUSEHOLDS } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageFigures } from "@onegrid/core/coverage/figures-contract";
import { useState, type ReactNode } from "react";
import { count, useText } from "../../i18n/index.ts";
import { findSum } from "../rows.ts";
import { showArea } from "../store.ts";
import { ChartSection } from "./chart-section.tsx";
import { minutesText } from "./kpis.tsx";
import { shortfallWords } from "./shortfall-words.ts";

const FIRST_ROWS = 10;

interface AreaFiguresProps {
  readonly result: CoverageReply;
  readonly figures: CoverageFigures;
}

/** Floor area of each community against the norm, those that miss most first. */
export function CapacityTable({ result, figures }: AreaFiguresProps) {
  const t = useText();
  const rows = figures.capacity.toSorted(
    (a, b) => b.shortfallSquareMetres - a.shortfallSquareMetres || a.id.localeCompare(b.id),
  );
  return (
    <ChartSection
      title={t("overview:capacity.title")}
      about={t("overview:capacity.about", { norm: NORM_SQUARE_METRES_PER_100_HOUSEHOLDS })}
      by={result}
    >
      <RowTable
        headings={(["area", "households", "rooms", "per100", "shortfall"] as const).map((key) =>
          t(`overview:capacity.${key}`),
        )}
        rows={rows.map((row) => ({
          id: row.id,
          isBad: row.shortfallSquareMetres > 0,
          cells: [
            <AreaButton key="name" result={result} id={row.id} />,
            count(row.households),
            <Rooms key="rooms" {...row} />,
            row.squareMetresPer100 === null ? "–" : row.squareMetresPer100.toFixed(1),
            row.shortfallSquareMetres > 0
              ? shortfallWords(row.shortfallSquareMetres, {
                  isCertain: row.stationsWithoutArea === 0,
                  t,
                })
              : t("overview:capacity.enough"),
          ],
        }))}
      />
    </ChartSection>
  );
}

function Rooms(row: CoverageFigures["capacity"][number]) {
  const t = useText();
  return (
    <>
      {t("overview:squareMetres", { area: count(Math.round(row.squareMetres)) })}
      <small>
        {t("overview:capacity.stations", { count: count(row.stations) })}
        {row.stationsWithoutArea > 0 &&
          t("overview:capacity.unknown", { count: count(row.stationsWithoutArea) })}
      </small>
    </>
  );
}

/** How evenly minutes fall: by street where there are several, else by community. */
export function EquityTable({ result, figures }: AreaFiguresProps) {
  const t = useText();
  const streets = result.byArea.filter(({ kind }) => kind === "street").length;
  const kind = streets > 1 && figures.area === null ? "street" : "community";
  const rows = figures.equityByArea
    .filter(({ id }) => findSum(result, id)?.kind === kind)
    .toSorted((a, b) => (b.p90Minutes ?? -1) - (a.p90Minutes ?? -1) || a.id.localeCompare(b.id));
  return (
    <ChartSection
      title={t("overview:equity.title")}
      about={t("overview:equity.about", { speed: speedOf(result.definition.measure) })}
      by={result}
    >
      <RowTable
        headings={(
          ["area", "households", "median", "p90", "gini", "theil", "without"] as const
        ).map((key) => t(`overview:equity.${key}`))}
        rows={[
          equityRow(<b key="all">{t("overview:equity.all")}</b>, figures.equity),
          ...rows.map((each) =>
            equityRow(<AreaButton key="name" result={result} id={each.id} />, each),
          ),
        ]}
      />
    </ChartSection>
  );
}

const equityRow = (name: ReactNode, each: CoverageFigures["equity"]) => ({
  id: each.id,
  isBad: each.householdsWithoutWay > 0,
  cells: [
    name,
    count(each.households),
    minutesText(each.medianMinutes),
    minutesText(each.p90Minutes),
    each.gini === null ? "–" : each.gini.toFixed(3),
    each.theil === null ? "–" : each.theil.toFixed(3),
    count(each.householdsWithoutWay),
  ],
});

function AreaButton({ result, id }: { readonly result: CoverageReply; readonly id: string }) {
  const area = findSum(result, id);
  return (
    <button
      type="button"
      className="og-link-button"
      translate="no"
      onClick={() => showArea(area ?? { id, bbox: null })}
    >
      {area?.name ?? id}
    </button>
  );
}

interface RowTableProps {
  readonly headings: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly isBad: boolean;
    readonly cells: readonly ReactNode[];
  }[];
}

/** The first rows; the others when they are asked for. */
export function RowTable({ headings, rows }: RowTableProps) {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <table className="og-figures-table">
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, isWhole ? undefined : FIRST_ROWS).map(({ id, isBad, cells }) => (
            <tr key={id} className={isBad ? "og-row-bad" : undefined}>
              <th scope="row">{cells[0]}</th>
              {cells.slice(1).map((cell, at) => (
                <td key={headings[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && rows.length > FIRST_ROWS && (
        <button type="button" className="og-link-button" onClick={() => setWhole(true)}>
          {t("overview:more", { count: count(rows.length - FIRST_ROWS) })}
        </button>
      )}
    </>
  );
}
