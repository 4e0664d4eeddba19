import { useSyncExternalStore } from "react";
import { useText, type Translate } from "../i18n/index.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { CloseIcon, LayersIcon } from "../ui/icons.tsx";
import { useTheme } from "../ui/theme.ts";
import { isEntryOn } from "./compose.ts";
import { presentEntries, subscribeEntries } from "./drawing.ts";
import type { EntryGroup, MapEntry } from "./entry.ts";
import { useLayerPanel } from "./layer-panel-state.ts";
import { LegendSwatch } from "./legend-swatch.tsx";
import { changeEntry, useMapState } from "./map-store.ts";
import { MAP_PALETTES } from "./palette.ts";
import "./layer-panel.css";

/** Workspaces first: what the user came for. */
const GROUPS: readonly EntryGroup[] = [
  "division",
  "coverage",
  "dispatch",
  "ingest",
  "boundaries",
  "places",
  "base",
  "basemap",
];

let known: readonly MapEntry[] = [];

/** The same array while it holds the same entries, as React asks of a store. */
function readEntries(): readonly MapEntry[] {
  const next = presentEntries();
  const isSame = next.length === known.length && next.every((entry, at) => entry === known[at]);
  if (!isSame) known = next;
  return known;
}

/** Which layers are shown, how strongly, and what their signs mean. */
export function LayerPanel() {
  const t = useText();
  const isOpen = useLayerPanel((state) => state.isOpen);
  const entries = useSyncExternalStore(subscribeEntries, readEntries);
  if (!isOpen)
    return (
      <div className="og-layer-button">
        <IconButton
          label={t("map:openLayers")}
          aria-expanded={false}
          onClick={() => useLayerPanel.setState({ isOpen: true })}
        >
          <LayersIcon />
        </IconButton>
      </div>
    );
  return (
    <section className="og-layer-panel" aria-label={t("map:layers")}>
      <header>
        <h2>{t("map:layers")}</h2>
        <IconButton
          label={t("map:closeLayers")}
          aria-expanded
          onClick={() => useLayerPanel.setState({ isOpen: false })}
        >
          <CloseIcon />
        </IconButton>
      </header>
      <div className="og-layer-scroll" tabIndex={0} role="group" aria-label={t("map:layers")}>
        {GROUPS.map((group) => {
          const members = entries.filter((entry) => entry.group === group);
          if (members.length === 0) return null;
          return (
            <div
              key={group}
              className="og-layer-group"
              role="group"
              aria-label={t(`map:group.${group}`)}
            >
              <h3>{t(`map:group.${group}`)}</h3>
              {members.map((entry) => (
                <EntryRow key={entry.id} entry={entry} t={t} />
              ))}
            </div>
          );
        })}
      </div>
    </section>
  );
}

export const entryName = (entry: MapEntry, t: Translate): string =>
  typeof entry.title === "string" ? t(entry.title) : entry.title.words;

function EntryRow({ entry, t }: { readonly entry: MapEntry; readonly t: Translate }) {
  const setting = useMapState((state) => state.settings[entry.id]);
  const isTooFar = useMapState((state) => (state.view?.zoom ?? 0) < (entry.minZoom ?? 0));
  const theme = useTheme((state) => state.theme);
  const isOn = isEntryOn(entry, setting);
  const name = entryName(entry, t);
  const legend = entry.legend(MAP_PALETTES[theme]);
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
        {isOn && isTooFar && <small className="og-muted">{t("map:zoomToSee")}</small>}
        {isOn && (
          <input
            type="range"
            min={10}
            max={100}
            step={10}
            value={Math.round((setting?.opacity ?? 1) * 100)}
            aria-label={t("map:opacityOf", { name })}
            title={t("map:opacityOf", { name })}
            onChange={(event) =>
              changeEntry(entry.id, { isOn: true, opacity: Number(event.target.value) / 100 })
            }
          />
        )}
      </div>
      {isOn && legend.length > 0 && (
        <ul className="og-legend">
          {legend.map(({ label, swatch }) => (
            <li key={label}>
              <LegendSwatch swatch={swatch} />
              <span>{t(label)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
