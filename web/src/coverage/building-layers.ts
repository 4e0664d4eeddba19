import type { Measure } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import {
  hatchId,
  type LayerSpec,
  type LegendItem,
  type MapContext,
  type MapEntry,
  type MapPalette,
  type TileSource,
} from "../map/index.ts";
import { classesOf, colorOf, coverageColors, type CoverageClass } from "./classes.ts";
import { asExpression, type Expression } from "./expression.ts";

/** The server cuts them from zoom 12 on; beyond 16 the map enlarges. */
const tilesOf = (tiles: string): TileSource => ({
  kind: "tiles",
  id: "coverage",
  // MapLibre's worker resolves nothing: it needs a whole address. Tests have none.
  tiles: `${globalThis.location?.origin ?? ""}${tiles}`,
  minZoom: 12,
  maxZoom: 16,
});

const isState = (state: string): Expression => asExpression(["==", ["get", "status"], state]);
const isShape = (type: "Polygon" | "Point"): Expression =>
  asExpression(["==", ["geometry-type"], type]);
const both = (...parts: readonly Expression[]): Expression => asExpression(["all", ...parts]);

/** Farther than any walk: a building that no way leads to. */
const NO_PATH = 1e9;

/** The colour of a building by its minutes or metres; the limit parts the two ramps. */
function buildingColor(measure: Measure, palette: MapPalette): Expression {
  const colors = coverageColors(palette);
  const value = ["coalesce", ["get", measure.basis === "time" ? "seconds" : "metres"], NO_PATH];
  const ramp = (state: CoverageClass["state"]): readonly unknown[] => {
    const [first, ...rest] = classesOf(measure).filter((each) => each.state === state);
    if (first === undefined) throw new Error(`no class is ${state}`);
    return [
      "step",
      value,
      colorOf(colors, first),
      ...rest.flatMap((each) => [each.from, colorOf(colors, each)]),
    ];
  };
  return asExpression([
    "match",
    ["get", "status"],
    "covered",
    ramp("covered"),
    "uncovered",
    ramp("uncovered"),
    colors.notComputable,
  ]);
}

type From = Pick<LayerSpec, "band" | "source" | "sourceLayer">;

function buildingLayers(
  { tiles, definition: { measure } }: CoverageReply,
  { palette }: MapContext,
): readonly LayerSpec[] {
  const colors = coverageColors(palette);
  const from: From = { band: "data", source: tilesOf(tiles), sourceLayer: "coverage" };
  const color = buildingColor(measure, palette);
  const uncovered = hatchId("forward", colors.uncoveredLine);
  const unknown = hatchId("cross", colors.notComputableLine);
  return [
    {
      ...from,
      id: "coverage-fill",
      type: "fill",
      pick: PICK,
      filter: isShape("Polygon"),
      paint: { "fill-color": color, "fill-opacity": 0.95 },
    },
    hatchLayer(from, { id: "coverage-uncovered-hatch", state: "uncovered", pattern: uncovered }),
    hatchLayer(from, { id: "coverage-unknown-hatch", state: "not-computable", pattern: unknown }),
    outlineLayer(from, palette),
    pointLayer(from, color, palette),
  ];
}

const PICK = { layer: "buildings" } as const;

/** Colour alone tells nobody apart who does not see it: the other states are hatched too. */
const hatchLayer = (
  from: From,
  { id, state, pattern }: { id: string; state: string; pattern: string },
): LayerSpec => ({
  ...from,
  id,
  type: "fill",
  minZoom: 14.5,
  filter: both(isState(state), isShape("Polygon")),
  paint: { "fill-pattern": pattern, "fill-opacity": 0.7 },
});

function outlineLayer(from: From, palette: MapPalette): LayerSpec {
  const colors = coverageColors(palette);
  return {
    ...from,
    id: "coverage-line",
    type: "line",
    minZoom: 13.5,
    filter: isShape("Polygon"),
    paint: {
      "line-color": asExpression([
        "match",
        ["get", "status"],
        "uncovered",
        colors.uncoveredLine,
        "not-computable",
        colors.notComputableLine,
        palette.halo,
      ]),
      "line-width": ["interpolate", ["linear"], ["zoom"], 13.5, 0.3, 17, 1.4],
    },
  };
}

/** Buildings known by a point only. */
const pointLayer = (from: From, color: Expression, palette: MapPalette): LayerSpec => ({
  ...from,
  id: "coverage-point",
  type: "circle",
  pick: PICK,
  filter: isShape("Point"),
  paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, 2, 18, 7],
    "circle-color": color,
    "circle-stroke-color": coverageColors(palette).uncoveredLine,
    "circle-stroke-width": asExpression(["case", isState("covered"), 0, 1.2]),
  },
});

/** Minutes or metres of a class for its words; seconds are shown as minutes. */
function classWords(measure: Measure, { state, from, to }: CoverageClass): LegendItem["label"] {
  const by = measure.basis === "time" ? "minutes" : "metres";
  if (to === null) return `coverage:legend.${by}.beyond`;
  return from === 0 ? `coverage:legend.${by}.first` : `coverage:legend.${by}.${state}`;
}

const shown = (measure: Measure, value: number): number =>
  Number((measure.basis === "time" ? value / 60 : value).toFixed(1));

function buildingLegend(measure: Measure, palette: MapPalette): readonly LegendItem[] {
  const colors = coverageColors(palette);
  const classes = classesOf(measure).map((each): LegendItem => ({
    label: classWords(measure, each),
    values: { from: shown(measure, each.from), to: shown(measure, each.to ?? 0) },
    swatch: {
      kind: "fill",
      color: colorOf(colors, each),
      ...(each.state === "uncovered"
        ? {
            outline: colors.uncoveredLine,
            hatching: { kind: "forward", color: colors.uncoveredLine },
          }
        : {}),
    },
  }));
  return [
    ...classes,
    {
      label: "coverage:legend.notComputable",
      swatch: {
        kind: "fill",
        color: colors.notComputable,
        outline: colors.notComputableLine,
        hatching: { kind: "cross", color: colors.notComputableLine },
      },
    },
  ];
}

/** Every building coloured by the way to its nearest station. */
export const buildingTimes = (result: CoverageReply): MapEntry => ({
  id: "coverage-buildings",
  title: "coverage:entry.buildings",
  group: "coverage",
  isOn: true,
  minZoom: 12,
  legend: (palette) => buildingLegend(result.definition.measure, palette),
  layers: (context) => buildingLayers(result, context),
});
