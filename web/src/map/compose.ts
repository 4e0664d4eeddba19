import { sortByBand } from "./bands.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import { fadeLayer } from "./fade.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { EntrySetting } from "./map-store.ts";

export const isEntryOn = (entry: MapEntry, setting: EntrySetting | undefined): boolean =>
  setting?.isOn ?? entry.isOn;

interface Built {
  readonly context: MapContext;
  readonly opacity: number;
  readonly layers: readonly LayerSpec[];
}

/**
 * Turns the entries into the whole list of layers, lowest first. An entry whose context and
 * opacity are the same as last time gives the identical layers again, so that a change in one
 * capability costs the others nothing.
 */
export function createComposer(): (
  entries: readonly MapEntry[],
  settings: Readonly<Record<string, EntrySetting>>,
  context: MapContext,
) => LayerSpec[] {
  const built = new WeakMap<MapEntry, Built>();
  return (entries, settings, context) =>
    sortByBand(
      entries.flatMap((entry) => {
        const setting = settings[entry.id];
        if (!isEntryOn(entry, setting)) return [];
        const opacity = setting?.opacity ?? 1;
        const last = built.get(entry);
        if (last?.context === context && last.opacity === opacity) return last.layers;
        const layers = entry.layers(context).map((layer) => fadeLayer(layer, opacity));
        built.set(entry, { context, opacity, layers });
        return layers;
      }),
    );
}
