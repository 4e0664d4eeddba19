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

/** The last positions of everybody, the newest first where there are more than `limit`. */
export async function listAllStaffPositions(db: Db, limit: number): Promise<StaffPositionRow[]> {
  const { rows } = await sql<StaffPositionRow>`
    select account_id as "accountId", ${positionOf(sql.ref("place"))} as position,
      accuracy_metres as "accuracyMetres", measured_at as "measuredAt",
      received_at as "receivedAt"
    from staff_position order by received_at desc limit ${limit}`.execute(db);
  return rows;
}

/** A duty of somebody whose position is there, with what a map says of them. */
export interface LocatedDuty extends ShiftDuty {
  readonly accountId: string;
  readonly displayName: string;
  readonly areaName: string;
  readonly areaPath: readonly string[];
  /** Cases dispatched to them that are not resolved yet. */
  readonly openCases: number;
}

/** Duties in force, in roles that go out, of everybody whose position is there. */
export async function listLocatedDuties(
  db: Db,
  { roles, day }: Omit<ShiftDutyQuery, "accountId">,
): Promise<LocatedDuty[]> {
  const { rows } = await sql<LocatedDuty>`
    select d.id as "dutyId", d.account_id as "accountId", p.display_name as "displayName", d.role,
      d.area_id as "areaId", a.name as "areaName", a.path as "areaPath", d.shift,
      coalesce(load.open, 0)::int as "openCases"
    from staff_position s join account p on p.id = s.account_id
    join duty d on d.account_id = s.account_id join area a on a.id = d.area_id
    left join (
      select c.assignee_id, count(*) as open from dispatch_case c
      where c.state in ('dispatched', 'in_progress')
      group by c.assignee_id
    ) load on load.assignee_id = d.account_id
    where d.role = any(${[...roles]}::text[]) and p.closed_at is null
      and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
    order by d.id`.execute(db);
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
