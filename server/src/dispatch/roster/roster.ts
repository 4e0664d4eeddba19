import { randomUUID } from "node:crypto";
import { isInScope } from "@onegrid/core/access";
import { dayOfIso, isoOfDay, weekdayOf } from "@onegrid/core/civil-day";
import {
  hoursFault,
  isRostered,
  onDutyAt,
  type RosterLine,
  type WorkCalendar,
} from "@onegrid/core/dispatch";
import type {
  NewRosterLine,
  RosterMember,
  RosterReply,
  RosterShift,
} from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findLentAreas } from "@onegrid/db/access";
import {
  countRosterLines,
  deleteRosterLine,
  findRosterDuty,
  findRosterLine,
  insertRosterLine,
  listRosterDuties,
  listRosterLines,
  type RosterDuty,
  type RosterLineRow,
} from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { mondayOf, rosterDays } from "./roster-week.ts";

const MOST_LINES = 200;

/** Somebody who makes rosters, and the areas they make them for. */
export interface RosterMaker {
  readonly accountId: string;
  readonly scope: readonly string[];
}

interface WeekAsked {
  readonly areaId: string;
  readonly day: string | undefined;
  readonly now: Date;
}

/** A week of an area: everybody with a duty there, when they are on, and who is on duty now. */
export async function rosterWeek(
  db: Db,
  by: RosterMaker,
  { areaId, day, now }: WeekAsked,
): Promise<RosterReply> {
  const [area] = await findLentAreas(db, [areaId]);
  if (!area || !isInScope(by.scope, area.path)) throw new Problem({ code: "dispatch.roster-area" });
  const monday = mondayOf(day ?? localDay(now));
  const week = { from: isoOfDay(monday), to: isoOfDay(monday + 6) };
  const duties = await listRosterDuties(db, areaId, week);
  const lines = await listRosterLines(db, [areaId], week);
  const present = await listRosterLines(db, [areaId], rosterDays(now));
  const { calendar } = (await rulesOf(db)).book;
  const roles = [...new Set(duties.map(({ role }) => role))];
  return {
    areaId,
    days: Array.from({ length: 7 }, (_, at) => {
      const iso = isoOfDay(monday + at);
      return { day: iso, isHoliday: calendar.days[iso] === "holiday" };
    }),
    members: duties.map((duty) => memberOf(duty, { lines, present, monday, now, calendar })),
    rosteredRoles: roles.filter((role) => isRostered(teamOf(lines, role), monday)),
  };
}

const teamOf = (lines: readonly RosterLineRow[], role: string): RosterLineRow[] =>
  lines.filter((line) => line.role === role);

function memberOf(
  duty: RosterDuty,
  week: {
    readonly lines: readonly RosterLineRow[];
    readonly present: readonly RosterLineRow[];
    readonly monday: number;
    readonly now: Date;
    readonly calendar: WorkCalendar;
  },
): RosterMember {
  const { dutyId, name, role, shift } = duty;
  const own = week.lines.filter((line) => line.dutyId === dutyId);
  const team = teamOf(week.present, role);
  return {
    dutyId,
    name,
    role,
    usualHours: shift,
    isOnDuty: onDutyAt({ dutyId, shift, team }, week.now.getTime(), week.calendar).isOn,
    shifts: Array.from({ length: 7 }, (_, at) =>
      shiftsOn(own, week.monday + at, week.calendar),
    ).flat(),
  };
}

/** What stands for a day: its own lines, else the weekday's that do not rest on it. */
function shiftsOn(
  own: readonly RosterLineRow[],
  day: number,
  calendar: WorkCalendar,
): RosterShift[] {
  const iso = isoOfDay(day);
  const dated = own.filter((line) => line.day === iso);
  const isHoliday = calendar.days[iso] === "holiday";
  const weekly = own.filter(
    ({ weekday, restsOnHolidays }) => weekday === weekdayOf(day) && !(restsOnHolidays && isHoliday),
  );
  return (dated.length > 0 ? dated : weekly).map(({ id, hours, weekday }) => ({
    lineId: id,
    day: iso,
    startMinute: hours?.startMinute ?? null,
    endMinute: hours?.endMinute ?? null,
    isWeekly: weekday !== null,
  }));
}

/** Puts somebody down for hours on a day or a weekday, or off for a day. */
export const addRosterLine = (
  db: Db,
  by: RosterMaker,
  { dutyId, day, isWeekly, hours, restsOnHolidays }: NewRosterLine,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    requireDay(day);
    const duty = await findRosterDuty(trx, dutyId, day);
    if (!duty || !isInScope(by.scope, duty.areaPath))
      throw new Problem({ code: "dispatch.roster-area" });
    // A weekday has no day off: it is off as long as no line says otherwise.
    const part = hours === null ? (isWeekly ? "start" : null) : hoursFault(hours);
    if (part !== null) throw new Problem({ code: "dispatch.roster-hours", part });
    if ((await countRosterLines(trx, dutyId)) >= MOST_LINES)
      throw new Problem({ code: "dispatch.roster-full", most: MOST_LINES });
    const line: RosterLine = {
      dutyId,
      weekday: isWeekly ? weekdayOf(dayOfIso(day)) : null,
      day: isWeekly ? null : day,
      hours,
      restsOnHolidays,
    };
    await insertRosterLine(trx, { ...line, id: randomUUID() });
    await note(trx, by, { action: "dispatch.roster-add", dutyId, detail: { ...line } });
  });

export const removeRosterLine = (db: Db, by: RosterMaker, id: string): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const line = await findRosterLine(trx, id);
    if (!line || !isInScope(by.scope, line.areaPath))
      throw new Problem({ code: "dispatch.roster-area" });
    await deleteRosterLine(trx, id);
    await note(trx, by, { action: "dispatch.roster-remove", dutyId: line.dutyId, detail: { id } });
  });

/** `2026-02-30` has the shape of a day and is none. */
function requireDay(day: string): void {
  if (isoOfDay(dayOfIso(day)) !== day)
    throw new Problem({ code: "request.invalid", place: "body/day", reason: "no such day" });
}

const note = (
  trx: Db,
  { accountId }: RosterMaker,
  { action, dutyId, detail }: { action: string; dutyId: string; detail: object },
): Promise<void> => writeAudit(trx, { accountId, action, object: dutyId, detail: { ...detail } });
