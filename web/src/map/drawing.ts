import { currentLanguage, type Language } from "../i18n/index.ts";
import type { Theme } from "../ui/theme-choice.ts";
import { useTheme } from "../ui/theme.ts";
import { sortByBand } from "./bands.ts";
import { GROUND_ENTRIES, groundLayer, OBJECT_ENTRIES, selectionLayers } from "./basemap-style.ts";
import { useBasemaps } from "./basemaps.ts";
import { useCatalog } from "./catalog.ts";
import { createComposer } from "./compose.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import { lasting } from "./lasting.ts";
import type { LayerSpec, TileSource } from "./layer-spec.ts";
import type { MapPart } from "./map-part.ts";
import { useMapParts } from "./map-parts.ts";
import { useMapState } from "./map-store.ts";
import { MAP_PALETTES } from "./palette.ts";
import { createSync, type MapCanvas } from "./sync.ts";

/** Every entry on the map now, in drawing order inside the bands: base first, then the workspace. */
export function presentEntries(): readonly MapEntry[] {
  const parts = [...useMapParts.getState().parts.values()];
  return [
    ...GROUND_ENTRIES,
    ...useBasemaps.getState().entries,
    ...OBJECT_ENTRIES,
    ...parts.flatMap((part) => part.entries()),
  ];
}

/** Calls `changed` whenever `presentEntries` may give something else. */
export function subscribeEntries(changed: () => void): () => void {
  const following = new Map<MapPart, () => void>();
  const follow = (): void => {
    const parts = new Set(useMapParts.getState().parts.values());
    for (const [part, stop] of following) {
      if (parts.has(part)) continue;
      stop();
      following.delete(part);
    }
    for (const part of parts)
      if (!following.has(part)) following.set(part, part.subscribe(changed));
    changed();
  };
  follow();
  const stops = [useMapParts.subscribe(follow), useBasemaps.subscribe(changed)];
  return () => {
    for (const stop of [...stops, ...following.values()]) stop();
  };
}

export interface Drawing {
  /** What is on the map, lowest first. */
  readonly drawn: () => readonly LayerSpec[];
  /** Puts everything on again: a map whose graphics device was lost has forgotten a part of it. */
  readonly again: () => void;
  readonly stop: () => void;
}

/** Keeps the map equal to the stores; redraws once per frame however many have changed. */
export function startDrawing(map: MapCanvas): Drawing {
  let sync = createSync(map);
  const compose = createComposer();
  const contextOf = lasting(makeContext);
  let layers: readonly LayerSpec[] = [];
  let frame = 0;
  const draw = (): void => {
    frame = 0;
    const { sources } = useCatalog.getState();
    const context = contextOf(sources, useTheme.getState().theme, currentLanguage());
    const { settings, selection } = useMapState.getState();
    const composed = compose(presentEntries(), settings, context);
    const chosen = selectionLayers(context, selection);
    layers = sortByBand([groundLayer(context), ...composed, ...chosen]);
    sync.apply(layers);
  };
  const soon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const stops = [
    subscribeEntries(soon),
    useCatalog.subscribe(soon),
    useTheme.subscribe(soon),
    useMapState.subscribe((state, old) => {
      if (state.settings !== old.settings || state.selection !== old.selection) soon();
    }),
  ];
  return {
    drawn: () => layers,
    again: () => {
      sync = createSync(map);
      soon();
    },
    stop: () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    },
  };
}

/**
 * What layers may depend on. What is selected is no part of it: entries are cached by their context,
 * and a click would build and send all of them again.
 */
const makeContext = (
  sources: ReadonlyMap<string, TileSource>,
  theme: Theme,
  language: Language,
): MapContext => ({
  palette: MAP_PALETTES[theme],
  language,
  tiles: (layer) => sources.get(layer),
});
