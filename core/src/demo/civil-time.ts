import { dateOfDay, dayOfDate, twoDigits } from "../civil-day.ts";

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
    dayOfDate({ year: field(1), month: field(2), day: field(3) }) * SECONDS_PER_DAY +
    field(4) * 3600 +
    field(5) * 60 +
    field(6);
  return { epochSeconds: local - offsetMinutes * 60, offsetMinutes };
}

export function writeMoment({ epochSeconds, offsetMinutes }: LocalMoment): string {
  const local = epochSeconds + offsetMinutes * 60;
  const days = Math.floor(local / SECONDS_PER_DAY);
  const second = local - days * SECONDS_PER_DAY;
  const { year, month, day } = dateOfDay(days);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const sign = offsetMinutes < 0 ? "-" : "+";
  const zone = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${clock.map(twoDigits).join(":")}${sign}${zone.map(twoDigits).join(":")}`;
}

/** Whole days since 1970-01-01 in the moment's own zone. */
export const localDay = ({ epochSeconds, offsetMinutes }: LocalMoment): number =>
  Math.floor((epochSeconds + offsetMinutes * 60) / SECONDS_PER_DAY);
