import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { fromWkb, positionOf } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

export interface StaffPositionRow {
  readonly accountId: string;
  readonly position: Position;
  readonly accuracyMetres: number;
  readonly measuredAt: Date;
  readonly receivedAt: Date;
}

/** Takes the place of the last one where it is later and enough time has passed; answers whether it did. */
export async function keepStaffPosition(
  db: Db,
  { accountId, position, accuracyMetres, measuredAt, receivedAt }: StaffPositionRow,
  leastGapMs: number,
): Promise<boolean> {
  const place = writeWkb({ type: "Point", coordinates: position });
  const { rows } = await sql`
    insert into staff_position (account_id, place, accuracy_metres, measured_at, received_at)
    select ${accountId}, ${fromWkb(sql`${place}::bytea`)}, ${accuracyMetres}::double precision,
      ${measuredAt}::timestamptz, ${receivedAt}::timestamptz
    on conflict (account_id) do update set place = excluded.place,
      accuracy_metres = excluded.accuracy_metres, measured_at = excluded.measured_at,
      received_at = excluded.received_at
    where excluded.measured_at > staff_position.measured_at
      and excluded.received_at >= staff_position.received_at
        + ${leastGapMs}::int * interval '1 millisecond'
    returning account_id`.execute(db);
  return rows.length > 0;
}

/** The last positions of some people. */
export async function listStaffPositions(
  db: Db,
  accountIds: readonly string[],
): Promise<StaffPositionRow[]> {
  const { rows } = await sql<StaffPositionRow>`
    select account_id as "accountId", ${positionOf(sql.ref("place"))} as position,
      accuracy_metres as "accuracyMetres", measured_at as "measuredAt",
      received_at as "receivedAt"
    from staff_position where account_id = any(${[...accountIds]}::text[]) order by account_id`.execute(
    db,
  );
  return rows;
}

export const forgetStaffPosition = (db: Db, accountId: string): Promise<unknown> =>
  db.deleteFrom("staff_position").where("account_id", "=", accountId).execute();

/** Deletes what was received before an instant; answers how many. */
export async function purgeStaffPositions(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("staff_position")
    .where("received_at", "<", before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** A duty as far as it says when somebody is on shift. */
export interface ShiftDuty {
  readonly dutyId: string;
  readonly role: string;
  readonly areaId: string;
  readonly shift: string;
}

/** Duties in force of somebody, in roles that go out. */
export const listShiftDuties = (
  db: Db,
  { accountId, roles, day }: ShiftDutyQuery,
): Promise<ShiftDuty[]> =>
  db
    .selectFrom("duty")
    .select(["id as dutyId", "role", "area_id as areaId", "shift"])
    .where("account_id", "=", accountId)
    .where("role", "in", roles)
    .where("valid_from", "<=", day)
    .where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">", day)]))
    .orderBy("id")
    .execute();

interface ShiftDutyQuery {
  readonly accountId: string;
  readonly roles: readonly string[];
  readonly day: string;
}
