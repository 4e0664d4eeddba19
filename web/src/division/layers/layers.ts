import type { GridId } from "@onegrid/core/division";
import { count, text } from "../../i18n/index.ts";
import {
  lasting,
  hatchId,
  LABEL_FONT_BOLD,
  type Expression,
  type LayerSpec,
  type MapContext,
  type MapEntry,
  type MapPalette,
  type Shape,
  type Shapes,
  type ShapeSource,
} from "../../map/index.ts";
import { commentsEntry } from "./comment-layers.ts";
import { draftEntry } from "./draft-layers.ts";
import { GRID_COLORS } from "../state/grid-palette.ts";
import { gridShapes } from "../state/grid-shapes.ts";
import { gridNumber, lightOf, type DivisionView } from "../state/grid-view.ts";
import { lockedBorders } from "./locked-borders.ts";
import { openPlanOf, type DivisionPage, type OpenPlan } from "../state/page-state.ts";
import { lockedGrids } from "../tools/stroke.ts";

/** Everything the workspace draws, from its state alone; entries stay identical while it does. */
export function divisionEntries(page: DivisionPage): readonly MapEntry[] {
  const open = openPlanOf(page);
  if (open === null) return [communitiesEntry(page.communityId, true)];
  const view = page.draft.kind === "trial" ? page.draft.view : open.view;
  return [
    communitiesEntry(page.communityId, false),
    unitsEntry(open.base),
    gridsEntry(view, page.draft.kind === "trial"),
    ...lockedBorders(open.base, view.division),
    draftEntry(open, page),
    commentsEntry(page.pins),
  ];
}

const ENTRY = { group: "division", isOn: true } as const;

const communitiesEntry = lasting((chosen: string | null, canChoose: boolean): MapEntry => ({
  ...ENTRY,
  id: "division-communities",
  title: "division:entry.communities",
  legend: ({ selection }) => [
    {
      label: "division:legend.chosen",
      swatch: { kind: "fill", color: `${selection}22`, outline: selection },
    },
  ],
  layers: (context) => communityLayers(context, chosen, canChoose),
}));

const IS_COMMUNITY: Expression = ["==", ["get", "kind"], "community"];

function communityLayers(
  { tiles, palette }: MapContext,
  chosen: string | null,
  canChoose: boolean,
): readonly LayerSpec[] {
  const source = tiles("areas");
  if (source === undefined) return [];
  const from = { source, sourceLayer: "areas" } as const;
  const isChosen: Expression = ["==", ["get", "id"], chosen ?? ""];
  const ground: LayerSpec = {
    ...from,
    band: "data",
    id: "division-communities-fill",
    type: "fill",
    filter: IS_COMMUNITY,
    pick: { layer: "areas" },
    paint: {
      "fill-color": palette.selection,
      "fill-opacity": ["case", isChosen, 0.07, 0.001],
    },
  };
  const border: LayerSpec = {
    ...from,
    band: "selection",
    id: "division-communities-chosen",
    type: "line",
    filter: ["all", IS_COMMUNITY, isChosen],
    layout: { "line-join": "round" },
    paint: { "line-color": palette.community, "line-width": 3, "line-opacity": 0.9 },
  };
  return canChoose ? [ground, border] : [border];
}

const unitsEntry = lasting((base: OpenPlan["base"]): MapEntry => ({
  ...ENTRY,
  id: "division-units",
  title: "division:entry.units",
  minZoom: UNITS_FROM,
  legend: ({ label }) => [
    { label: "division:legend.unit", swatch: { kind: "line", color: label, width: 1 } },
  ],
  layers: ({ palette }) => [
    {
      band: "data",
      id: "division-units-line",
      type: "line",
      minZoom: UNITS_FROM,
      source: { kind: "shapes", id: "division-units", data: base.unitShapes },
      paint: {
        "line-color": palette.label,
        "line-width": ["interpolate", ["linear"], ["zoom"], 14, 0.3, 18, 1],
        "line-opacity": 0.45,
      },
    },
  ],
}));

const UNITS_FROM = 13.5;

const gridsEntry = lasting((view: DivisionView, isTrial: boolean): MapEntry => ({
  ...ENTRY,
  id: "division-grids",
  title: "division:entry.grids",
  legend: ({ theme, label }) => [
    {
      label: "division:legend.grid",
      swatch: { kind: "fill", color: `${GRID_COLORS[theme][0]?.fill ?? ""}66`, outline: label },
    },
    {
      label: "division:legend.unassigned",
      swatch: {
        kind: "fill",
        color: `${UNASSIGNED[theme]}55`,
        outline: UNASSIGNED[theme],
        hatching: { kind: "forward", color: UNASSIGNED[theme] },
      },
    },
  ],
  layers: (context) => gridLayers(view, isTrial, context),
}));

/** Grey and hatched: ground that waits for a grid. */
const UNASSIGNED = { light: "#7b8494", dark: "#8d97a8" } as const;
const BORDER = {
  light: { core: "#1f2937", casing: "#ffffff" },
  dark: { core: "#f1f5fa", casing: "#0b1016" },
} as const;

function gridLayers(
  view: DivisionView,
  isTrial: boolean,
  { palette }: MapContext,
): readonly LayerSpec[] {
  const source: ShapeSource = { kind: "shapes", id: "division-grids", data: gridShapes(view) };
  const { core, casing } = BORDER[palette.theme];
  const isGrid: Expression = ["!=", ["get", "color"], -1];
  const line = { source, band: "data", type: "line", filter: isGrid } as const;
  return [
    {
      source,
      band: "data",
      id: "division-grids-fill",
      type: "fill",
      paint: { "fill-color": fillColor(palette), "fill-opacity": fillOpacity(palette) },
    },
    {
      source,
      band: "data",
      id: "division-unassigned-hatch",
      type: "fill",
      filter: ["==", ["get", "color"], -1],
      paint: { "fill-pattern": hatchId("forward", UNASSIGNED[palette.theme]), "fill-opacity": 0.7 },
    },
    {
      ...line,
      id: "division-unassigned-line",
      filter: ["==", ["get", "color"], -1],
      paint: {
        "line-color": UNASSIGNED[palette.theme],
        "line-width": 1.6,
        "line-dasharray": [2, 2],
      },
    },
    {
      ...line,
      id: "division-grids-casing",
      layout: { "line-join": "round" },
      paint: { "line-color": casing, "line-width": lineWidth(5), "line-opacity": 0.75 },
    },
    {
      ...line,
      id: "division-grids-line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": core,
        "line-width": lineWidth(2),
        ...(isTrial ? { "line-dasharray": [3, 1.5] } : {}),
      },
    },
    labelLayer(view, palette),
  ];
}

const lineWidth = (width: number): Expression => [
  "interpolate",
  ["linear"],
  ["zoom"],
  12,
  width * 0.5,
  15,
  width,
  18,
  width * 1.4,
];

const fillColor = ({ theme }: MapPalette): Expression => {
  const [first, ...rest] = GRID_COLORS[theme].map(({ fill }) => fill);
  const steps = rest.flatMap((fill, at): [number, string] => [at + 1, fill]);
  // −1 is ground without a grid: below the first step.
  return ["step", ["get", "color"], UNASSIGNED[theme], 0, first ?? "", ...steps];
};

const fillOpacity = ({ theme }: MapPalette): number => (theme === "dark" ? 0.4 : 0.42);

function labelLayer(view: DivisionView, palette: MapPalette): LayerSpec {
  return {
    band: "overlay",
    id: "division-grids-label",
    type: "symbol",
    source: { kind: "shapes", id: "division-labels", data: labelShapes(view) },
    layout: {
      "text-field": [
        "format",
        ["get", "title"],
        { "font-scale": 1.25 },
        "\n",
        {},
        ["get", "words"],
        { "font-scale": 0.95 },
      ],
      "text-font": [...LABEL_FONT_BOLD],
      "text-size": ["interpolate", ["linear"], ["zoom"], 12, 9, 14, 12, 17, 15],
      "text-line-height": 1.15,
      // Beside its point where another grid's label is in the way; over it rather than not at all.
      "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
      // Close by: further off the number would stand on the neighbour's ground.
      "text-radial-offset": 0.1,
      "text-allow-overlap": true,
      "text-ignore-placement": false,
    },
    paint: {
      "text-color": palette.theme === "dark" ? "#f4f7fb" : "#101826",
      "text-halo-color": palette.theme === "dark" ? "#0b1016" : "#ffffff",
      "text-halo-width": 1.8,
    },
  };
}

export function labelShapes(view: DivisionView): Shapes {
  const locked = lockedGrids(view.division);
  const features: Shape[] = [...view.labels].map(([gridId, coordinates]) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: { id: gridId, ...labelWords(view, locked, gridId) },
  }));
  const { units, households } = view.facts.unassigned;
  if (view.unassignedLabel !== null && units > 0)
    features.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: view.unassignedLabel },
      properties: {
        id: "",
        title: text("division:unassigned"),
        words: text("division:mapLabel", { count: count(households) }),
      },
    });
  return { type: "FeatureCollection", features };
}

const SIGNS = { green: "", amber: "!", red: "‼" } as const;

function labelWords(
  { facts, division }: DivisionView,
  locked: ReadonlySet<GridId>,
  gridId: GridId,
) {
  const households = facts.grids.get(gridId)?.households ?? 0;
  const sign = SIGNS[lightOf(households, division.target)];
  const lock = locked.has(gridId) ? " 🔒" : "";
  return {
    title: `${gridNumber(gridId)}${lock}`,
    words: `${text("division:mapLabel", { count: count(households) })}${sign === "" ? "" : ` ${sign}`}`,
  };
}
