import type { Map as MapLibre } from "maplibre-gl";
import type { MapEntry } from "./entry.ts";
import { showMapPart } from "./map-parts.ts";

export const IS_E2E = import.meta.env["VITE_E2E"] === "1";

/** What the browser tests reach the map by. */
export interface TestHandle {
  readonly map: MapLibre;
  /** Settles when everything wanted is loaded and drawn. */
  readonly idle: () => Promise<void>;
  /** Puts an entry on the map, as a workspace would. */
  readonly show: (entry: MapEntry) => void;
}

declare global {
  interface Window {
    __test?: TestHandle;
  }
}

/** Only in a page built with `VITE_E2E=1`. */
export function exposeForTests(map: MapLibre): void {
  window.__test = {
    map,
    show: (entry) =>
      void showMapPart("test", { entries: () => [entry], subscribe: () => () => undefined }),
    idle: () =>
      new Promise((resolve) => {
        map.once("idle", () => resolve());
        map.triggerRepaint();
      }),
  };
}
