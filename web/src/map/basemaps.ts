import { create } from "zustand";
import type { MapEntry } from "./entry.ts";

/** A picture map of another server, as the configuration names it. */
export interface Basemap {
  readonly id: string;
  readonly label: string;
  readonly tiles: readonly string[];
  readonly attribution: string;
  /** What its positions refer to; `GCJ-02` lies off ours by up to 700 m. */
  readonly datum: string;
}

/** Configured picture maps, as entries that are off until somebody switches them on. */
export const useBasemaps = create<{ readonly entries: readonly MapEntry[] }>(() => ({
  entries: [],
}));

export function setBasemaps(basemaps: readonly Basemap[]): void {
  useBasemaps.setState({ entries: basemaps.map(basemapEntry) });
}

const basemapEntry = (basemap: Basemap): MapEntry => ({
  id: `basemap-${basemap.id}`,
  // The datum stands beside the name: a shifted map must not pass for ours.
  title: { words: `${basemap.label} · ${basemap.datum}` },
  group: "basemap",
  isOn: false,
  legend: () => [],
  layers: () => [
    {
      id: `basemap-${basemap.id}`,
      band: "base",
      type: "raster",
      source: {
        kind: "pictures",
        id: `basemap-${basemap.id}`,
        tiles: basemap.tiles,
        attribution: basemap.attribution,
      },
    },
  ],
});
