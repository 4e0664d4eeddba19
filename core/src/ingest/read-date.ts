import { dateOfDay, twoDigits } from "../civil-day.ts";

const SECONDS_PER_DAY = 86_400;

/** How to read dates that do not say everything. */
export interface DateRules {
  /** `+08:00`: of times without one. */
  readonly utcOffset: string;
  /** Of `04/05/2017`. */
  readonly dateOrder: "mdy" | "dmy";
}

/**
 * A date and time as people and systems write it, as ISO 8601 with offset; `null`: not a date.
 * Reads ISO, `2024/3/5 8:05`, `2024年3月5日 8时5分`, `20240305080500`, `04/22/2014 01:07:39 PM` and Unix
 * time in seconds or milliseconds.
 */
export function readDate(text: string, rules: DateRules): string | null {
  const plain = text.normalize("NFKC").trim();
  if (/^\d{13}$/.test(plain)) return fromUnixSeconds(Math.floor(Number(plain) / 1000));
  if (/^\d{10}$/.test(plain)) return fromUnixSeconds(Number(plain));
  const compact = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?$/.exec(plain);
  if (compact !== null) return assemble(compact.slice(1), rules.utcOffset);
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst !== null) return assemble(yearFirst.slice(1, 7), yearFirst[7] ?? rules.utcOffset);
  const yearLast = YEAR_LAST.exec(plain);
  return yearLast === null ? null : fromYearLast(yearLast, rules);
}

const TIME = String.raw`(?:[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?`;
const OFFSET = String.raw` *(Z|[+-]\d\d:?\d\d)?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}${OFFSET}$`,
);
const YEAR_LAST = new RegExp(
  String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME} *([AP]M)?$`,
  "i",
);

function fromYearLast(found: RegExpExecArray, rules: DateRules): string | null {
  const [, first = "", second = "", year = "", hour, minute, second60, half] = found;
  const isDayFirst = Number(first) > 12 || (rules.dateOrder === "dmy" && Number(second) <= 12);
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  const hours = hour === undefined ? undefined : String(to24Hours(Number(hour), half));
  return assemble([year, month, day, hours, minute, second60], rules.utcOffset);
}

function to24Hours(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}

function assemble(parts: readonly (string | undefined)[], offset: string): string | null {
  const [year = NaN, month = NaN, day = NaN, ...time] = parts.map((part) => Number(part ?? "0"));
  if (!isBetween(year, 1900, 2200) || !isBetween(month, 1, 12)) return null;
  if (!isBetween(day, 1, daysInMonth(year, month)) || !isTime(time)) return null;
  const [hour = 0, minute = 0, second = 0] = time;
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return `${date}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${plainOffset(offset)}`;
}

function isTime([hour = 0, minute = 0, second = 0]: readonly number[]): boolean {
  return isBetween(hour, 0, 23) && isBetween(minute, 0, 59) && isBetween(second, 0, 59);
}

/** False for NaN. */
function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function plainOffset(offset: string): string {
  if (offset === "Z") return "+00:00";
  return offset.includes(":") ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function fromUnixSeconds(seconds: number): string | null {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const { year, month, day } = dateOfDay(days);
  const rest = seconds - days * SECONDS_PER_DAY;
  const time = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
  return assemble([year, month, day, ...time].map(String), "Z");
}

/** A number comparable across offsets: minutes since year 0, roughly. For "closed before reported". */
export function minutesOf(iso: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = iso.split(/[-T:+Z]/).map(Number);
  const sign = iso.at(-6) === "-" ? -1 : 1;
  const offset = sign * (Number(iso.slice(-5, -3)) * 60 + Number(iso.slice(-2)));
  return (((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute - offset;
}
