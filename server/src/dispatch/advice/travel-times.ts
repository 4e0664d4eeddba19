import {
  attachPoints,
  DEFAULT_SPEEDS,
  reverseTravelTimes,
  type Attachments,
  type EdgeFinder,
  type Network,
  type Weighting,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";

export type TravelsBy = "foot" | "drive";

/** Times come in tenths of a second. */
const UNITS_PER_SECOND = 10;
/** How far from a way a case or a person may be: most are near, some are in the middle of a park. */
const REACHES_METRES = [50, 200, 800];

const WEIGHTINGS: Readonly<Record<TravelsBy, Weighting>> = {
  foot: { kind: "time", metresPerSecond: DEFAULT_SPEEDS.adult },
  drive: { kind: "drive" },
};

/**
 * Seconds from each start to one place over the network, all by one search backwards from the place;
 * `null` where no way leads.
 */
export function travelSecondsTo(
  ready: { readonly network: Network; readonly finder: EdgeFinder },
  place: Position,
  starts: readonly Position[],
  travelsBy: TravelsBy,
): (number | null)[] {
  const target = attachWithin(ready.finder, [place]);
  if (starts.length === 0 || target.failures.size > 0) return starts.map(() => null);
  const sources = attachWithin(ready.finder, starts);
  const units = reverseTravelTimes(ready.network, target, sources, WEIGHTINGS[travelsBy]);
  return Array.from(units, (each) => (each < 0 ? null : each / UNITS_PER_SECOND));
}

/** Attaches points to the nearest way; those that find none look further. */
function attachWithin(finder: EdgeFinder, points: readonly Position[]): Attachments {
  const [nearest = 0, ...further] = REACHES_METRES;
  let attached = attachPoints(finder, points, { maxLegMetres: nearest });
  for (const maxLegMetres of further) {
    const lost = [...attached.failures.keys()];
    if (lost.length === 0) return attached;
    const lostPoints = points.filter((_, index) => attached.failures.has(index));
    const again = attachPoints(finder, lostPoints, { maxLegMetres });
    attached = withFound(attached, again, lost);
  }
  return attached;
}

/** Puts the second look of some points in the place of the first. */
function withFound(first: Attachments, again: Attachments, at: readonly number[]): Attachments {
  const failures = new Map(first.failures);
  at.forEach((index, k) => {
    if (again.failures.has(k)) return;
    first.edge[index] = again.edge[k] ?? -1;
    first.alongMetres[index] = again.alongMetres[k] ?? 0;
    first.legMetres[index] = again.legMetres[k] ?? 0;
    failures.delete(index);
  });
  return { ...first, failures };
}
