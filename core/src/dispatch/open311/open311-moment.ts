import { dayOfIso, isoOfDay, twoDigits } from "../../civil-day.ts";
import type { EpochMs } from "../model/model.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment as Open311 writes it: to the second, in UTC. */
export function momentText(at: EpochMs): string {
  const day = Math.floor(at / DAY_MS);
  const seconds = Math.floor((at - day * DAY_MS) / 1000);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return `${isoOfDay(day)}T${clock.map((part) => twoDigits(Math.floor(part))).join(":")}Z`;
}

/**
 * The reverse, with any zone. `undefined`: nothing was said; `null`: it is no moment. A `+` of an
 * address may have become a blank on the way.
 */
export function readMoment(said: string | undefined): EpochMs | null | undefined {
  const text = said?.trim().replace(/ (?=\d\d:\d\d$)/, "+") ?? "";
  if (text === "") return undefined;
  const parts = MOMENT.exec(text);
  if (!parts) return null;
  const [, iso = "", hours, minutes, seconds = "0", zone = "Z"] = parts;
  const day = dayOfIso(iso);
  if (isoOfDay(day) !== iso) return null;
  const clock = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return day * DAY_MS + clock * 1000 - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith("-") ? -minutes : minutes) * MINUTE_MS;
}
