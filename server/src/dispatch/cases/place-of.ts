import type { CaseLevel, Place } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { findAddressNear, findGridAt, type GridAtPoint } from "@onegrid/db/dispatch";
import { findAreasAt, listRootAreas, type AreaAtPoint } from "@onegrid/db/organisation";
import { laneOn } from "../duty-list/responsible-units.ts";

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

/** Finds grid, lane, community, street and district of a point on a day (`YYYY-MM-DD`). */
export async function locate(
  db: Db,
  asked: { position: Position | null; address: string; day: string },
): Promise<Located> {
  const { position, day } = asked;
  const areas = oneBranch(position ? await findAreasAt(db, position) : []);
  const communityId = idOf(areas, "community");
  const grid = await findGridAt(db, { position, communityId }, day);
  const [root] = areas.length > 0 ? areas : await listRootAreas(db);
  if (!root) throw new Error("a report came in before there was any area");
  const isOutside = position !== null && areas.length === 0;
  return {
    place: {
      position,
      address: asked.address || (await addressAt(db, position)),
      ...gridIds(grid),
      laneId: isOutside ? null : await laneOn(db, position, day),
      communityId,
      streetId: idOf(areas, "street"),
      districtId: idOf(areas, "district") ?? root.id,
    },
    scopePath: areas.at(-1)?.path ?? [root.id],
    areas,
    grid,
    isOutside,
  };
}

/** On a border two branches of the tree meet: the point belongs to one, that of the lowest code. */
function oneBranch(found: readonly AreaAtPoint[]): readonly AreaAtPoint[] {
  const depth = Math.max(0, ...found.map(({ path }) => path.length));
  const leaf = found.find(({ path }) => path.length === depth);
  return found.filter(({ id }) => leaf?.path.includes(id));
}

const idOf = (areas: readonly AreaAtPoint[], kind: AreaAtPoint["kind"]): string | null =>
  areas.find((area) => area.kind === kind)?.id ?? null;

const gridIds = (grid: GridAtPoint | undefined) => ({
  gridId: grid?.code ?? null,
  gridVersionId: grid?.id ?? null,
});

const addressAt = async (db: Db, position: Position | null): Promise<string> =>
  (position && (await findAddressNear(db, position))) ?? "";

/** Level a case begins at: the lowest that its place allows. */
export const levelOfPlace = ({ gridId, communityId, streetId }: Place): CaseLevel =>
  gridId ? "grid" : communityId ? "community" : streetId ? "street" : "district";
