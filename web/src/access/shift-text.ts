import { twoDigits } from "@onegrid/core/civil-day";

const DAY_MINUTES = 1_440;

const clockText = (minute: number): string => {
  const inDay = minute % DAY_MINUTES;
  return `${twoDigits(Math.floor(inDay / 60))}:${twoDigits(inDay % 60)}`;
};

/** `20:00–08:00 次日`: hours of a shift, with a word for those that end in the next day. */
export const shiftText = (startMinute: number, endMinute: number, nextDay: string): string =>
  `${clockText(startMinute)}–${endMinute === DAY_MINUTES ? "24:00" : clockText(endMinute)}${
    endMinute > DAY_MINUTES ? ` ${nextDay}` : ""
  }`;

const minuteOf = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
};

/** Hours from two fields; an end that is not after the start lies in the next day. */
export function hoursOf(start: string, end: string): { startMinute: number; endMinute: number } {
  const [startMinute, endMinute] = [minuteOf(start), minuteOf(end)];
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + DAY_MINUTES };
}
