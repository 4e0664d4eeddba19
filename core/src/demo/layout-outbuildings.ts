import { isClear } from "./clearance.ts";
import type { PartLayout } from "./model.ts";
import type { Random } from "./random.ts";
import { rectangle, spanAt, type ParcelJob, type Yard } from "./yard.ts";

export interface Grounds {
  readonly name: string;
  readonly address: string;
  /** Ring in the yard's frame outside of which only small outbuildings stand. */
  readonly ring: Yard["localRing"];
}

/** Places tried for an outbuilding before it is left out. */
const TRIES = 4;

/** Bicycle sheds (车棚), a transformer house (配电室): low buildings between wall and houses. */
export function placeOutbuildings(
  job: ParcelJob,
  yard: Yard,
  grounds: Grounds,
  [random, layout]: readonly [Random, PartLayout],
): void {
  for (const [side, label] of [
    ["west", "车棚"],
    ["east", "配电室"],
  ] as const) {
    const length = side === "west" ? random.between(10, 22) : random.between(5, 8);
    for (let tried = 0; tried < TRIES; tried++) {
      const x = placeAtWall(yard, side, heightIn(grounds, random), length);
      if (x === null) continue;
      const ring = rectangle(yard, x, [3.6, length]);
      if (!isClear(ring, layout, job.since)) continue;
      layout.buildings.push({
        ring,
        name: `${grounds.name}${label}`,
        address: grounds.address,
        households: 0,
        source: "register",
        storeys: 1,
        use: "other",
        doors: [],
      });
      break;
    }
  }
}

function heightIn({ ring }: Grounds, random: Random): number {
  const heights = ring.map(([, y]) => y);
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  return bottom + (top - bottom) * random.between(0.06, 0.8);
}

/** South-west corner of a building of that length beside the west or east wall, if it fits. */
function placeAtWall(
  yard: Yard,
  side: "west" | "east",
  y: number,
  length: number,
): readonly [number, number] | null {
  const ends = [spanAt(yard.localRing, y), spanAt(yard.localRing, y + length)];
  const low = Math.max(...ends.map((end) => end?.[0] ?? Infinity));
  const high = Math.min(...ends.map((end) => end?.[1] ?? -Infinity));
  if (!(low < high)) return null;
  return [side === "west" ? low + 1 : high - 4.6, y];
}
