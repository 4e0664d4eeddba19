import type { CutDraft } from "./cut-draft.ts";
import { cross, type Segment } from "./snap-predicates.ts";
import { int, item, num, uint } from "./typed-access.ts";

/**
 * Whether a point lies inside segments that close, even-odd; exact off them. The point is given in
 * parts of a centimetre, `scale` to one.
 */
export function isInside(lines: readonly Segment[], x: number, y: number, scale: number): boolean {
  let inside = false;
  for (const line of lines) {
    const [ax, ay, bx, by] = [line.ax * scale, line.ay * scale, line.bx * scale, line.by * scale];
    if (ay > y === by > y) continue;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (side > 0 === by > ay) inside = !inside;
  }
  return inside;
}

interface Sharing {
  readonly path: readonly Segment[];
  /** Border of the piece on the left of the path. */
  readonly left: readonly Segment[];
  /** Twice the area of both pieces. */
  readonly area2: readonly number[];
}

type Shared =
  | { readonly households: readonly [number, number]; readonly moved: readonly number[] }
  | { readonly buildingId: string };

/**
 * Buildings by their point, households with them; no building is cut. A unit that was given with
 * households but without buildings shares them by area, in whole ones.
 */
export function shareBuildings(
  { base, units, buildingsOf }: CutDraft,
  unit: number,
  { path, left, area2 }: Sharing,
): Shared {
  const { buildings } = base;
  const own = item(buildingsOf, unit);
  const total = num(units.households, unit);
  const [one = 0, other = 0] = area2;
  if (own.length === 0) {
    const kept = Math.round((total * one) / (one + other));
    return { households: [kept, total - kept], moved: [] };
  }
  const hit = own.find((building) => isCut(base, building, path));
  if (hit !== undefined) return { buildingId: buildings.ids[hit] ?? "" };
  const moved = own.filter((building) => {
    const [x, y] = placeOf(base, building, [
      num(units.label, 2 * unit),
      num(units.label, 2 * unit + 1),
    ]);
    return !isInside(left, x, y, 1);
  });
  const gone = moved.reduce((sum, building) => sum + uint(buildings.households, building), 0);
  return { households: [total - gone, gone], moved };
}

/** Maps of the first format know no places: there the label point of the unit stands for them. */
function placeOf(
  { buildings: { footprints } }: CutDraft["base"],
  building: number,
  label: readonly [number, number],
): readonly [number, number] {
  if (!footprints) return label;
  return [int(footprints.point, 2 * building), int(footprints.point, 2 * building + 1)];
}

function isCut(
  { buildings: { footprints } }: CutDraft["base"],
  building: number,
  path: readonly Segment[],
): boolean {
  if (!footprints) return false;
  const { first, segments } = footprints;
  for (let at = uint(first, building); at < uint(first, building + 1); at++) {
    const wall = {
      ax: int(segments, 4 * at),
      ay: int(segments, 4 * at + 1),
      bx: int(segments, 4 * at + 2),
      by: int(segments, 4 * at + 3),
    };
    if (path.some((segment) => cross(segment, wall))) return true;
  }
  return false;
}
