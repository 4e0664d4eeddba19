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
  type FeatureStates,
} from "../map/index.ts";
import { classesOf, colorOf, coverageColors, NO_PATH, type CoverageClass } from "./classes.ts";
import { asExpression, type Expression } from "./expression.ts";
import { TRY_COLORS } from "./try/try-layers.ts";

/** The server cuts them from zoom 12 on; beyond 16 the map enlarges. */
const tilesOf = (tiles: string, states: FeatureStates | null): TileSource => ({
  kind: "tiles",
  id: "coverage",
  // MapLibre's worker resolves nothing: it needs a whole address. Tests have none.
  tiles: `${globalThis.location?.origin ?? ""}${tiles}`,
  minZoom: 12,
  maxZoom: 16,
  promoteId: "id",
  ...(states === null ? {} : { states: { coverage: states } }),
});

/** An attribute of the tile, unless changes that are tried out say otherwise. */
const present = (state: string, attribute: string): Expression =>
  asExpression(["coalesce", ["feature-state", state], ["get", attribute]]);
const STATUS = present("status", "status");
const isState = (state: string): Expression => asExpression(["==", STATUS, state]);
const isShape = (type: "Polygon" | "Point"): Expression =>
  asExpression(["==", ["geometry-type"], type]);

/** The colour of a building by its minutes or metres; the limit parts the two ramps. */
function buildingColor(measure: Measure, palette: MapPalette): Expression {
  const colors = coverageColors(palette);
  const value = [
    "coalesce",
    present("value", measure.basis === "time" ? "seconds" : "metres"),
    NO_PATH,
  ];
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
    STATUS,
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
  states: FeatureStates | null,
): readonly LayerSpec[] {
  const colors = coverageColors(palette);
  const from: From = { band: "data", source: tilesOf(tiles, states), sourceLayer: "coverage" };
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
    ...(states === null ? [] : [changeLayer(from, palette)]),
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
  filter: isShape("Polygon"),
  paint: {
    "fill-pattern": pattern,
    // No filter sees the state of a feature: those of another status are there and not seen.
    "fill-opacity": asExpression(["case", isState(state), 0.7, 0]),
  },
});

/** Round the buildings that changed sides. */
function changeLayer(from: From, palette: MapPalette): LayerSpec {
  const { gained, lost } = TRY_COLORS[palette.theme];
  const change = ["coalesce", ["feature-state", "change"], 0];
  return {
    ...from,
    id: "coverage-change",
    type: "line",
    filter: isShape("Polygon"),
    paint: {
      "line-color": asExpression(["case", [">", change, 0], gained, lost]),
      "line-width": ["interpolate", ["linear"], ["zoom"], 13, 1, 17, 3.5],
      "line-opacity": asExpression(["case", ["==", change, 0], 0, 1]),
    },
  };
}

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
        STATUS,
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
export const buildingTimes = (result: CoverageReply, states: FeatureStates | null): MapEntry => ({
  id: "coverage-buildings",
  title: "coverage:entry.buildings",
  group: "coverage",
  isOn: true,
  minZoom: 12,
  legend: (palette) => buildingLegend(result.definition.measure, palette),
  layers: (context) => buildingLayers(result, context, states),
});
