import { HOT_P, type HotSpotField } from "@onegrid/core/dispatch/hot-spots-contract";
import { text } from "../../i18n/index.ts";
import {
  hatchId,
  LABEL_FONT_BOLD,
  lasting,
  type Expression,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type Shape,
  type ShapeSource,
} from "../../map/index.ts";
import { areaShape } from "../board/field-shape.ts";
import { HOT_SPOT_LAYER, spotId, type HotSpotsState } from "./hot-spots-store.ts";
import { chanceFigure, spotFigures } from "./spot-words.ts";

/** Purple: no case, clock, warning or border has it. Crossed lines and a label say the same without it. */
export const hotSpotColor = ({ theme }: Pick<MapPalette, "theme">): string =>
  theme === "dark" ? "#e3a2ff" : "#6b1f9c";

/** Where there have lately been more cases than chance explains (热点), off until somebody asks. */
export const hotSpotEntry = lasting((state: HotSpotsState, openId: string | null): MapEntry => ({
  id: HOT_SPOT_LAYER,
  title: "dispatch:hot.entry",
  group: "dispatch",
  isOn: false,
  legend: (palette) => legendOf(state, palette),
  layers: ({ palette }) => layersOf(state.data?.spots ?? [], openId, palette),
}));

function legendOf({ data, error }: HotSpotsState, palette: MapPalette): LegendItem[] {
  const color = hotSpotColor(palette);
  const hatching = { kind: "cross", color } as const;
  const swatch = { kind: "fill", color: palette.ground, outline: color, hatching } as const;
  if (error !== null) return [{ label: "dispatch:hot.failed", swatch }];
  if (data === null) return [{ label: "dispatch:hot.looking", swatch }];
  const { day, mostDays: days, usualDays: usual, simulations } = data;
  if (data.spots.length === 0) return [{ label: "dispatch:hot.none", values: { days }, swatch }];
  return [
    { label: "dispatch:hot.legend", values: { day, days, usual }, swatch },
    {
      label: "dispatch:hot.test",
      values: { simulations, p: HOT_P },
      swatch: { kind: "line", color, width: 3, casing: palette.halo },
    },
  ];
}

function layersOf(
  spots: readonly HotSpotField[],
  openId: string | null,
  palette: MapPalette,
): LayerSpec[] {
  if (spots.length === 0) return [];
  const color = hotSpotColor(palette);
  const from = { band: "data", source: sourceOf("hot-spots", spots.map(groundOf)) } as const;
  const width = (usual: number, open: number): Expression => [
    "case",
    ["==", ["get", "id"], openId ?? ""],
    open,
    usual,
  ];
  return [
    {
      ...from,
      id: "hot-spots-hatch",
      type: "fill",
      pick: { layer: HOT_SPOT_LAYER, isArea: true },
      paint: { "fill-pattern": hatchId("cross", color), "fill-opacity": 0.3 },
    },
    {
      ...from,
      id: "hot-spots-casing",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.halo, "line-width": width(6, 9) },
    },
    {
      ...from,
      id: "hot-spots-line",
      type: "line",
      // Houses come before the ground that they stand on: the border and the label are hit anywhere.
      pick: { layer: HOT_SPOT_LAYER },
      layout: { "line-join": "round" },
      paint: { "line-color": color, "line-width": width(3, 5) },
    },
    labelLayer(spots, palette),
  ];
}

const labelLayer = (spots: readonly HotSpotField[], palette: MapPalette): LayerSpec => ({
  band: "overlay",
  source: sourceOf("hot-spot-labels", spots.map(labelOf)),
  id: "hot-spots-label",
  type: "symbol",
  pick: { layer: HOT_SPOT_LAYER },
  layout: {
    "text-field": ["get", "label"],
    "text-font": LABEL_FONT_BOLD,
    "text-size": 13,
    "text-line-height": 1.25,
    "text-allow-overlap": true,
    // The name of the grid stands in its middle.
    "text-anchor": "bottom",
    "text-offset": [0, -1.2],
  },
  paint: {
    "text-color": hotSpotColor(palette),
    "text-halo-color": palette.halo,
    "text-halo-width": 2.2,
  },
});

const sourceOf = (id: string, features: readonly Shape[]): ShapeSource => ({
  kind: "shapes",
  id,
  data: { type: "FeatureCollection", features },
});

const groundOf = (spot: HotSpotField): Shape => areaShape(spot.geometry, { id: spotId(spot) });

const labelOf = (spot: HotSpotField): Shape => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [spot.position[0], spot.position[1]] },
  properties: {
    id: spotId(spot),
    label: text("dispatch:hot.label", { figures: spotFigures(spot), chance: chanceFigure(spot) }),
  },
});
