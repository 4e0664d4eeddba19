import type { DivisionFacts } from "@onegrid/core/division";
import { count, useText } from "../../i18n/index.ts";
import { fairShareOf, lightOf, type GridLight } from "../state/grid-view.ts";

const BINS = 14;
const HEIGHT = 34;

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly grids: number;
  readonly light: GridLight;
}

/** Grids by households: bins of a sixth of the target, the last one open. */
export function histogramOf({ grids, division }: Pick<DivisionFacts, "grids" | "division">): Bin[] {
  const { target } = division;
  const width = Math.max(1, Math.round(target / 6));
  const counts = Array.from({ length: BINS }, () => 0);
  for (const { households } of grids.values()) {
    const bin = Math.min(BINS - 1, Math.floor(households / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((number, bin) => ({
    from: bin * width,
    to: (bin + 1) * width,
    grids: number,
    light: lightOf((bin + 0.5) * width, target),
  }));
}

/** How many grids are how large, with the target and the fair share marked. */
export function HouseholdHistogram({ facts }: { readonly facts: DivisionFacts }) {
  const t = useText();
  const bins = histogramOf(facts);
  const most = Math.max(1, ...bins.map(({ grids }) => grids));
  if (facts.grids.size === 0) return null;
  const { target } = facts.division;
  const share = fairShareOf(facts);
  const end = bins.at(-1)?.to ?? 1;
  const placeOf = (households: number): string => `${(Math.min(households, end) / end) * 100}%`;
  const words = bins
    .filter(({ grids }) => grids > 0)
    .map(({ from, to, grids }) => t("division:histogram.bin", { from, to, count: grids }))
    .join("；");
  return (
    <div className="og-histogram" role="img" aria-label={t("division:histogram.title", { words })}>
      <div aria-hidden="true" style={{ height: HEIGHT }}>
        {bins.map(({ from, to, grids, light }) => (
          <i
            key={from}
            className={`og-light-${light}`}
            title={t("division:histogram.bin", { from, to, count: grids })}
            style={{ height: grids === 0 ? 1 : 4 + ((HEIGHT - 4) * grids) / most }}
          />
        ))}
        <b style={{ left: placeOf(target) }} title={t("division:histogram.target", { target })} />
        {share !== null && (
          <b
            className="og-share"
            style={{ left: placeOf(share) }}
            title={t("division:histogram.share", { share: count(share) })}
          />
        )}
      </div>
      <p aria-hidden="true">
        <span>0</span>
        <span style={{ left: placeOf(target) }}>{count(target)}</span>
        <span style={{ left: "100%" }}>{count(end)}+</span>
      </p>
    </div>
  );
}
