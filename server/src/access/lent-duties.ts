import { lentDuties } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listLent, type DelegationRow, type DutyRow } from "@onegrid/db/access";
import { localDay } from "./local-day.ts";

/** Duties that somebody holds on others' behalf (代班) at a moment. */
export async function listLentDuties(db: Db, accountId: string, now: Date): Promise<DutyRow[]> {
  const rows = await listLent(db, accountId, { at: now, day: localDay(now) });
  return rows.flatMap((row) => dutiesOfDelegation(row, now));
}

/** What one delegation gives at a moment, each area as a duty of its own. */
export const dutiesOfDelegation = (row: DelegationRow, now: Date): DutyRow[] =>
  lentDuties(
    row.duty,
    { ...row, from: row.from.getTime(), to: row.to.getTime() },
    now.getTime(),
  ).map(({ area, isWhole, ...duty }) => ({
    ...duty,
    areaName: area.name,
    areaKind: area.kind,
    unitId: row.duty.unitId,
    onBehalfOf: {
      accountId: row.giverId,
      displayName: row.giverName,
      areaId: row.duty.areaId,
      isWhole,
    },
  }));
