import {
  hatchId,
  type LayerSpec,
  type MapEntry,
  type MapPalette,
  type TileSource,
} from "../../map/index.ts";
import { asExpression } from "../expression.ts";
import { TRY_COLORS } from "../try/try-layers.ts";

/** The result's own tiles once more: only those that are compared say who changes sides. */
const sourceOf = (tiles: string): TileSource => ({
  kind: "tiles",
  id: "coverage-difference",
  tiles: `${globalThis.location?.origin ?? ""}${tiles}`,
  minZoom: 12,
  maxZoom: 16,
});

/** Hatching on the buildings that change sides: gained one way, lost the other. */
export const differenceMarks = (tiles: string): MapEntry => ({
  id: "coverage-difference",
  title: "coverage:entry.difference",
  group: "coverage",
  isOn: true,
  minZoom: 12,
  legend: ({ theme }) =>
    SIDES.map((side) => ({
      label: `coverage:legend.${side}` as const,
      swatch: {
        kind: "fill",
        color: "transparent",
        outline: TRY_COLORS[theme][side],
        hatching: { kind: HATCHES[side], color: TRY_COLORS[theme][side] },
      },
    })),
  layers: ({ palette }) => SIDES.flatMap((side) => sideLayers(side, tiles, palette)),
});

const SIDES = ["gained", "lost"] as const;
type Side = (typeof SIDES)[number];
const HATCHES = { gained: "forward", lost: "cross" } as const;

function sideLayers(side: Side, tiles: string, { theme }: MapPalette): readonly LayerSpec[] {
  const color = TRY_COLORS[theme][side];
  const from = {
    band: "data",
    source: sourceOf(tiles),
    sourceLayer: "coverage",
    filter: asExpression(["==", ["get", "change"], side]),
  } as const;
  return [
    {
      ...from,
      id: `coverage-difference-${side}`,
      type: "fill",
      paint: { "fill-pattern": hatchId(HATCHES[side], color), "fill-opacity": 0.9 },
    },
    {
      ...from,
      id: `coverage-difference-${side}-line`,
      type: "line",
      paint: {
        "line-color": color,
        "line-width": ["interpolate", ["linear"], ["zoom"], 13, 1, 17, 3.5],
      },
    },
  ];
}
