import type { ExpressionSpecification } from "maplibre-gl";
import type { TextKey } from "../i18n/index.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette, WayRank } from "./palette.ts";

interface WayClass {
  readonly rank: WayRank;
  readonly label: TextKey;
  /** Values of the attribute `class` (OSM's `highway`); a `_link` goes with its road. */
  readonly classes: readonly string[];
  /** Pixels at the zooms of `WIDTH_ZOOMS`. 0 hides it. */
  readonly widths: readonly [number, number, number, number];
}

const WIDTH_ZOOMS = [9, 12, 15, 18] as const;

/** The one table of style and legend, widest last: later rows are drawn above earlier ones. */
const WAY_CLASSES: readonly WayClass[] = [
  {
    rank: "minor",
    label: "map:legend.minor",
    classes: ["residential", "unclassified", "living_street", "service", "road", "track", "busway"],
    widths: [0, 0.6, 3.4, 14],
  },
  {
    rank: "secondary",
    label: "map:legend.secondary",
    classes: ["secondary", "tertiary"],
    widths: [0.5, 1.6, 6.5, 24],
  },
  {
    rank: "primary",
    label: "map:legend.primary",
    classes: ["primary"],
    widths: [0.9, 2.4, 8.5, 30],
  },
  {
    rank: "motorway",
    label: "map:legend.motorway",
    classes: ["motorway", "trunk"],
    widths: [1.2, 3, 10, 36],
  },
];

const FOOT_CLASSES = [
  "footway",
  "path",
  "pedestrian",
  "steps",
  "cycleway",
  "corridor",
  "bridleway",
];
const withLinks = ({ classes }: WayClass): string[] =>
  classes.flatMap((name) => [name, `${name}_link`]);

const roadClass: ExpressionSpecification = ["get", "class"];
const isFoot: ExpressionSpecification = ["in", roadClass, ["literal", FOOT_CLASSES]];
const isBridge: ExpressionSpecification = ["to-boolean", ["get", "bridge"]];
const isTunnel: ExpressionSpecification = ["to-boolean", ["get", "tunnel"]];

/** `match` over the classes; whatever is unknown is drawn as a minor road. */
function byClass(value: (row: WayClass) => string | number): ExpressionSpecification {
  const rows = WAY_CLASSES.filter((row) => row.rank !== "minor");
  const [minor] = WAY_CLASSES;
  if (minor === undefined) throw new Error("no way classes");
  const pairs = rows.flatMap((row) => [withLinks(row), value(row)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a tuple type cannot count the rows
  return ["match", roadClass, ...pairs, value(minor)] as unknown as ExpressionSpecification;
}

/** Width by class and zoom, plus `extra` pixels for a casing. */
function width(extra: number): ExpressionSpecification {
  const stops = WIDTH_ZOOMS.flatMap((zoom, at) => [
    zoom,
    byClass(({ widths }) => {
      const pixels = widths[at] ?? 0;
      return pixels === 0 ? 0 : pixels + (zoom < 12 ? extra / 2 : extra);
    }),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return [
    "interpolate",
    ["exponential", 1.5],
    ["zoom"],
    ...stops,
  ] as unknown as ExpressionSpecification;
}

const rankOrder = byClass((row) => WAY_CLASSES.indexOf(row));

function roadPair(from: RoadPlace, isOverpass: boolean, palette: MapPalette): LayerSpec[] {
  const id = isOverpass ? "ways-bridge" : "ways-road";
  const line = {
    ...from,
    type: "line",
    filter: ["all", ["!", isFoot], isOverpass ? isBridge : ["!", isBridge]],
    layout: {
      // A bridge ends square: its casing must not run round the end onto the road.
      "line-cap": isOverpass ? "butt" : "round",
      "line-join": "round",
      "line-sort-key": rankOrder,
    },
  } as const satisfies Partial<LayerSpec>;
  const opacity: ExpressionSpecification = ["case", isTunnel, 0.45, 1];
  const casing = byClass(({ rank }) => palette.way[rank].casing);
  return [
    {
      ...line,
      id: `${id}-casing`,
      paint: {
        "line-color": isOverpass ? palette.labelSoft : casing,
        "line-width": width(isOverpass ? 2.2 : 1.6),
        "line-opacity": opacity,
      },
    },
    {
      ...line,
      id,
      paint: {
        "line-color": byClass(({ rank }) => palette.way[rank].fill),
        "line-width": width(0),
        "line-opacity": opacity,
      },
    },
  ];
}

type RoadPlace = Pick<LayerSpec, "band" | "source" | "sourceLayer">;

function wayLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("ways");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "ways" } as const;
  return [
    {
      ...from,
      id: "ways-foot",
      type: "line",
      minZoom: 14,
      filter: isFoot,
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.way.foot.fill,
        "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], 14, 0.6, 16, 1.1, 19, 3],
        "line-dasharray": [2.2, 1.4],
      },
    },
    ...roadPair(from, false, palette),
    ...roadPair(from, true, palette),
  ];
}

export const waysEntry: MapEntry = {
  id: "ways",
  title: "map:entry.ways",
  group: "base",
  isOn: true,
  legend: (palette) => [
    ...WAY_CLASSES.toReversed().map(
      ({ rank, label, widths }) =>
        ({
          label,
          swatch: {
            kind: "line",
            color: palette.way[rank].fill,
            casing: palette.way[rank].casing,
            width: Math.max(2.5, widths[2] * 0.6),
          },
        }) as const,
    ),
    {
      label: "map:legend.foot",
      swatch: { kind: "line", color: palette.way.foot.fill, width: 1.2, dash: [3, 2] },
    },
  ],
  layers: wayLayers,
};
