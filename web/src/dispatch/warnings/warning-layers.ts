import type { WarningField } from "@onegrid/core/dispatch/warnings-contract";
import {
  hatchId,
  LABEL_FONT_BOLD,
  lasting,
  type LayerSpec,
  type MapEntry,
  type MapPalette,
  type Shape,
  type ShapeSource,
} from "../../map/index.ts";
import { areaShape } from "../board/field-shape.ts";

/** The colours of warnings in China: red, orange, yellow, blue; their names stand beside them. */
const COLORS = {
  light: { extreme: "#c81e1e", severe: "#c2570c", moderate: "#8a6d00", minor: "#1d5fb8" },
  dark: { extreme: "#ff6b61", severe: "#ff9b4a", moderate: "#e8c33a", minor: "#6cb0ff" },
} as const;
const PRACTISED = { light: "#5f6b78", dark: "#98a4b3" } as const;

type Known = keyof (typeof COLORS)["light"];
const isKnown = (word: string): word is Known => Object.hasOwn(COLORS.light, word);

const colorOf = ({ status, severity }: WarningField, { theme }: MapPalette): string =>
  status === "actual" && isKnown(severity) ? COLORS[theme][severity] : PRACTISED[theme];

/** Warnings whose time has not run out; `null` while there is none. */
export const warningEntry = lasting(
  (warnings: readonly WarningField[], now: number): MapEntry | null => {
    const shown = warnings.filter(({ expiresAt }) => expiresAt > now);
    return shown.length === 0 ? null : entryOf(shown);
  },
);

const entryOf = (warnings: readonly WarningField[]): MapEntry => ({
  id: "warnings",
  title: "dispatch:warnings.entry",
  group: "dispatch",
  isOn: true,
  legend: (palette) => [
    ...(["extreme", "severe", "moderate", "minor"] as const).map((severity) => ({
      label: `dispatch:warnings.${severity}` as const,
      swatch: swatchOf(COLORS[palette.theme][severity], palette),
    })),
    { label: "dispatch:warnings.practised", swatch: swatchOf(PRACTISED[palette.theme], palette) },
  ],
  layers: ({ palette }) => layersOf(warnings, palette),
});

const swatchOf = (color: string, palette: MapPalette) => ({
  kind: "fill" as const,
  color: palette.ground,
  outline: color,
  hatching: { kind: "forward" as const, color },
});

function layersOf(warnings: readonly WarningField[], palette: MapPalette): LayerSpec[] {
  const source: ShapeSource = {
    kind: "shapes",
    id: "warnings",
    data: {
      type: "FeatureCollection",
      features: warnings.map((warning) => shapeOf(warning, palette)),
    },
  };
  const from = { band: "data", source } as const;
  return [
    {
      ...from,
      id: "warnings-hatch",
      type: "fill",
      paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": 0.35 },
    },
    {
      ...from,
      id: "warnings-line",
      type: "line",
      paint: { "line-color": ["get", "color"], "line-width": 2.5, "line-dasharray": [4, 2] },
    },
    {
      ...from,
      band: "overlay",
      id: "warnings-name",
      type: "symbol",
      layout: {
        "symbol-placement": "line",
        "text-field": ["get", "headline"],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 12.5,
        "text-offset": [0, 0.9],
        "symbol-spacing": 420,
      },
      paint: {
        "text-color": ["get", "color"],
        "text-halo-color": palette.halo,
        "text-halo-width": 2,
      },
    },
  ];
}

function shapeOf(warning: WarningField, palette: MapPalette): Shape {
  const color = colorOf(warning, palette);
  const { id, headline, geometry } = warning;
  return areaShape(geometry, { id, headline, color, pattern: hatchId("forward", color) });
}
