/** Days since 1970-01-01 in the calendar of the place: no time zone, no clock. */
export type DayNumber = number;

/** Month and day from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** Day number of an ISO day. Throws on what is no ISO day. */
export function dayOfIso(iso: string): DayNumber {
  const parts = ISO_DAY.exec(iso);
  if (!parts) throw new Error(`not an ISO day: ${iso}`);
  const [, year, month, day] = parts.map(Number);
  if (year === undefined || month === undefined || day === undefined) throw new Error(iso);
  return dayOfDate({ year, month, day });
}

/** The reverse of `dayOfIso`. */
export function isoOfDay(dayNumber: DayNumber): string {
  const { year, month, day } = dateOfDay(dayNumber);
  return [String(year).padStart(4, "0"), twoDigits(month), twoDigits(day)].join("-");
}

export const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** 0 is Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (dayNumber: DayNumber): number => (((dayNumber + 3) % 7) + 7) % 7;

/**
 * Day number of a date. Counts 400-year eras from 1 March of year 0, so that leap days come last
 * (after H. Hinnant, “chrono-compatible low-level date algorithms”).
 */
export function dayOfDate({ year, month, day }: CivilDate): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + dayOfEra + dayOfYear - 719_468;
}

/** The reverse of `dayOfDate`. */
export function dateOfDay(dayNumber: DayNumber): CivilDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const beforeYear = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - beforeYear;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}
