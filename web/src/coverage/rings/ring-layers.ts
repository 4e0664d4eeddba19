import { ringMeasures, type Measure } from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { text } from "../../i18n/index.ts";
import {
  LABEL_FONT_BOLD,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type ShapeSource,
} from "../../map/index.ts";
import { limitOf } from "../classes.ts";
import { asExpression, type Expression } from "../expression.ts";
import { shapeSource } from "../shapes.ts";
import { RINGS_ENTRY } from "./load-rings.ts";

/** The ground reached within one measure. */
export interface Ring {
  readonly measure: Measure;
  readonly polygon: MultiPolygon;
}

/** Apart from the blues and oranges of buildings; darker (on the dark map: lighter) is nearer. */
const COLORS: Readonly<Record<MapPalette["theme"], readonly [string, string, string]>> = {
  light: ["#00514a", "#00857a", "#3fae9f"],
  dark: ["#8ff0df", "#3fc9b4", "#1f8f80"],
};
/** Each ring lies on the larger ones, so that the near ground is the fullest. */
const FILL_OPACITY = 0.13;

interface RingLine {
  readonly limit: number;
  /** The limit in force: the only line without gaps. Nobody has to tell lines apart by colour. */
  readonly isInForce: boolean;
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[] | null;
}

function linesOf(measure: Measure, theme: MapPalette["theme"]): readonly RingLine[] {
  return ringMeasures(measure).map((each, rank) => {
    const isInForce = limitOf(each) === limitOf(measure);
    return {
      limit: shownLimit(each),
      isInForce,
      color: COLORS[theme][rank] ?? COLORS[theme][2],
      width: isInForce ? 2.6 : 1.8,
      dash: isInForce ? null : rank === 0 ? [1.5, 1.5] : [4, 2],
    };
  });
}

/** Nested rings (分级步行圈): how the ground widens with the limit. Off until wanted. */
export function nestedRingsEntry(rings: readonly Ring[], measure: Measure): MapEntry {
  const source = ringSource(rings);
  return {
    id: RINGS_ENTRY,
    title: "coverage:entry.rings",
    group: "coverage",
    isOn: false,
    legend: ({ theme }) => linesOf(measure, theme).map((line) => legendOf(line, measure)),
    layers: ({ palette }) => ringLayers({ source, measure, palette }),
  };
}

function ringSource(rings: readonly Ring[]): ShapeSource {
  const features = rings.map(({ measure, polygon }) => ({
    type: "Feature" as const,
    geometry: polygon,
    properties: { limit: shownLimit(measure) },
  }));
  // The largest first: what is near is drawn above it.
  return shapeSource(RINGS_ENTRY, features.toReversed());
}

/** Minutes or metres, as people say them. */
export const shownLimit = (measure: Measure): number =>
  Number((measure.basis === "time" ? limitOf(measure) / 60 : limitOf(measure)).toFixed(1));

/** The limit in force also says what the lines are. */
function legendOf(
  { limit, isInForce, color, width, dash }: RingLine,
  { basis }: Measure,
): LegendItem {
  const by = basis === "time" ? "minutes" : "metres";
  return {
    label: isInForce ? `coverage:legend.range.${by}` : `coverage:legend.ring.${by}`,
    values: { to: limit },
    swatch: { kind: "line", color, width, ...(dash === null ? {} : { dash }) },
  };
}

interface Drawn {
  readonly source: ShapeSource;
  readonly measure: Measure;
  readonly palette: MapPalette;
}

function ringLayers({ source, measure, palette }: Drawn): readonly LayerSpec[] {
  const lines = linesOf(measure, palette.theme);
  const colors = lines.flatMap(({ limit, color }) => [limit, color]);
  const color = asExpression(["match", ["get", "limit"], ...colors, COLORS[palette.theme][2]]);
  return [
    {
      id: `${RINGS_ENTRY}-fill`,
      band: "data",
      source,
      type: "fill",
      paint: { "fill-color": COLORS[palette.theme][1], "fill-opacity": FILL_OPACITY },
    },
    ...lines.map((line, rank) => lineLayer(source, line, rank)),
    {
      id: `${RINGS_ENTRY}-label`,
      band: "overlay",
      source,
      type: "symbol",
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": labelOf(measure),
        "text-font": LABEL_FONT_BOLD,
        "text-size": 12.5,
      },
      paint: { "text-color": color, "text-halo-color": palette.halo, "text-halo-width": 2 },
    },
  ];
}

const lineLayer = (
  source: ShapeSource,
  { limit, color, width, dash }: RingLine,
  rank: number,
): LayerSpec => ({
  id: `${RINGS_ENTRY}-line-${rank}`,
  band: "data",
  source,
  type: "line",
  filter: asExpression(["==", ["get", "limit"], limit]),
  layout: { "line-join": "round" },
  paint: {
    "line-color": color,
    "line-width": width,
    ...(dash === null ? {} : { "line-dasharray": [...dash] }),
  },
});

/** Stands where the number goes in the words of a label. */
const SLOT = "\u0000";

function labelOf({ basis }: Measure): Expression {
  const words = text(`coverage:ringLabel.${basis}`, { limit: SLOT });
  const [before = "", after = ""] = words.split(SLOT);
  return asExpression(["concat", before, ["to-string", ["get", "limit"]], after]);
}
