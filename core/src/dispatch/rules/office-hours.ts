import type { WorkSegment } from "./calendar.ts";

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** `08:30-12:00 14:00-17:30`; nothing for a day off. */
export const hoursText = (segments: readonly WorkSegment[]): string =>
  segments
    .map(({ startMinute, endMinute }) => `${clock(startMinute)}-${clock(endMinute)}`)
    .join(" ");

const SPAN = /^(\d{1,2}):(\d{2})[-–—~至](\d{1,2}):(\d{2})$/;

/** The spans that a text says; `null` where it says something else. */
export function readHours(text: string): WorkSegment[] | null {
  const spans = text
    .normalize("NFKC")
    .split(/[\s,;，；、]+/)
    .filter((each) => each !== "");
  const segments = spans.map((span) => {
    const [, h1, m1, h2, m2] = SPAN.exec(span) ?? [];
    if (h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined) return null;
    return { startMinute: Number(h1) * 60 + Number(m1), endMinute: Number(h2) * 60 + Number(m2) };
  });
  const read = segments.filter((each) => each !== null);
  return read.length === segments.length && isInOrder(read) ? read : null;
}

const isInOrder = (segments: readonly WorkSegment[]): boolean =>
  segments.every(
    ({ startMinute, endMinute }, at) =>
      startMinute < endMinute &&
      endMinute <= 1440 &&
      startMinute >= (segments[at - 1]?.endMinute ?? 0),
  );
