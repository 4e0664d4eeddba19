import type { Map as MapLibre } from "maplibre-gl";

export const IS_E2E = import.meta.env["VITE_E2E"] === "1";

/** What the browser tests reach the map by. */
export interface TestHandle {
  readonly map: MapLibre;
  /** Settles when everything wanted is loaded and drawn. */
  readonly idle: () => Promise<void>;
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
    idle: () =>
      new Promise((resolve) => {
        map.once("idle", () => resolve());
        map.triggerRepaint();
      }),
  };
}
