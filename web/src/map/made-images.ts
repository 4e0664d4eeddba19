import type { Map as MapLibre } from "maplibre-gl";
import { hatchPixels, HATCH_SIZE } from "./hatching.ts";
import { personPixels, PERSON_SIZE } from "./person-sign.ts";

/** Images are drawn at twice the size of a pixel of the page. */
const PIXEL_RATIO = 2;

/** Gives the map the images its layers name. An event listener would come too late for it. */
export function startMadeImages(map: MapLibre): () => void {
  const add = (id: string, size: number, data: Uint8ClampedArray | null): void => {
    if (data !== null && !map.hasImage(id))
      map.addImage(id, { width: size, height: size, data }, { pixelRatio: PIXEL_RATIO });
  };
  map.setMissingStyleImageResolver((id) => {
    add(id, HATCH_SIZE, hatchPixels(id));
    add(id, PERSON_SIZE, personPixels(id));
    return Promise.resolve();
  });
  return () => map.setMissingStyleImageResolver(null);
}
