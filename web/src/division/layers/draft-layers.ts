import {
  hatchId,
  type LayerSpec,
  type MapContext,
  type MapEntry,
  type MapPalette,
  type Shapes,
} from "../../map/index.ts";
import { ghostLayers, REFUSED } from "./ghost-layers.ts";
import { GRID_COLORS } from "../state/grid-palette.ts";
import { gridShapes } from "../state/grid-shapes.ts";
import type { DivisionPage, OpenPlan } from "../state/page-state.ts";
import type { Stroke } from "../tools/stroke.ts";
import { shapesOfUnits } from "../state/unit-shapes.ts";

/** Ground that changes hands. */
const CHANGING = { light: "#9c1f6b", dark: "#ff9ad5" } as const;

let lastDraft: { readonly key: readonly unknown[]; readonly entry: MapEntry } | null = null;

/** What is tried or pointed at just now; the same entry as long as nothing of it changes. */
export function draftEntry(open: OpenPlan, page: DivisionPage): MapEntry {
  const { draft, selection, hovered, notice, changing } = page;
  const key = [open.base, open.view, draft, selection, hovered, notice, changing];
  const before = lastDraft;
  if (before !== null && key.every((part, at) => part === before.key[at])) return before.entry;
  const entry: MapEntry = {
    group: "division",
    isOn: true,
    id: "division-draft",
    title: "division:entry.draft",
    legend: (palette) => [
      {
        label: "division:legend.selected",
        swatch: { kind: "line", color: palette.selection, width: 3 },
      },
      {
        label: "division:legend.changing",
        swatch: {
          kind: "fill",
          color: `${CHANGING[palette.theme]}22`,
          outline: CHANGING[palette.theme],
          hatching: { kind: "forward", color: CHANGING[palette.theme] },
        },
      },
      {
        label: "division:legend.stroke",
        swatch: { kind: "fill", color: `${palette.draft}99`, outline: palette.draft },
      },
    ],
    layers: (context) => draftLayers(open, page, context),
  };
  lastDraft = { key, entry };
  return entry;
}

/** What is pointed at, chosen, painted or in the way: always above the grids themselves. */
function draftLayers(
  open: OpenPlan,
  page: DivisionPage,
  { palette }: MapContext,
): readonly LayerSpec[] {
  return [
    ...changingUnits(open, page, palette),
    ...chosenGrids(open, page, palette),
    ...chosenUnits(open, page, palette),
    ...strokeLayers(open, page, palette),
    ...(page.draft.kind === "ghost" ? ghostLayers(open, page.draft, palette) : []),
    ...pieceLayers(open, page),
  ];
}

/** What goes to another grid when the plan takes effect: for whoever approves it. */
function changingUnits(
  open: OpenPlan,
  { changing }: DivisionPage,
  { theme }: MapPalette,
): LayerSpec[] {
  if (changing.length === 0) return [];
  const color = CHANGING[theme];
  const source = {
    kind: "shapes",
    id: "division-changing",
    data: unitsOf(open, changing),
  } as const;
  return [
    {
      source,
      band: "selection",
      id: "division-changing-hatch",
      type: "fill",
      paint: { "fill-pattern": hatchId("forward", color), "fill-opacity": 0.85 },
    },
    {
      source,
      band: "selection",
      id: "division-changing-line",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": color, "line-width": 1.6 },
    },
  ];
}

function chosenGrids({ view }: OpenPlan, page: DivisionPage, palette: MapPalette): LayerSpec[] {
  const { selection, hovered } = page;
  const gridIds = selection.kind === "grids" ? selection.gridIds : [];
  const source = { kind: "shapes", id: "division-grids", data: gridShapes(view) } as const;
  // A trial shows other grids under the same source.
  if (page.draft.kind === "trial") return [];
  const band = "selection";
  return [
    {
      band,
      source,
      id: "division-hovered",
      type: "fill",
      filter: ["==", ["get", "id"], hovered ?? "-"],
      // Light on any colour: a tint of its own would look like another grid's.
      paint: { "fill-color": "#ffffff", "fill-opacity": palette.theme === "dark" ? 0.12 : 0.3 },
    },
    {
      band,
      source,
      id: "division-chosen-halo",
      type: "line",
      filter: ["in", ["get", "id"], ["literal", [...gridIds]]],
      layout: { "line-join": "round" },
      paint: { "line-color": palette.selectionHalo, "line-width": 8, "line-opacity": 0.9 },
    },
    {
      band,
      source,
      id: "division-chosen",
      type: "line",
      filter: ["in", ["get", "id"], ["literal", [...gridIds]]],
      layout: { "line-join": "round" },
      paint: { "line-color": palette.selection, "line-width": 4 },
    },
  ];
}

function chosenUnits(open: OpenPlan, { selection }: DivisionPage, palette: MapPalette) {
  if (selection.kind !== "units") return [];
  const data = unitsOf(open, selection.units);
  return filled("division-chosen-units", { data, color: palette.selection, opacity: 0.45 });
}

function strokeLayers(open: OpenPlan, { draft }: DivisionPage, palette: MapPalette) {
  if (draft.kind !== "stroke" || draft.stroke.units.size === 0) return [];
  const data = unitsOf(open, [...draft.stroke.units, ...draft.along]);
  const color = strokeColor(open, draft.stroke, palette);
  const line = draft.refusal === null ? palette.draft : REFUSED;
  return filled("division-stroke", { data, color, opacity: 0.75, line });
}

function strokeColor({ view }: OpenPlan, { target }: Stroke, palette: MapPalette): string {
  if (target.kind === "none") return "#7b8494";
  if (target.kind === "new") return palette.draft;
  return GRID_COLORS[palette.theme][view.colors.get(target.gridId) ?? 0]?.fill ?? palette.draft;
}

/** Pieces that a refused edit would cut off: where the trouble is. */
function pieceLayers(open: OpenPlan, { notice }: DivisionPage): LayerSpec[] {
  const refusal = notice?.refusal;
  if (refusal?.code !== "division.breaks-contiguity" || !("pieces" in refusal)) return [];
  const { ground } = open.base;
  const [, ...smaller] = refusal.pieces.toSorted((a, b) => b.length - a.length);
  const units = smaller.flat().map((unitId) => ground.indexOf.get(unitId) ?? -1);
  return filled("division-pieces", { data: unitsOf(open, units), color: REFUSED, opacity: 0.35 });
}

const unitsOf = ({ base }: OpenPlan, units: readonly number[]): Shapes =>
  shapesOfUnits(base, units);

interface Fill {
  readonly data: Shapes;
  readonly color: string;
  readonly opacity: number;
  /** As the fill, when left out. */
  readonly line?: string;
}

function filled(id: string, { data, color, opacity, line = color }: Fill): LayerSpec[] {
  const source = { kind: "shapes", id, data } as const;
  const from = { band: "draft", source } as const;
  return [
    {
      ...from,
      id: `${id}-fill`,
      type: "fill",
      paint: { "fill-color": color, "fill-opacity": opacity },
    },
    {
      ...from,
      id: `${id}-line`,
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": line, "line-width": 1.8 },
    },
  ];
}
