import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listAreas } from "@onegrid/db/organisation";

/** The areas that somebody looks after, by id, with their names. */
export async function ownAreas(
  db: Db,
  scope: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // The list also names what lies above, to show where one is.
  const areas = await listAreas(db, [...scope]);
  return new Map(
    areas.filter(({ path }) => isInScope(scope, path)).map(({ id, name }) => [id, name]),
  );
}
