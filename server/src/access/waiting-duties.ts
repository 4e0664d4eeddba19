import { ROLES, type Role } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { giveWaitingRoles, type DutyRow } from "@onegrid/db/access";
import { listRootAreas } from "@onegrid/db/organisation";

interface Waiting {
  readonly accountId: string;
  readonly waitingRoles: readonly string[];
}

const isRole = (role: string): role is Role => ROLES.some((known) => known === role);

/**
 * What an account may do while the store holds no area to do it in: its waiting roles, in an area
 * that nothing lies in. An administrator can then bring the first areas.
 */
export async function waitingDuties(
  db: Db,
  { accountId, waitingRoles }: Waiting,
): Promise<DutyRow[]> {
  const roles = waitingRoles.filter(isRole);
  if (roles.length === 0 || (await listRootAreas(db)).length > 0) return [];
  return roles.map((role) => ({
    id: `waiting-${accountId}-${role}`,
    role,
    areaId: "",
    areaPath: [],
    areaName: "",
    areaKind: "district",
    categories: [],
    unitId: null,
  }));
}

/** Once there are areas: the roles become duties at the first top one. */
export async function settleWaitingRoles(trx: Db): Promise<number> {
  const [root] = await listRootAreas(trx);
  return root === undefined ? 0 : giveWaitingRoles(trx, root.id);
}
