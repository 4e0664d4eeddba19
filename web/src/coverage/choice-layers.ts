import type { Position } from "@onegrid/core/geometry";
import type { LayerSpec, LegendItem, MapContext, MapEntry, MapPalette } from "../map/index.ts";
import { asExpression } from "./expression.ts";
import { lineShape, pointShape, shapeSource } from "./shapes.ts";
import type { ChosenBuilding } from "./store.ts";

/** What the user has in hand: the area the numbers are narrowed to, a building and its station. */
export function chosenThings(
  areaId: string | null,
  building: ChosenBuilding,
  spot: Position | null,
): MapEntry {
  const link = linkSource(building);
  const marked = shapeSource("coverage-spot", spot === null ? [] : [pointShape("spot", spot)]);
  return {
    id: "coverage-choice",
    title: "coverage:entry.choice",
    group: "coverage",
    isOn: true,
    legend: choiceLegend,
    layers: (context) => [
      ...(areaId === null ? [] : areaBorder(areaId, context)),
      {
        id: "coverage-link",
        band: "selection",
        source: link,
        type: "line",
        paint: {
          "line-color": context.palette.selection,
          "line-width": 2.4,
          "line-dasharray": [2, 1.5],
        },
      },
      {
        id: "coverage-spot",
        band: "overlay",
        source: marked,
        type: "circle",
        paint: {
          "circle-radius": 18,
          "circle-color": context.palette.selection,
          "circle-opacity": 0.12,
          "circle-stroke-color": context.palette.selection,
          "circle-stroke-width": 3,
        },
      },
    ],
  };
}

/** Straight from the building to its station: it says which one, not which way. */
function linkSource(building: ChosenBuilding) {
  const reply = building.kind === "ready" ? building.reply : null;
  return shapeSource(
    "coverage-link",
    reply?.station ? [lineShape([reply.position, reply.station.position])] : [],
  );
}

const choiceLegend = (palette: MapPalette): readonly LegendItem[] => [
  {
    label: "coverage:legend.area",
    swatch: { kind: "line", color: palette.selection, width: 2.4, casing: palette.selectionHalo },
  },
  {
    label: "coverage:legend.link",
    swatch: { kind: "line", color: palette.selection, width: 2, dash: [3, 2] },
  },
];

/** An id is of an area or of a grid: each layer finds its own. */
const areaBorder = (areaId: string, { palette, tiles }: MapContext): readonly LayerSpec[] =>
  (["areas", "grids"] as const).flatMap((layer): LayerSpec[] => {
    const source = tiles(layer);
    if (source === undefined) return [];
    const from = {
      band: "selection",
      source,
      sourceLayer: layer,
      type: "line",
      filter: asExpression(["==", ["get", "id"], areaId]),
      layout: { "line-join": "round" },
    } as const;
    return [
      {
        ...from,
        id: `coverage-area-${layer}-halo`,
        paint: { "line-color": palette.selectionHalo, "line-width": 6 },
      },
      {
        ...from,
        id: `coverage-area-${layer}`,
        paint: { "line-color": palette.selection, "line-width": 2.6 },
      },
    ];
  });
