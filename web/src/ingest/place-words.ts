import type { SourcePlace } from "@onegrid/core/ingest";
import type { Translate } from "../i18n/index.ts";

/** Where a row stands in a file that is known where this stands: `第 12 行`. */
export function placeWords({ layer, line, feature }: SourcePlace, t: Translate): string {
  const inside = layer === null ? "" : `${layer} `;
  if (line !== null) return `${inside}${t("ingest:place.line", { number: line })}`;
  return feature === null
    ? inside.trim()
    : `${inside}${t("ingest:place.feature", { number: feature })}`;
}
