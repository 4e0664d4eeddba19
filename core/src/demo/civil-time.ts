/** A moment as seconds since 1970-01-01T00:00Z, with the offset of the clocks it is told by. */
export interface LocalMoment {
  readonly epochSeconds: number;
  readonly offsetMinutes: number;
}

const SECONDS_PER_DAY = 86_400;

/** Reads ISO 8601 with an offset (`+08:00` or `Z`). Throws on anything else: the caller passes a constant or a clock. */
export function readMoment(iso: string): LocalMoment {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.exec(
    iso,
  );
  if (!match) throw new Error(`not an ISO 8601 moment with offset: ${iso}`);
  const field = (k: number): number => Number(match[k] ?? 0);
  const zone = match[7] ?? "Z";
  const sign = zone.startsWith("-") ? -1 : 1;
  const offsetMinutes =
    zone === "Z" ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const local =
    daysOfDate(field(1), field(2), field(3)) * SECONDS_PER_DAY +
    field(4) * 3600 +
    field(5) * 60 +
    field(6);
  return { epochSeconds: local - offsetMinutes * 60, offsetMinutes };
}

export function writeMoment({ epochSeconds, offsetMinutes }: LocalMoment): string {
  const local = epochSeconds + offsetMinutes * 60;
  const days = Math.floor(local / SECONDS_PER_DAY);
  const second = local - days * SECONDS_PER_DAY;
  const { year, month, day } = dateOfDays(days);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const sign = offsetMinutes < 0 ? "-" : "+";
  const zone = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  return `${year}-${two(month)}-${two(day)}T${clock.map(two).join(":")}${sign}${zone.map(two).join(":")}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Whole days since 1970-01-01 in the moment's own zone. */
export const localDay = ({ epochSeconds, offsetMinutes }: LocalMoment): number =>
  Math.floor((epochSeconds + offsetMinutes * 60) / SECONDS_PER_DAY);

/** 0 is Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** Howard Hinnant's days_from_civil (public domain): the year begins in March, eras have 400 years. */
export function daysOfDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Hinnant's civil_from_days, the inverse. */
export function dateOfDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
