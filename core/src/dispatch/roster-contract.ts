import { Type, type Static } from "typebox";
import type { PositionProblem } from "./position-contract.ts";

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Id = Type.String({ minLength: 1, maxLength: 200 });

export const RosterQuery = Type.Object(
  {
    areaId: Id,
    /** Any day of the week that is asked for; without it the present one. */
    day: Type.Optional(Day),
  },
  { additionalProperties: false },
);

/** Hours of a duty on a weekday or on one day. */
export const RosterShift = Type.Object({
  /** Of the line that it comes from. */
  lineId: Type.String(),
  day: Type.String(),
  /** Minutes after local midnight; the end may lie in the next day. `null`: a day off. */
  startMinute: Type.Union([Type.Integer(), Type.Null()]),
  endMinute: Type.Union([Type.Integer(), Type.Null()]),
  isWeekly: Type.Boolean(),
});
export type RosterShift = Static<typeof RosterShift>;

/** Somebody with a duty in the area, and when they are on duty in the week. */
export const RosterMember = Type.Object({
  dutyId: Type.String(),
  name: Type.String(),
  role: Type.String(),
  /** Hours of the duty itself, in OSM's words: they count where the role has no roster. */
  usualHours: Type.String(),
  isOnDuty: Type.Boolean(),
  shifts: Type.Array(RosterShift),
});
export type RosterMember = Static<typeof RosterMember>;

export const RosterReply = Type.Object({
  areaId: Type.String(),
  /** Monday to Sunday. */
  days: Type.Array(Type.Object({ day: Type.String(), isHoliday: Type.Boolean() })),
  members: Type.Array(RosterMember),
  /** Roles of the area that have a roster in this week; for others the usual hours count. */
  rosteredRoles: Type.Array(Type.String()),
});
export type RosterReply = Static<typeof RosterReply>;

export const NewRosterLine = Type.Object(
  {
    dutyId: Id,
    day: Day,
    /** Every week on the weekday of this day; otherwise on this day only. */
    isWeekly: Type.Boolean(),
    /** `null`: off on this day. */
    hours: Type.Union([
      Type.Object({ startMinute: Type.Integer(), endMinute: Type.Integer() }),
      Type.Null(),
    ]),
    restsOnHolidays: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type NewRosterLine = Static<typeof NewRosterLine>;

/** Refusals of rosters. */
export type RosterProblem =
  | PositionProblem
  | { readonly code: "dispatch.roster-area" }
  | { readonly code: "dispatch.roster-hours"; readonly part: string }
  | { readonly code: "dispatch.roster-full"; readonly most: number };
