import { proposeDatum, type EdgeFinder } from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { say } from "../terminal.ts";

const DATUM_NAMES = { wgs84: "WGS 84", gcj02: "GCJ-02", bd09: "BD-09" } as const;

const asPercent = (share: number): string => `${Math.round(share * 100)} %`;

/** Shifted coordinates give wrong minutes without looking wrong: say what they seem to be. */
export function warnOfDatum(
  path: string,
  finder: EdgeFinder,
  places: readonly { readonly position: Position }[],
): void {
  const { best, isSure, misfit } = proposeDatum(
    finder,
    places.map(({ position }) => position),
  );
  if (best === "wgs84" || !isSure) return;
  const [there, here] = [asPercent(misfit[best]), asPercent(misfit.wgs84)];
  say(
    `注意：${path} 的坐标像是 ${DATUM_NAMES[best]}：现在 ${here} 的楼栋压在路上或远离道路，转换后为 ${there}。请先转换为 WGS 84 / CGCS2000`,
    `Warning: ${path} looks like ${DATUM_NAMES[best]}: ${here} of the buildings stand on a road or far from any, after converting ${there}. Convert it to WGS 84 / CGCS2000 first`,
  );
}
