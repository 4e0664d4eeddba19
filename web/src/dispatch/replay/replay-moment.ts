import { isoDay, startOfDay } from "../../i18n/days.ts";

const MINUTE_MS = 60_000;
export const DAY_MINUTES = 1440;

/** Minutes since midnight in the district. */
export const minuteOf = (instant: number): number =>
  Math.floor((instant - startOfDay(isoDay(new Date(instant))).getTime()) / MINUTE_MS);

/** `14:05` */
export const clockWords = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** An instant of a day in the district; never later than now. `null`: no such day. */
export function instantAt(day: string, minute: number, now: number): number | null {
  const start = startOfDay(day).getTime();
  return Number.isNaN(start) ? null : Math.min(start + minute * MINUTE_MS, now);
}

/** What stands in a link; `null` where that is no moment of the past. */
export function readInstant(text: string | undefined, now: number): number | null {
  const instant = Date.parse(text ?? "");
  return Number.isNaN(instant) || instant < 0 || instant > now ? null : instant;
}

export const writeInstant = (instant: number): string => new Date(instant).toISOString();
