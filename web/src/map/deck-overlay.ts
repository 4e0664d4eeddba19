import { ArcLayer, ScatterplotLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import type { ArcMark, MarkColor, MarkSpec } from "./marks.ts";

const LNG_LAT = 2;
const RGBA = 4;

const toColor = ([red, green, blue, opacity]: MarkColor): [number, number, number, number] => [
  red,
  green,
  blue,
  opacity,
];

/** deck.gl compares by identity what it is given: the same arrays cost nothing again. */
function markLayer(mark: MarkSpec): ArcLayer<ArcMark> | ScatterplotLayer {
  if (mark.kind === "arcs")
    return new ArcLayer<ArcMark>({
      id: mark.id,
      data: mark.data,
      getSourcePosition: ({ from }) => [from[0], from[1]],
      getTargetPosition: ({ to }) => [to[0], to[1]],
      getSourceColor: ({ color }) => toColor(color),
      getTargetColor: ({ color }) => toColor(color),
      getWidth: mark.widthPixels,
      getHeight: 0.35,
    });
  return new ScatterplotLayer({
    id: mark.id,
    data: {
      length: mark.positions.length / LNG_LAT,
      attributes: {
        getPosition: { value: mark.positions, size: LNG_LAT },
        getFillColor: { value: mark.colors, size: RGBA },
      },
    },
    radiusUnits: "pixels",
    getRadius: mark.radiusPixels,
  });
}

export interface DeckOverlay {
  readonly show: (marks: readonly MarkSpec[]) => void;
  readonly remove: () => void;
}

/** deck.gl over the map. `@deck.gl/mapbox` would draw nothing on MapLibre 6. */
export function createDeckOverlay(map: MapLibre): DeckOverlay {
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [] });
  map.addControl(overlay);
  return {
    show: (marks) => overlay.setProps({ layers: marks.map(markLayer) }),
    remove: () => void map.removeControl(overlay),
  };
}
