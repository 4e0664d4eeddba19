import { isSeatOf, SEAT_ROLES } from "@onegrid/core/dispatch";
import type { SeatsBody, SeatsReply } from "@onegrid/core/dispatch/departments-contract";
import type { Db } from "@onegrid/db";
import { bindSeats, listDirectory, listSeats, type SeatRow } from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { ownAreas } from "./own-areas.ts";

interface Asked {
  /** The areas whose people the asker looks after. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Who may act for bodies (部门), and for which of them they do. */
export async function seatsFor(db: Db, { scope, now }: Asked): Promise<SeatsReply> {
  const seats = await listSeats(db, { scope, roles: SEAT_ROLES, day: localDay(now) });
  return { seats };
}

interface Binding extends Asked {
  readonly accountId: string;
}

/**
 * Lets duties act for a body from now on, or for none: from the next request on they see what it sees. The cases keep
 * for whom each step was taken; what was bound before stands in the audit trail.
 */
export const bindDuties = (
  db: Db,
  { seats: wanted }: SeatsBody,
  { scope, now, accountId }: Binding,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const day = localDay(now);
    const seats = await listSeats(trx, { scope, roles: SEAT_ROLES, day });
    const own = await ownAreas(trx, scope);
    const bodies = await listDirectory(trx, { areaIds: scope, day });
    // Whoever acts for a body sees its cases wherever they are: nobody gives more than is theirs.
    const kindOf = new Map(
      bodies
        .filter(({ validTo, areaIds }) => validTo === null && areaIds.every((id) => own.has(id)))
        .map(({ id, kind }) => [id, kind]),
    );
    const bound = wanted.map(({ dutyId, unitId }) => {
      const seat = seats.find((each) => each.dutyId === dutyId);
      const kind = unitId === null ? null : kindOf.get(unitId);
      if (!seat || kind === undefined || (kind !== null && !isSeatOf(seat.role, kind)))
        throw new Problem({ code: "dispatch.seat-refused", dutyId });
      return { seat, unitId };
    });
    await bindSeats(trx, wanted);
    await writeAudit(trx, {
      accountId,
      action: "dispatch.seats-change",
      object: "departments",
      detail: { seats: bound.map(toldOf) },
    });
  });

const toldOf = ({ seat, unitId }: { readonly seat: SeatRow; readonly unitId: string | null }) => ({
  dutyId: seat.dutyId,
  login: seat.login,
  before: seat.unitId,
  after: unitId,
});
