import type { TextKey } from "../../i18n/index.ts";

type Place = readonly [number, number];

const DIRECTIONS: readonly TextKey[] = [
  "field:way.n",
  "field:way.ne",
  "field:way.e",
  "field:way.se",
  "field:way.s",
  "field:way.sw",
  "field:way.w",
  "field:way.nw",
];

/** Degrees clockwise from north; over a few kilometres the earth is flat enough for an arrow. */
export function bearingDegrees([lng1, lat1]: Place, [lng2, lat2]: Place): number {
  const east = (lng2 - lng1) * Math.cos((lat1 * Math.PI) / 180);
  return (Math.atan2(east, lat2 - lat1) * (180 / Math.PI) + 360) % 360;
}

export const directionOf = (degrees: number): TextKey =>
  DIRECTIONS[Math.round(degrees / 45) % 8] ?? "field:way.n";
