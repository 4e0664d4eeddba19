import { slotOf, type Moment } from "./moment.ts";
import { isOpenIn, parseOpeningHours } from "./opening-hours.ts";

/**
 * Whether a place with these hours, as written, is open at a moment; without one hours are left aside. What
 * nobody knows or can read counts at no stated hour.
 */
export function isOpenAt(hours: string | null, moment: Moment | undefined): boolean {
  if (moment === undefined) return true;
  const slots = hours === null ? null : parseOpeningHours(hours);
  return slots?.ok === true && isOpenIn(slots.value, slotOf(moment));
}
