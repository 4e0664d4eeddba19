import type { WorkCalendar, WorkSegment } from "./calendar.ts";
import { dayOfIso, isoOfDay } from "../../civil-day.ts";

/** Days off from–to, both included. */
type Holiday = readonly [from: string, to: string];

/**
 * Public holidays (放假) and moved working days (调休上班) as announced by the General Office of the
 * State Council: notice of 2024-11-12 for 2025, notice of 2025-11-04 for 2026.
 */
const ARRANGEMENTS: Readonly<Record<number, { off: readonly Holiday[]; work: readonly string[] }>> =
  {
    2025: {
      off: [
        ["2025-01-01", "2025-01-01"], // 元旦
        ["2025-01-28", "2025-02-04"], // 春节
        ["2025-04-04", "2025-04-06"], // 清明节
        ["2025-05-01", "2025-05-05"], // 劳动节
        ["2025-05-31", "2025-06-02"], // 端午节
        ["2025-10-01", "2025-10-08"], // 国庆节、中秋节
      ],
      work: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    },
    2026: {
      off: [
        ["2026-01-01", "2026-01-03"], // 元旦
        ["2026-02-15", "2026-02-23"], // 春节
        ["2026-04-04", "2026-04-06"], // 清明节
        ["2026-05-01", "2026-05-05"], // 劳动节
        ["2026-06-19", "2026-06-21"], // 端午节
        ["2026-09-25", "2026-09-27"], // 中秋节
        ["2026-10-01", "2026-10-07"], // 国庆节
      ],
      work: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    },
  };

function specialDays(): Record<string, "holiday" | "workday"> {
  const days: Record<string, "holiday" | "workday"> = {};
  for (const { off, work } of Object.values(ARRANGEMENTS)) {
    for (const [from, to] of off) {
      for (let day = dayOfIso(from); day <= dayOfIso(to); day += 1) days[isoOfDay(day)] = "holiday";
    }
    for (const iso of work) days[iso] = "workday";
  }
  return days;
}

/** 08:30–12:00 and 14:00–17:30: a start value, every city has its own hours. */
const OFFICE_HOURS: readonly WorkSegment[] = [
  { startMinute: 8 * 60 + 30, endMinute: 12 * 60 },
  { startMinute: 14 * 60, endMinute: 17 * 60 + 30 },
];
const WEEK = [OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, [], []];

/** Office hours in China with the holidays of 2025 and 2026; other years know weekends only. */
export const CHINA_CALENDAR: WorkCalendar = {
  id: "china-office",
  version: 1,
  offsetMinutes: 480,
  weeks: [{ validFrom: "2025-01-01", days: WEEK }],
  days: specialDays(),
  knownYears: Object.keys(ARRANGEMENTS).map(Number),
};
