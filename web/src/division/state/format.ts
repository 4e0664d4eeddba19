import { DISTRICT_ZONE, isoDay } from "../../i18n/days.ts";

/** Numbers and times as people read them, in the present language. */
const MINUS = "\u2212";

/** 0.123 → `+12 %`; a real minus sign, so that columns line up. */
export function signedPercent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 0) return "0 %";
  return `${whole > 0 ? "+" : MINUS}${Math.abs(whole)} %`;
}

export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`;

export const decimal = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : value.toFixed(2);

const CLOCK = {
  timeZone: DISTRICT_ZONE,
  hourCycle: "h23",
  hour: "2-digit",
  minute: "2-digit",
} as const;

/** `12:03` of today, else `11-20 12:03`; always Asia/Shanghai. */
export function clock(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  const day = isoDay(time);
  const hours = time.toLocaleTimeString("en-GB", CLOCK);
  return day === isoDay(now) ? hours : `${day.slice(5)} ${hours}`;
}

/** The first day of the month after. */
export function firstOfNextMonth(time: Date): string {
  const [year = 0, month = 0] = isoDay(time).split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}
