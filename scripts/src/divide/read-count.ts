import { cellText, readNumber } from "@onegrid/core/ingest";

/** The largest that a map can hold for one unit. */
const MOST = 4_000_000_000;

/** A whole number from 0, also as text ("1,250", "86 户", "12.0"); `null`: none, or not such a number. */
export function readCount(value: unknown): number | null {
  const number = readNumber(cellText(value));
  return number !== null && Number.isInteger(number) && number >= 0 && number <= MOST
    ? number
    : null;
}

export const isBlank = (value: unknown): boolean => cellText(value) === "";
