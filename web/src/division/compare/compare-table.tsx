import type { CompareReply } from "@onegrid/core/division/contract";
import { count, useText } from "../../i18n/index.ts";

/** How a number is written, and which way is better: 1 more, −1 less, 0 neither. */
const SHOWN = [
  ["grids", "count", 0],
  ["fairShareWithin10", "share", 1],
  ["fairShareWithin20", "share", 1],
  ["fairShareWithin5", "share", 1],
  ["fairShareWorst", "share", -1],
  ["fairShareRms", "share", -1],
  ["targetWithin10", "share", 1],
  ["targetWithin20", "share", 1],
  ["ukBand", "share", 1],
  ["oversized", "count", -1],
  ["polsbyPopperMean", "decimal", 1],
  ["polsbyPopperP5", "decimal", 1],
  ["innerBorderOnBarriers", "share", 1],
  ["acrossHardBarriers", "metres", -1],
  ["contiguous", "share", 1],
  ["smallCompoundsCut", "count", -1],
  ["largeCompoundsInFewest", "share", 1],
] as const;
type Kind = (typeof SHOWN)[number][1];

const MINUS = "\u2212";

function written(kind: Kind, value: number): string {
  if (kind === "share") return `${(value * 100).toFixed(1)} %`;
  if (kind === "decimal") return value.toFixed(3);
  return count(Math.round(value));
}

/** All measures of both sides with their difference. */
export function CompareTable({ comparison }: { readonly comparison: CompareReply }) {
  const t = useText();
  const { before, after } = comparison;
  return (
    <table className="og-compare-table">
      <caption className="og-hidden">{t("plan:compare.metrics")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("plan:compare.metrics")}</th>
          <th scope="col">
            {t(before.kind === "present" ? "plan:compare.now" : "plan:compare.before")}
          </th>
          <th scope="col">{t("plan:compare.after")}</th>
          <th scope="col">{t("plan:compare.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {SHOWN.map(([key, kind, good]) => {
          const [old, now] = [before.metrics[key] ?? null, after.metrics[key] ?? null];
          const isKnown = before.kind !== "none" && old !== null && now !== null;
          const difference = isKnown ? now - old : null;
          return (
            <tr key={key}>
              <th scope="row">{t(`plan:metric.${key}`)}</th>
              <td>{before.kind === "none" || old === null ? "–" : written(kind, old)}</td>
              <td>{now === null ? "–" : written(kind, now)}</td>
              <td className={toneOf(difference, good)}>{signed(kind, difference)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function signed(kind: Kind, difference: number | null): string {
  if (difference === null) return "";
  const size = written(kind, Math.abs(difference));
  if (size === written(kind, 0)) return "=";
  return `${difference > 0 ? "+" : MINUS}${size}`;
}

function toneOf(difference: number | null, good: number): string | undefined {
  if (difference === null || good === 0 || Math.abs(difference) < 5e-4) return undefined;
  return difference > 0 === good > 0 ? "og-better" : "og-worse";
}
