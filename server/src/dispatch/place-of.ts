import type { Place } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { findAddressNear, findGridAt, type GridAtPoint } from "@onegrid/db/dispatch";
import { findAreasAt, listRootAreas, type AreaAtPoint } from "@onegrid/db/organisation";

/** Where a point lies: its place for the case, and the names that a person reads. */
export interface Located {
  readonly place: Place;
  /** Area ids from the root down, the grid last: who may see one of them may see the case. */
  readonly scopePath: readonly string[];
  readonly areas: readonly AreaAtPoint[];
  readonly grid: GridAtPoint | undefined;
  /** Whether no area holds the point: the report is kept, the district's desk decides. */
  readonly isOutside: boolean;
}

/** Finds grid, community, street and district of a point on a day (`YYYY-MM-DD`). */
export async function locate(
  db: Db,
  asked: { position: Position | null; address: string; day: string },
): Promise<Located> {
  const { position, day } = asked;
  const areas = position ? await findAreasAt(db, position) : [];
  const grid = position ? await findGridAt(db, position, day) : undefined;
  const [root] = areas.length > 0 ? areas : await listRootAreas(db);
  if (!root) throw new Error("a report came in before there was any area");
  const near = position && asked.address === "" ? await findAddressNear(db, position) : undefined;
  const idOf = (kind: AreaAtPoint["kind"]): string | null =>
    areas.find((area) => area.kind === kind)?.id ?? null;
  return {
    place: {
      position,
      address: asked.address || (near ?? ""),
      gridId: grid?.code ?? null,
      gridVersionId: grid?.id ?? null,
      laneId: null,
      communityId: idOf("community"),
      streetId: idOf("street"),
      districtId: idOf("district") ?? root.id,
    },
    scopePath: areas.at(-1)?.path ?? [root.id],
    areas,
    grid,
    isOutside: position !== null && areas.length === 0,
  };
}
