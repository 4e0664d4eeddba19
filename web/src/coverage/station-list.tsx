import type { CoverageReply, CoverageStation } from "@onegrid/core/coverage/contract";
import { memo, useMemo } from "react";
import { count, useText } from "../i18n/index.ts";
import { goTo, selectObject } from "../map/index.ts";
import { Covered, DefinitionLine, useDefined, type Defined } from "./covered.tsx";
import { OtherStations } from "./other-stations.tsx";
import { kindName, reasonWords } from "./words.ts";

const NEAR_ZOOM = 16.5;

/** The stations that count: those that hang in the air, then the busiest first. */
export function StationList({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const defined = useDefined(result);
  const stations = useMemo(
    () =>
      result.stations.toSorted(
        (a, b) =>
          Number(b.stranded !== null) - Number(a.stranded !== null) || b.households - a.households,
      ),
    [result],
  );
  return (
    <>
      <p className="og-list-note">
        {t("coverage:stations.about", { count: stations.length })}
        <DefinitionLine by={result} />
      </p>
      <OtherStations result={result} />
      <ul className="og-place-list">
        {stations.map((station) => (
          <li key={station.id}>
            <StationRow station={station} by={defined} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface StationRowProps {
  readonly station: CoverageStation;
  readonly by: Defined;
}

/** Stations are told anew with every step of a drag; hardly any of them is another. */
const isSameRow = (old: StationRowProps, next: StationRowProps): boolean =>
  old.by === next.by &&
  Object.entries(next.station).every(
    ([key, value]) =>
      value === Reflect.get(old.station, key) ||
      (Array.isArray(value) && value.join() === String(Reflect.get(old.station, key))),
  );

const StationRow = memo(function StationRow({ station, by }: StationRowProps) {
  const t = useText();
  const { id, kind, name, position, floorAreaSquareMetres: area, households, stranded } = station;
  const open = (): void => {
    selectObject("stations", id);
    goTo(position, NEAR_ZOOM);
  };
  return (
    <button type="button" onClick={open}>
      <span className="og-place-name">
        <b translate="no">{name}</b>
        <small>
          {kindName(kind, t)}
          {area !== null && ` · ${t("coverage:stations.area", { area: count(Math.round(area)) })}`}
        </small>
        {stranded !== null && (
          <small className="og-trouble-words">
            {t("coverage:stations.stranded", { reason: reasonWords(stranded, t) })}
          </small>
        )}
      </span>
      <Covered by={by}>{t("coverage:count.households", { count: count(households) })}</Covered>
    </button>
  );
}, isSameRow);
