import type { Coverage, CoverageInput, CoverageReason, StationPoint } from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { inWords, say } from "../terminal.ts";

export const REASONS: Readonly<Record<CoverageReason, readonly [zh: string, en: string]>> = {
  "too-far": ["附近没有道路", "no way within reach"],
  "no-way-in-compound": ["围墙内没有道路", "no way inside its walls"],
  "behind-wall": ["与道路之间隔着围墙", "a wall stands between it and the way"],
  "bad-position": ["坐标无效", "no valid position"],
  isolated: ["所在的路网孤立", "on an isolated piece of network"],
  "no-path": ["没有可走的路线", "no way leads there"],
};
const MOST_NAMED = 3;

/** Degrees, or a word where there are none. */
export function placeOf([lng, lat]: Position = [Number.NaN, Number.NaN]): string {
  if (Number.isFinite(lng + lat)) return `${lng.toFixed(6)}, ${lat.toFixed(6)}`;
  return inWords("没有坐标", "no coordinates");
}

export function tellStranded(
  { id, position }: { readonly id: string; readonly position: Position | undefined },
  reason: CoverageReason,
): void {
  const place = placeOf(position);
  const why = inWords(...REASONS[reason]);
  say(
    `站点 ${id}（${place}）未接入路网：${why}`,
    `Station ${id} (${place}) is not on the network: ${why}`,
  );
}

/** What hangs in the air, why, and where: stations one by one, buildings by reason with the first few. */
export function tellUnattached(coverage: Coverage, input: CoverageInput): void {
  const positions = new Map(input.stations.map(({ id, position }) => [id, position]));
  for (const { id, reason } of coverage.strandedStations) {
    tellStranded({ id, position: positions.get(id) }, reason);
  }
  const failures = new Map<number, CoverageReason>();
  for (const [i, { reason, state }] of coverage.buildings.entries()) {
    if (state === "not-computable" && reason !== null) failures.set(i, reason);
  }
  tellFailures(input.buildings, failures);
}

/** By reason, with the first few and their places. */
export function tellFailures(
  places: readonly StationPoint[],
  failures: ReadonlyMap<number, CoverageReason>,
): void {
  const byReason = new Map<CoverageReason, string[]>();
  for (const [i, reason] of failures) {
    const named = byReason.get(reason) ?? [];
    byReason.set(reason, named);
    const place = `${places[i]?.id ?? ""} (${placeOf(places[i]?.position)})`;
    named.push(named.length < MOST_NAMED ? place : "");
  }
  for (const [reason, named] of byReason) {
    const first = named.slice(0, MOST_NAMED).join("; ");
    const [zh, en] = REASONS[reason];
    say(
      `${named.length} 处无法计算（${zh}），如 ${first}`,
      `${named.length} places are not computable (${en}), as ${first}`,
    );
  }
}
