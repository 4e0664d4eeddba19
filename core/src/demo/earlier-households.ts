import { randomFor } from "./random.ts";

/** Ground with homes, as the units of a base map hold it. */
export interface Homes {
  readonly households: Float64Array;
  /** Compound of a unit; −1: none. */
  readonly compound: Int32Array;
  readonly enclosure: Int32Array;
  /** x, y of a point in each unit, centimetres. */
  readonly label: Float64Array;
}

const OLD_REGISTER = 0x6f6c64;

/**
 * Households as an older register may have had them: some compounds filled since, others emptied. All
 * homes of a compound, or of a block outside one, by the same share; keyed by place, so the order of
 * units does not matter.
 */
export function earlierHouseholds(homes: Homes, seed: number): Float64Array {
  const anchors = anchorsOf(homes);
  return homes.households.map((own, unit) => {
    const [x, y] = anchors.get(groupOf(homes, unit)) ?? [0, 0];
    return Math.round(own * randomFor(seed, OLD_REGISTER, x, y).between(0.75, 1.25));
  });
}

function groupOf({ compound, enclosure }: Homes, unit: number): string {
  const own = compound[unit] ?? -1;
  return own >= 0 ? `compound ${own}` : `block ${enclosure[unit] ?? -1}`;
}

/** The westernmost label of each group; of several the southernmost. */
function anchorsOf(homes: Homes): Map<string, readonly [x: number, y: number]> {
  const anchors = new Map<string, readonly [number, number]>();
  for (const unit of homes.households.keys()) {
    const group = groupOf(homes, unit);
    const [x, y] = [homes.label[2 * unit] ?? 0, homes.label[2 * unit + 1] ?? 0];
    const best = anchors.get(group);
    if (best === undefined || x < best[0] || (x === best[0] && y < best[1]))
      anchors.set(group, [x, y]);
  }
  return anchors;
}
