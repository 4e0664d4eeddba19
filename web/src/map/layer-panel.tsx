import { useSyncExternalStore } from "react";
import { useText } from "../i18n/index.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { CloseIcon, LayersIcon } from "../ui/icons.tsx";
import { presentEntries, subscribeEntries } from "./drawing.ts";
import type { EntryGroup, MapEntry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";
import { useLayerPanel } from "./layer-panel-state.ts";
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

const show = (isOpen: boolean): void => useLayerPanel.setState({ isOpen });

/** Which layers are shown, how strongly, and what their signs mean. */
export function LayerPanel() {
  const t = useText();
  const isOpen = useLayerPanel((state) => state.isOpen);
  if (!isOpen)
    return (
      <div className="og-layer-button">
        <IconButton label={t("map:openLayers")} aria-expanded={false} onClick={() => show(true)}>
          <LayersIcon />
        </IconButton>
      </div>
    );
  return (
    <section className="og-layer-panel" aria-label={t("map:layers")}>
      <header>
        <h2>{t("map:layers")}</h2>
        <IconButton label={t("map:closeLayers")} aria-expanded onClick={() => show(false)}>
          <CloseIcon />
        </IconButton>
      </header>
      <EntryGroups />
    </section>
  );
}

function EntryGroups() {
  const t = useText();
  const entries = useSyncExternalStore(subscribeEntries, readEntries);
  return (
    <div className="og-layer-scroll">
      {GROUPS.map((group) => {
        const members = entries.filter((entry) => entry.group === group);
        if (members.length === 0) return null;
        const name = t(`map:group.${group}`);
        return (
          <div key={group} className="og-layer-group" role="group" aria-label={name}>
            <h3>{name}</h3>
            {members.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </div>
        );
      })}
    </div>
  );
}
