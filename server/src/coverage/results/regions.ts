import type { Bbox, Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { listRootBoxes } from "@onegrid/db/organisation";

/**
 * Ground that is walked and driven on together: round one root of the area tree. A store may hold
 * cities far apart, and one network over all of them would be neither possible nor of any use.
 */
export interface Region {
  readonly id: string;
  /** Degrees, with a margin: people cross the border to the next station. */
  readonly box: Bbox;
}

const MARGIN_DEGREES = 0.05;
/** Of a store without areas: everything is one region. */
const EVERYWHERE: Region = { id: "", box: [-180, -90, 180, 90] };

export async function listRegions(db: Db): Promise<readonly Region[]> {
  const roots = await listRootBoxes(db);
  if (roots.length === 0) return [EVERYWHERE];
  return roots.map(({ id, bbox: [west, south, east, north] }) => ({
    id,
    box: [
      west - MARGIN_DEGREES,
      south - MARGIN_DEGREES,
      east + MARGIN_DEGREES,
      north + MARGIN_DEGREES,
    ],
  }));
}

export const isInRegion = ({ box }: Region, [lng, lat]: Position): boolean =>
  lng >= box[0] && lat >= box[1] && lng <= box[2] && lat <= box[3];

/** The region of a place: that of its root where it has one, else the one whose middle is nearest. */
export function regionOf(regions: readonly Region[], position: Position, rootId?: string): Region {
  const own = regions.find(({ id }) => id === rootId);
  if (own) return own;
  const [first, ...others] = regions;
  if (!first) throw new Error("no region");
  return others.reduce(
    (best, region) => (distance(region, position) < distance(best, position) ? region : best),
    first,
  );
}

function distance({ box }: Region, [lng, lat]: Position): number {
  return Math.hypot((box[0] + box[2]) / 2 - lng, (box[1] + box[3]) / 2 - lat);
}
