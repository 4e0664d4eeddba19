/** The time zone of every district; where the reader sits does not matter. */
export const DISTRICT_ZONE = "Asia/Shanghai";

const DAY = { timeZone: DISTRICT_ZONE, year: "numeric", month: "2-digit", day: "2-digit" } as const;

/** `2026-11-22` in the district. */
export const isoDay = (time: Date): string => time.toLocaleDateString("sv-SE", DAY);

/** A day so many days later. */
export const daysAfter = (time: Date, days: number): string =>
  isoDay(new Date(time.getTime() + days * 86_400_000));

/** The moment at which a day begins in the district, which has no summer time. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** What is kept is the day after the last one; what people say and write is the last one. */
export const lastDayBefore = (end: string): string => daysAfter(startOfDay(end), -1);
export const dayAfter = (last: string): string => daysAfter(startOfDay(last), 1);
