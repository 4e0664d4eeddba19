import { dayOfIso, isoOfDay, weekdayOf } from "@onegrid/core/civil-day";
import { localDay } from "../../access/sessions.ts";

/** Monday of the week of a day, as days since 1970. */
export const mondayOf = (isoDay: string): number => {
  const day = dayOfIso(isoDay);
  return day - weekdayOf(day);
};

/** The days whose lines decide who is on duty now: this week, and the nights that lead into it. */
export function rosterDays(now: Date): { readonly from: string; readonly to: string } {
  const monday = mondayOf(localDay(now));
  return { from: isoOfDay(monday - 2), to: isoOfDay(monday + 6) };
}
