import { useState } from "react";
import { useText, type Translate } from "../i18n/index.ts";
import { ChevronDownIcon } from "../ui/icons.tsx";
import { useTheme } from "../ui/theme.ts";
import { isEntryOn } from "./compose.ts";
import type { LegendItem, MapEntry } from "./entry.ts";
import { LegendSwatch } from "./legend-swatch.tsx";
import { changeEntry, useMapState } from "./map-store.ts";
import { MAP_PALETTES } from "./palette.ts";

const entryName = (entry: MapEntry, t: Translate): string =>
  typeof entry.title === "string" ? t(entry.title) : entry.title.words;

/** The ground explains itself; what a workspace or a border means does not. */
const startsUnfolded = ({ group }: MapEntry): boolean =>
  group !== "base" && group !== "places" && group !== "basemap";

/** One entry of the layer panel: on or off, how strong, and its signs. */
export function EntryRow({ entry }: { readonly entry: MapEntry }) {
  const t = useText();
  const setting = useMapState((state) => state.settings[entry.id]);
  const theme = useTheme((state) => state.theme);
  const [isUnfolded, setUnfolded] = useState(() => startsUnfolded(entry));
  const isOn = isEntryOn(entry, setting);
  const name = entryName(entry, t);
  const legend = entry.legend(MAP_PALETTES[theme]);
  const hasLegend = isOn && legend.length > 0;
  return (
    <div className={isOn ? "og-entry" : "og-entry og-entry-off"}>
      <div className="og-entry-head">
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => changeEntry(entry.id, { isOn: event.target.checked })}
          />
          <span>{name}</span>
        </label>
        {isOn && <ZoomHint minZoom={entry.minZoom} />}
        {isOn && <Opacity id={entry.id} name={name} value={setting?.opacity ?? 1} />}
        {hasLegend && (
          <button
            type="button"
            className="og-entry-fold"
            aria-expanded={isUnfolded}
            aria-label={t("map:legendOf", { name })}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            <ChevronDownIcon />
          </button>
        )}
      </div>
      {hasLegend && isUnfolded && <Legend items={legend} />}
    </div>
  );
}

function ZoomHint({ minZoom = 0 }: { readonly minZoom: number | undefined }) {
  const t = useText();
  const isTooFar = useMapState((state) => (state.view?.zoom ?? 0) < minZoom);
  return isTooFar ? <small className="og-muted">{t("map:zoomToSee")}</small> : null;
}

interface OpacityProps {
  readonly id: string;
  readonly name: string;
  readonly value: number;
}

function Opacity({ id, name, value }: OpacityProps) {
  const t = useText();
  return (
    <input
      type="range"
      min={10}
      max={100}
      step={10}
      value={Math.round(value * 100)}
      aria-label={t("map:opacityOf", { name })}
      title={t("map:opacityOf", { name })}
      onChange={(event) =>
        changeEntry(id, { isOn: true, opacity: Number(event.target.value) / 100 })
      }
    />
  );
}

function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  const t = useText();
  return (
    <ul className="og-legend">
      {items.map(({ label, values, swatch }) => {
        const words = t(label, values);
        return (
          <li key={words}>
            <LegendSwatch swatch={swatch} />
            <span>{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
