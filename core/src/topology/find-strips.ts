import type { CellInput } from "./cut-cells.ts";
import { segmentOf } from "./locate-face.ts";
import type { Placed } from "./place-buildings.ts";
import { BARRIER } from "./planar-map.ts";
import { byte, int, num } from "./typed-access.ts";

export type PlacedGround = Pick<CellInput, "ground" | "homeOfPart" | "placed">;

/** Ground that is cut across. */
export interface Strip {
  readonly home: number;
  /** The half-edges of its border that it is cut from, with the strip on their left. */
  readonly sides: readonly number[];
}

/**
 * 4πA/P² below which an enclosure is a strip: the verge between a road and the walls along it, a ring
 * round a compound, a river between its banks. Whole, it would spoil any grid that takes it and part
 * the ground on its two sides. A square has 0.79, one by eight 0.31. Start value.
 */
const STRIP_SHAPE = 0.3;

/**
 * All strips. They are cut from the walls and lanes with buildings behind them; without such, from
 * all sides with buildings, else from all sides towards the same community.
 */
export function findStrips(input: PlacedGround): Strip[] {
  const residents = groupByHome(input);
  const strips: Strip[] = [];
  for (const [home, { area2, perimeter, sides }] of bordersOfHomes(input)) {
    if (2 * Math.PI * area2 >= STRIP_SHAPE * perimeter * perimeter) continue;
    const inhabited = sides.filter((half) => residents.has(homeOfHalf(input, half ^ 1)));
    const walls = inhabited.filter(
      (half) => byte(input.ground.lines.barrier, half >> 1) >= BARRIER.compoundWall,
    );
    const chosen = [walls, inhabited, sides].find(({ length }) => length > 0);
    if (chosen) strips.push({ home, sides: chosen });
  }
  return strips;
}

/** Enclosure on the left of a half-edge of the ground, −1 outside. */
export function homeOfHalf(
  { ground, homeOfPart }: Pick<CellInput, "ground" | "homeOfPart">,
  half: number,
): number {
  const part = int(ground.parts.partOfFace, int(ground.faces.ofHalf, half));
  return part < 0 ? -1 : int(homeOfPart, part);
}

/** Buildings with a cell of their own, by enclosure. */
export function groupByHome({
  placed,
  homeOfPart,
}: Pick<CellInput, "placed" | "homeOfPart">): Map<number, Placed[]> {
  const groups = new Map<number, Placed[]>();
  for (const building of placed) {
    if (!building.hasCell) continue;
    const home = int(homeOfPart, building.part);
    const group = groups.get(home);
    if (group) group.push(building);
    else groups.set(home, [building]);
  }
  return groups;
}

interface HomeBorder {
  /** Twice the area, cm². */
  area2: number;
  /** Centimetres. */
  perimeter: number;
  /** Half-edges towards other enclosures of the same community, the enclosure on their left. */
  readonly sides: number[];
}

function bordersOfHomes(input: PlacedGround): Map<number, HomeBorder> {
  const { lines, parts } = input.ground;
  const borders = new Map<number, HomeBorder>();
  input.homeOfPart.forEach((home, part) => {
    const border = borders.get(home) ?? { area2: 0, perimeter: 0, sides: [] };
    borders.set(home, border);
    border.area2 += num(parts.area2, part);
  });
  for (let half = 0; half < 2 * lines.from.length; half++) {
    const [home, beyond] = [homeOfHalf(input, half), homeOfHalf(input, half ^ 1)];
    const border = borders.get(home);
    if (!border || home === beyond) continue;
    const { ax, ay, bx, by } = segmentOf(lines, half >> 1);
    border.perimeter += Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    if (beyond >= 0 && num(parts.label, home) === num(parts.label, beyond)) border.sides.push(half);
  }
  return borders;
}
