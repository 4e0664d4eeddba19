import { arcsAround, landOf, rightOf, type Division, type Lock } from "@onegrid/core/division";
import { arcPositions } from "@onegrid/core/topology";
import {
  lasting,
  type LayerSpec,
  type MapEntry,
  type MapPalette,
  type Shape,
} from "../../map/index.ts";
import type { OpenBase } from "../state/open-base.ts";

type Locks = readonly Lock[];

/** Beads along every stretch of border that is locked (锁定); no entry while there is none. */
export const lockedBorders = (
  base: OpenBase,
  { ground, locks }: Pick<Division, "ground" | "locks">,
): readonly MapEntry[] =>
  locks.some(({ kind }) => kind === "border") ? [lockedEntry(base, ground, locks)] : [];

const lockedEntry = lasting(
  (base: OpenBase, ground: Division["ground"], locks: Locks): MapEntry => ({
    group: "division",
    isOn: true,
    id: "division-locked-borders",
    title: "division:border.lockedLegend",
    legend: (palette) => [
      {
        label: "division:border.lockedLegend",
        swatch: { kind: "line", color: LOCKED[palette.theme], width: 4 },
      },
    ],
    layers: ({ palette }) => lockLayers(lockedShapes(base, ground, locks), palette),
  }),
);

const LOCKED = { light: "#b45309", dark: "#fbbf24" } as const;

function lockLayers(features: readonly Shape[], { theme }: MapPalette): LayerSpec[] {
  if (features.length === 0) return [];
  return [
    {
      source: {
        kind: "shapes",
        id: "division-locked-borders",
        data: { type: "FeatureCollection", features },
      },
      band: "overlay",
      id: "division-locked-borders",
      type: "line",
      layout: { "line-cap": "round" },
      paint: { "line-color": LOCKED[theme], "line-width": 7, "line-dasharray": [0.01, 1.7] },
    },
  ];
}

/** Arcs between the two units of each lock. */
function lockedShapes(base: OpenBase, ground: Division["ground"], locks: Locks): Shape[] {
  const borders = locks.filter((lock) => lock.kind === "border");
  if (borders.length === 0) return [];
  const land = landOf(ground);
  return borders.flatMap(({ unitId, otherId }) => {
    const [unit, other] = [ground.indexOf.get(unitId) ?? -1, ground.indexOf.get(otherId) ?? -1];
    if (unit < 0 || other < 0) return [];
    return [...arcsAround(land, unit)]
      .filter((signed) => rightOf(land, signed) === other)
      .map((signed): Shape => {
        const coordinates = arcPositions(base.map, base.positions, signed);
        return {
          type: "Feature",
          geometry: {
            type: "LineString",
            coordinates: coordinates.filter(([lng]) => !Number.isNaN(lng)),
          },
          properties: {},
        };
      });
  });
}
