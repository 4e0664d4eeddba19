import {
  isOpenAt,
  parseMoment,
  parseOpeningHours,
  type Moment,
  type OpenSlots,
  type SpecialDays,
} from "@onegrid/core/coverage";
import type { CoverageQuery, StationHours } from "@onegrid/core/coverage/contract";
import type { StationPlace } from "@onegrid/db/coverage";
import { Problem } from "../../problem.ts";

/** The hour a question is about; `undefined`: hours are left aside. Refuses what is no hour. */
export function momentAsked(
  { at }: Pick<CoverageQuery, "at">,
  special: SpecialDays,
): Moment | undefined {
  if (at === undefined) return undefined;
  const moment = parseMoment(at, special);
  if (!moment.ok) throw new Problem(moment.error);
  return moment.value;
}

/** When a station is open; `null`: nobody knows, or what stands there is not understood. */
export function slotsOf({ hours }: Pick<StationPlace, "hours">): OpenSlots | null {
  const slots = hours === null ? null : parseOpeningHours(hours);
  return slots?.ok ? slots.value : null;
}

/** Those open at a moment; one of unknown hours is not among them. */
export function openAt(
  stations: readonly StationPlace[],
  moment: Moment | undefined,
): readonly StationPlace[] {
  return stations.filter(({ hours }) => isOpenAt(hours, moment));
}

export const offering = (
  stations: readonly StationPlace[],
  service: string | undefined,
): readonly StationPlace[] =>
  service === undefined ? stations : stations.filter(({ services }) => services.includes(service));

export function countHours(
  stations: readonly StationPlace[],
  moment: Moment | undefined,
): StationHours | null {
  if (moment === undefined) return null;
  const open = openAt(stations, moment).length;
  const unknown = stations.filter((station) => slotsOf(station) === null).length;
  return { open, closed: stations.length - open - unknown, unknown };
}

/** Services of some stations, the most common first. */
export function listServices(
  stations: readonly StationPlace[],
): { name: string; stations: number }[] {
  const counts = new Map<string, number>();
  for (const name of stations.flatMap(({ services }) => [...new Set(services)])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, stations: count }))
    .toSorted((a, b) => b.stations - a.stations || a.name.localeCompare(b.name, "zh-CN"));
}

/** Stations by kind, the most common first. */
export function countKinds(
  stations: readonly Pick<StationPlace, "kind">[],
): { kind: string; stations: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of stations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, stations: count }))
    .toSorted((a, b) => b.stations - a.stations || (a.kind < b.kind ? -1 : 1));
}
