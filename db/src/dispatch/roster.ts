import type { RosterLine } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** A line of a roster (值班表) with the area and role whose roster it stands in. */
export interface RosterLineRow extends RosterLine {
  readonly id: string;
  readonly areaId: string;
  readonly role: string;
}

/** Lines of duties in any of these areas: those of weekdays, and those of days from–to (both included). */
export async function listRosterLines(
  db: Db,
  areaIds: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<RosterLineRow[]> {
  const { rows } = await sql<RosterLineRow>`
    select l.id, l.duty_id as "dutyId", d.area_id as "areaId", d.role, l.weekday,
      to_char(l.day, 'YYYY-MM-DD') as day, l.rests_on_holidays as "restsOnHolidays",
      case when l.start_minute is not null then json_build_object('startMinute', l.start_minute,
        'endMinute', l.end_minute) end as hours
    from roster_line l join duty d on d.id = l.duty_id join account a on a.id = d.account_id
    where d.area_id = any(${[...areaIds]}::text[]) and a.closed_at is null
      and (l.day is null or l.day between ${from}::date and ${to}::date)
    order by l.day nulls first, l.weekday, l.start_minute, l.id`.execute(db);
  return rows;
}

export interface RosterDuty {
  readonly dutyId: string;
  readonly name: string;
  readonly role: string;
  readonly shift: string;
  readonly areaId: string;
  readonly areaPath: readonly string[];
}

const duties = (db: Db, from: string, to: string) =>
  db
    .selectFrom("duty")
    .innerJoin("account", "account.id", "duty.account_id")
    .innerJoin("area", "area.id", "duty.area_id")
    .select([
      "duty.id as dutyId",
      "account.display_name as name",
      "duty.role",
      "duty.shift",
      "duty.area_id as areaId",
      "area.path as areaPath",
    ])
    .where("account.closed_at", "is", null)
    .where("duty.valid_from", "<=", to)
    .where((eb) => eb.or([eb("duty.valid_to", "is", null), eb("duty.valid_to", ">", from)]));

/** Everybody with a duty in an area itself at some time of the days from–to, by role. */
export const listRosterDuties = (
  db: Db,
  areaId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<RosterDuty[]> =>
  duties(db, from, to)
    .where("duty.area_id", "=", areaId)
    .orderBy("duty.role")
    .orderBy("account.display_name")
    .orderBy("duty.id")
    .execute();

/** Everybody with a duty on a day in some areas or below them, in order. */
export async function listDutiesOn(
  db: Db,
  scope: readonly string[],
  { day, instant }: { readonly day: string; readonly instant: Date },
): Promise<RosterDuty[]> {
  const { rows } = await sql<RosterDuty>`
    select d.id as "dutyId", p.display_name as name, d.role, d.shift, d.area_id as "areaId",
      a.path as "areaPath"
    from duty d join account p on p.id = d.account_id join area a on a.id = d.area_id
    where a.path && ${[...scope]}::text[] and (p.closed_at is null or p.closed_at > ${instant})
      and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
    order by d.area_id, d.role, p.display_name, d.id`.execute(db);
  return rows;
}

export const findRosterDuty = (
  db: Db,
  dutyId: string,
  day: string,
): Promise<RosterDuty | undefined> =>
  duties(db, day, day).where("duty.id", "=", dutyId).executeTakeFirst();

/** The area path of a line's duty; `undefined` for a line that is not there. */
export async function findRosterLine(
  db: Db,
  id: string,
): Promise<{ dutyId: string; areaPath: readonly string[] } | undefined> {
  return db
    .selectFrom("roster_line")
    .innerJoin("duty", "duty.id", "roster_line.duty_id")
    .innerJoin("area", "area.id", "duty.area_id")
    .select(["duty.id as dutyId", "area.path as areaPath"])
    .where("roster_line.id", "=", id)
    .executeTakeFirst();
}

/** Adds a line; a day off takes the place of every line of that day, and a line that of a day off. */
export async function insertRosterLine(
  trx: Db,
  line: RosterLine & { readonly id: string },
): Promise<void> {
  const { id, dutyId, weekday, day, hours, restsOnHolidays } = line;
  if (day !== null) {
    await sql`delete from roster_line where duty_id = ${dutyId} and day = ${day}::date
      and (${hours === null} or start_minute is null)`.execute(trx);
  }
  await trx
    .insertInto("roster_line")
    .values({
      id,
      duty_id: dutyId,
      weekday,
      day,
      start_minute: hours?.startMinute ?? null,
      end_minute: hours?.endMinute ?? null,
      rests_on_holidays: restsOnHolidays,
    })
    .execute();
}

export async function deleteRosterLine(db: Db, id: string): Promise<void> {
  await db.deleteFrom("roster_line").where("id", "=", id).execute();
}

export async function countRosterLines(db: Db, dutyId: string): Promise<number> {
  const { count } = await db
    .selectFrom("roster_line")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("duty_id", "=", dutyId)
    .executeTakeFirstOrThrow();
  return count;
}
