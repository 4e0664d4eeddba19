import type { LandUse, Parcel } from "./model.ts";
import { itemAt, type Random } from "./random.ts";
import type { Town } from "./town.ts";

type Chances = readonly (readonly [LandUse, number])[];

const CENTRE: Chances = [
  ["garden", 18],
  ["yard", 30],
  ["oldtown", 20],
  ["commercial", 16],
  ["school", 8],
  ["park", 8],
];
const MIDDLE: Chances = [
  ["garden", 36],
  ["yard", 34],
  ["oldtown", 3],
  ["commercial", 8],
  ["school", 9],
  ["factory", 3],
  ["park", 7],
];
const EDGE: Chances = [
  ["garden", 40],
  ["yard", 13],
  ["commercial", 6],
  ["school", 8],
  ["factory", 14],
  ["park", 10],
];
/** The few parcels of an estate are dealt, not drawn: every kind is there for whoever tries it. */
const DEALT: readonly LandUse[] = [
  ...(["garden", "yard", "park", "yard", "garden", "school"] as const),
  ...(["oldtown", "yard", "commercial", "garden", "oldtown", "yard"] as const),
];

/** What stands on a piece of ground: old town in the middle, new estates and works outside. */
export function chooseUse(
  town: Town,
  piece: Pick<Parcel, "west" | "east" | "south" | "north">,
  random: Random,
  ordinal: number,
): LandUse {
  if (town.settings.columns < 6) return itemAt(DEALT, ordinal % DEALT.length);
  const u = (piece.west + piece.east) / 2;
  const v = (piece.south + piece.north) / 2;
  const distance = town.distanceShare(u, v) + random.between(-0.1, 0.1);
  const hasWater = Math.abs(v - town.settings.riverRow) < 0.7;
  if (hasWater && random.chance(0.22)) return "park";
  if (distance < 0.3) return random.weighted(CENTRE);
  if (distance > 0.45 && random.chance(town.settings.villageShare * distance)) return "village";
  return random.weighted(distance < 0.72 ? MIDDLE : EDGE);
}
