import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listRootAreas } from "@onegrid/db/organisation";

/** Whether a scope leaves nothing of the area tree out; in a store without areas every one does. */
export const holdsWholeTree = async (db: Db, scope: readonly string[]): Promise<boolean> =>
  (await listRootAreas(db)).every(({ id }) => isInScope(scope, [id]));
