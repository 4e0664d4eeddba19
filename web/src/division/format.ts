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

const ZONE = { timeZone: "Asia/Shanghai", hourCycle: "h23" } as const;
const CLOCK = { ...ZONE, hour: "2-digit", minute: "2-digit" } as const;
const DAY = { ...ZONE, year: "numeric", month: "2-digit", day: "2-digit" } as const;

/** `12:03` of today, else `11-20 12:03`; always Asia/Shanghai. */
export function clock(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  const day = isoDay(time);
  const hours = time.toLocaleTimeString("en-GB", CLOCK);
  return day === isoDay(now) ? hours : `${day.slice(5)} ${hours}`;
}

/** `2026-11-22` in Asia/Shanghai. */
export const isoDay = (time: Date): string => time.toLocaleDateString("sv-SE", DAY);

/** A day so many days later. */
export const daysAfter = (time: Date, days: number): string =>
  isoDay(new Date(time.getTime() + days * 86_400_000));

/** The first day of the month after. */
export function firstOfNextMonth(time: Date): string {
  const [year = 0, month = 0] = isoDay(time).split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}
