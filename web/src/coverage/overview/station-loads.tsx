import { dueSquareMetres, loadOf } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { count, useText } from "../../i18n/index.ts";
import { goTo, selectObject } from "../../map/index.ts";
import { findSum } from "../rows.ts";
import { kindName } from "../words.ts";
import { RowTable } from "./area-figures.tsx";
import { ChartSection } from "./chart-section.tsx";

const NEAR_ZOOM = 16.5;

/** The fullest stations: our own reading of the norm, and named so. */
export function StationLoads({
  result,
  areaId,
}: {
  readonly result: CoverageReply;
  readonly areaId: string | null;
}) {
  const t = useText();
  const box = findSum(result, areaId)?.bbox ?? null;
  const isInside = ([lng, lat]: readonly [number, number]): boolean =>
    box === null || (lng >= box[0] && lat >= box[1] && lng <= box[2] && lat <= box[3]);
  const rows = result.stations
    .filter(({ kind, position }) => kind !== "party_square" && isInside(position))
    .map((station) => ({
      ...station,
      load: loadOf(station.households, station.floorAreaSquareMetres),
    }))
    .toSorted((a, b) => (b.load ?? -1) - (a.load ?? -1) || a.id.localeCompare(b.id));
  return (
    <ChartSection title={t("overview:load.title")} about={t("overview:load.about")} by={result}>
      <RowTable
        headings={(["station", "households", "area", "load", "shortfall"] as const).map((key) =>
          t(`overview:load.${key}`),
        )}
        rows={rows.map(({ id, kind, name, position, households, floorAreaSquareMetres, load }) => ({
          id,
          isBad: load !== null && load > 1,
          cells: [
            <button
              key="name"
              type="button"
              className="og-link-button"
              onClick={() => {
                selectObject("stations", id);
                goTo(position, NEAR_ZOOM);
              }}
            >
              <span translate="no">{name}</span>
              <small>{kindName(kind, t)}</small>
            </button>,
            count(households),
            floorAreaSquareMetres === null
              ? t("overview:load.unknown")
              : t("overview:squareMetres", { area: count(Math.round(floorAreaSquareMetres)) }),
            load === null ? "–" : t("coverage:percent", { value: (load * 100).toFixed(0) }),
            floorAreaSquareMetres === null
              ? "–"
              : count(Math.ceil(Math.max(0, dueSquareMetres(households) - floorAreaSquareMetres))),
          ],
        }))}
      />
    </ChartSection>
  );
}
