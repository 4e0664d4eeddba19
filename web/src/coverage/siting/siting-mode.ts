import type { MapMode } from "../../map/index.ts";
import { CANDIDATE_LAYER } from "./siting-layers.ts";
import { pickCandidate } from "./siting-run.ts";

export const SITING_MODE = "coverage.siting";
/** Pixels round the pointer in which a candidate is hit. */
const REACH = 6;

/** A click on a candidate opens its card; elsewhere the map pans as always. */
export const sitingMode: MapMode = {
  id: SITING_MODE,
  enter: (map) => {
    const layers = [CANDIDATE_LAYER, "coverage-siting-sites"];
    map.on("move", ({ point }) => {
      map.setCursor(map.pick(point, layers, REACH).length > 0 ? "pointer" : "default");
    });
    map.on("click", ({ point }) => {
      const id = map.pick(point, layers, REACH)[0]?.properties["id"];
      if (typeof id === "string") pickCandidate(id);
    });
  },
};
