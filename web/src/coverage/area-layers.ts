import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import type { LayerSpec, LegendItem, MapContext, MapEntry, MapPalette } from "../map/index.ts";
import { coverageColors, SHARE_CLASSES, shareColors, shareRank } from "./classes.ts";
import { asExpression, type Expression } from "./expression.ts";

/** Ids by class; areas where nobody lives are left without colour. */
function shareColor(sums: readonly CoverageSum[], colors: readonly string[]): Expression | null {
  const ranks = new Map<number, string[]>();
  for (const { id, coveredShare } of sums) {
    if (coveredShare === null) continue;
    const rank = shareRank(coveredShare);
    ranks.set(rank, [...(ranks.get(rank) ?? []), id]);
  }
  if (ranks.size === 0) return null;
  const cases = [...ranks].flatMap(([rank, ids]) => [ids, colors[rank] ?? NOTHING]);
  return asExpression(["match", ["get", "id"], ...cases, NOTHING]);
}

const NOTHING = "rgba(0, 0, 0, 0)";

interface ShareLayer {
  readonly id: string;
  readonly layer: "areas" | "grids";
  readonly sums: readonly CoverageSum[];
  readonly opacity: Expression | number;
}

function shareLayer({ palette, tiles }: MapContext, part: ShareLayer): readonly LayerSpec[] {
  const source = tiles(part.layer);
  const color = shareColor(part.sums, shareColors(coverageColors(palette)));
  if (source === undefined || color === null) return [];
  const base = { id: part.id, band: "data", source, sourceLayer: part.layer } as const;
  return [{ ...base, type: "fill", paint: { "fill-color": color, "fill-opacity": part.opacity } }];
}

const shareLegend = (palette: MapPalette): readonly LegendItem[] => {
  const colors = shareColors(coverageColors(palette));
  return SHARE_CLASSES.map(({ from, to }, rank): LegendItem => ({
    label: "coverage:legend.share",
    values: { from: from * 100, to: to * 100 },
    swatch: { kind: "fill", color: colors[rank] ?? NOTHING },
  })).toReversed();
};

/** Strong from afar, where no building can be told; gone where the buildings speak for themselves. */
const FADING = asExpression(["interpolate", ["linear"], ["zoom"], 12.2, 0.6, 13.2, 0]);

/** Share of households covered, by community. */
export const communityShares = ({ byArea }: CoverageReply): MapEntry => ({
  id: "coverage-communities",
  title: "coverage:entry.communities",
  group: "coverage",
  isOn: true,
  legend: shareLegend,
  layers: (context) =>
    shareLayer(context, {
      id: "coverage-communities",
      layer: "areas",
      sums: byArea.filter(({ kind }) => kind === "community"),
      opacity: FADING,
    }),
});

/** The same by grid, at every zoom; off at first, since it lies under the buildings. */
export const gridShares = ({ byGrid }: CoverageReply): MapEntry => ({
  id: "coverage-grids",
  title: "coverage:entry.grids",
  group: "coverage",
  isOn: false,
  legend: shareLegend,
  layers: (context) =>
    shareLayer(context, {
      id: "coverage-grids",
      layer: "grids",
      sums: byGrid,
      opacity: GRID_OPACITY,
    }),
});

const GRID_OPACITY = 0.5;
