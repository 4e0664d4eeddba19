import {
  LABEL_FONT_BOLD,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type ShapeSource,
} from "../../map/index.ts";
import { asExpression } from "../expression.ts";
import { pointShape, shapeSource } from "../shapes.ts";
import type { SitingMarks } from "./siting-marks.ts";

export const CANDIDATE_LAYER = "coverage-siting-candidates";

/** Candidates as dots, sites of the plan as numbered marks above them. */
export function sitingEntry(marks: SitingMarks): MapEntry {
  const points = (isSite: boolean) =>
    marks
      .filter(({ state }) => (state === "site") === isSite)
      .map(({ id, position, state, number, isPicked }) =>
        pointShape(id, position, { id, state, number: String(number), picked: isPicked }),
      );
  const candidates = shapeSource("coverage-siting-candidates", points(false));
  const sites = shapeSource("coverage-siting-sites", points(true));
  return {
    id: "coverage-siting",
    title: "coverage:siting.entry",
    group: "coverage",
    isOn: true,
    legend,
    layers: ({ palette }) => [candidateDot(candidates, palette), ...siteMarks(sites, palette)],
  };
}

const legend = (palette: MapPalette): readonly LegendItem[] => [
  {
    label: "coverage:siting.legend.site",
    swatch: { kind: "point", color: palette.selection, outline: palette.selectionHalo, sign: "1" },
  },
  {
    label: "coverage:siting.legend.candidate",
    swatch: { kind: "point", color: palette.ground, outline: palette.selection },
  },
  {
    label: "coverage:siting.legend.locked",
    swatch: { kind: "point", color: palette.selection, outline: palette.selectionHalo },
  },
  {
    label: "coverage:siting.legend.forbidden",
    swatch: { kind: "point", color: palette.barrier, outline: palette.halo },
  },
];

const byState = (forbidden: string, locked: string, free: string) =>
  asExpression(["match", ["get", "state"], "forbidden", forbidden, "locked", locked, free]);

/** The candidate whose card is open has a thick rim. */
const PICKED_STROKE = asExpression(["case", ["get", "picked"], 4, 1.2]);

const candidateDot = (source: ShapeSource, palette: MapPalette): LayerSpec => ({
  id: CANDIDATE_LAYER,
  band: "overlay",
  source,
  type: "circle",
  paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 1, 13.5, 2.5, 15, 5, 18, 8],
    "circle-color": byState(palette.barrier, palette.selection, palette.ground),
    "circle-opacity": 0.9,
    "circle-stroke-color": byState(palette.halo, palette.selectionHalo, palette.selection),
    "circle-stroke-width": PICKED_STROKE,
  },
});

const siteMarks = (source: ShapeSource, palette: MapPalette): readonly LayerSpec[] => [
  {
    id: "coverage-siting-sites",
    band: "overlay",
    source,
    type: "circle",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 6, 15, 12],
      "circle-color": palette.selection,
      "circle-stroke-color": palette.selectionHalo,
      "circle-stroke-width": asExpression(["case", ["get", "picked"], 5, 2]),
    },
  },
  {
    id: "coverage-siting-numbers",
    band: "overlay",
    source,
    type: "symbol",
    layout: {
      "text-field": ["get", "number"],
      "text-font": LABEL_FONT_BOLD,
      "text-size": 12,
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": palette.selectionHalo },
  },
];
