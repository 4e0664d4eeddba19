import { joinedSets } from "./joined-sets.ts";
import { BARRIER } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { byte, int } from "./typed-access.ts";

/** The block between barriers (街坊) of each unit: units of one community that meet across no barrier. Numbered by their lowest unit. */
export function numberEnclosures({ arcs, units }: PlanarMap): Int32Array {
  const blocks = joinedSets(units.households.length);
  for (let arc = 0; arc < arcs.from.length; arc++) {
    const [left, right] = [int(arcs.left, arc), int(arcs.right, arc)];
    if (byte(arcs.barrier, arc) !== BARRIER.plot || left < 0 || right < 0) continue;
    if (int(units.community, left) !== int(units.community, right)) continue;
    blocks.join(left, right);
  }
  const numbers = new Map<number, number>();
  return Int32Array.from(units.households, (_, unit) => {
    const top = blocks.root(unit);
    const number = numbers.get(top) ?? numbers.size;
    numbers.set(top, number);
    return number;
  });
}

/** Borders between communities, and the outer one, are administrative: hard. Writes into the map, which must not be in use yet. */
export function markCommunityBorders({ arcs, units }: PlanarMap): void {
  const communityOf = (unit: number): number => (unit < 0 ? -2 : int(units.community, unit));
  arcs.barrier.forEach((_, arc) => {
    if (communityOf(int(arcs.left, arc)) !== communityOf(int(arcs.right, arc)))
      arcs.barrier[arc] = BARRIER.hard;
  });
}
