import { onDutyAt, measuredBy, POSITION_RULES } from "@onegrid/core/dispatch";
import type { PositionBody, PositionTaken } from "@onegrid/core/dispatch/position-contract";
import type { Db } from "@onegrid/db";
import {
  forgetStaffPosition,
  keepStaffPosition,
  listRosterLines,
  listShiftDuties,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";
import { rosterDays } from "../roster/roster-week.ts";
import { rulesOf } from "../rules/rules-in-force.ts";

interface Sender {
  readonly accountId: string;
  readonly now: Date;
}

/** Keeps where somebody on shift is in place of where they were. Off shift nothing is taken, and what is there goes. */
export async function takePosition(
  db: Db,
  { position, accuracyMetres, measuredAt: told }: PositionBody,
  { accountId, now }: Sender,
): Promise<PositionTaken> {
  const measuredAt = measuredBy(now.getTime(), told);
  if (measuredAt === null) throw new Problem({ code: "dispatch.position-old" });
  if (!(await isOnShift(db, { accountId, now }))) {
    await forgetStaffPosition(db, accountId);
    throw new Problem({ code: "dispatch.position-off-shift" });
  }
  // It says where a mast is, and not who is nearest to a case.
  if (accuracyMetres > POSITION_RULES.mostAccuracyMetres) return { isKept: false };
  const row = {
    accountId,
    position,
    accuracyMetres,
    measuredAt: new Date(measuredAt),
    receivedAt: now,
  };
  return { isKept: await keepStaffPosition(db, row, POSITION_RULES.leastGapMs) };
}

/** In any duty that goes out: by the roster (值班表) where there is one, else by the shift of the duty. */
async function isOnShift(db: Db, { accountId, now }: Sender): Promise<boolean> {
  const day = localDay(now);
  const duties = await listShiftDuties(db, { accountId, roles: FIELD_ROLES, day });
  if (duties.length === 0) return false;
  const areaIds = duties.map(({ areaId }) => areaId);
  const [roster, { book }] = await Promise.all([
    listRosterLines(db, areaIds, rosterDays(now)),
    rulesOf(db),
  ]);
  return duties.some((duty) => {
    const team = roster.filter(({ areaId, role }) => areaId === duty.areaId && role === duty.role);
    return onDutyAt({ ...duty, team }, now.getTime(), book.calendar).isOn;
  });
}
