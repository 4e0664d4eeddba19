import { findNeighbours } from "./face-parts.ts";
import type { Enclosures } from "./enclose.ts";
import { BARRIER } from "./planar-map.ts";
import { widthOf } from "./settle-claims.ts";
import { int, num } from "./typed-access.ts";

const SLIVER_WIDTH_CENTIMETRES = 300;
const SLIVER_AREA2 = 2 * 200 * 10_000;

/**
 * Medians and the strips between double lines: an enclosure without buildings that is narrow or tiny
 * joins the neighbour in its community across the weakest barrier (then longest border, then lowest
 * number), never across a hard one. Answers the enclosure that each part of `ground` belongs to now.
 */
export function joinSlivers(ground: Enclosures, occupied: ReadonlySet<number>): Int32Array {
  const { lines, faces, parts } = ground;
  const home = Int32Array.from({ length: parts.count }, (_, part) => part);
  const homeOf = (part: number): number => {
    let top = part;
    while (int(home, top) !== top) top = int(home, top);
    return top;
  };
  const isSliver = (part: number): boolean =>
    !occupied.has(part) &&
    (num(parts.area2, part) < SLIVER_AREA2 ||
      widthOf(num(parts.area2, part), num(parts.perimeter, part)) < SLIVER_WIDTH_CENTIMETRES);
  const slivers = [...home.keys()].filter((part) => isSliver(part));
  const isWanted = new Set(slivers);
  const neighbours = findNeighbours(lines, faces, parts.partOfFace, (part) => isWanted.has(part));
  // Smallest first: strips that touch each other end up together at a real block.
  for (const sliver of slivers.toSorted(
    (a, b) => num(parts.area2, a) - num(parts.area2, b) || a - b,
  )) {
    const best = (neighbours.get(sliver) ?? [])
      .filter(
        ({ part, weakestBarrier }) =>
          weakestBarrier > BARRIER.hard &&
          num(parts.label, part) === num(parts.label, sliver) &&
          homeOf(part) !== homeOf(sliver),
      )
      .toSorted(
        (a, b) => b.weakestBarrier - a.weakestBarrier || b.length - a.length || a.part - b.part,
      )[0];
    if (best) home[homeOf(sliver)] = homeOf(best.part);
  }
  return home.map((_, part) => homeOf(part));
}
