import type { LayoutMark } from "./clearance.ts";
import type { Spot } from "./ground.ts";
import type { Block, Junction, Parcel, SideName } from "./model.ts";
import { drawLine, spotAt, type ParamLine } from "./param-line.ts";
import { itemAt } from "./random.ts";
import { HALF_WIDTH, type Town } from "./town.ts";
import type { TownLines } from "./town-lines.ts";

export interface ParcelJob {
  readonly town: Town;
  readonly lines: TownLines;
  readonly block: Block;
  readonly parcel: Parcel;
  /** What stood in the part before this parcel. */
  readonly since: LayoutMark;
}

/** Metres kept free between the outer edge of the road and the edge of the yard, by side. */
export type Margins = Readonly<Record<SideName, number>>;

/**
 * The ground inside the roads of a parcel, with a frame of its own in which x runs along the parcel
 * and y to its back: buildings are set in rows there, so that they face south.
 */
export interface Yard {
  readonly walls: Readonly<Record<SideName, ParamLine>>;
  /** Counter-clockwise in the yard's frame, the first corner not repeated. */
  readonly localRing: readonly Spot[];
  readonly ring: readonly Spot[];
  toLocal(spot: Spot): Spot;
  toWorld(local: Spot): Spot;
}

/** An opening of a yard: the spot in its edge, and where the way through it meets the road. */
export interface Opening {
  readonly edge: Spot;
  readonly junction: Junction;
  readonly side: SideName;
  readonly param: number;
}

export const NO_MARGIN: Margins = { south: 1.5, east: 1.5, north: 1.5, west: 1.5 };

export function makeYard(job: ParcelJob, margins: Margins): Yard {
  const { parcel, town } = job;
  const [west, east] = [insetTo(job, "west", margins.west), insetTo(job, "east", margins.east)];
  const south = insetTo(job, "south", margins.south);
  const north = insetTo(job, "north", margins.north);
  const middleU = (west + east) / 2;
  const middleV = (south + north) / 2;
  const line = (fixed: "u" | "v", at: number, low: number, high: number): ParamLine => {
    const steps = [0, 1, 2, 3].map((k) => low + ((high - low) * k) / 3);
    return drawLine(town.ground, fixed, at, steps);
  };
  const walls = {
    south: line("v", south, west, east),
    east: line("u", east, south, north),
    north: line("v", north, west, east),
    west: line("u", west, south, north),
  };
  const ring = [
    ...walls.south.spots.slice(0, -1),
    ...walls.east.spots.slice(0, -1),
    ...walls.north.spots.slice(1).toReversed(),
    ...walls.west.spots.slice(1).toReversed(),
  ];
  const [originX, originY] = town.ground.at(middleU, middleV);
  const [ax, ay] = town.ground.at(parcel.west, middleV);
  const [bx, by] = town.ground.at(parcel.east, middleV);
  const turn = Math.atan2(by - ay, bx - ax);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const toLocal = ([x, y]: Spot): Spot => {
    const [dx, dy] = [x - originX, y - originY];
    return [cos * dx + sin * dy, cos * dy - sin * dx];
  };
  const toWorld = ([x, y]: Spot): Spot => [
    originX + cos * x - sin * y,
    originY + sin * x + cos * y,
  ];
  return { walls, ring, localRing: ring.map((spot) => toLocal(spot)), toLocal, toWorld };
}

/** The lattice coordinate of a parcel's side, moved inwards by half the road and a margin in metres. */
export function insetTo(
  { parcel, town, block }: ParcelJob,
  name: SideName,
  margin: number,
): number {
  const side = parcel.sides[name];
  const metres =
    side.fixed === "u" ? town.ground.columnMetres(block.i) : town.ground.rowMetres(block.j);
  const share = (HALF_WIDTH[side.roadClass] + margin) / metres;
  return parcel[name] + (name === "south" || name === "west" ? share : -share);
}

/** An opening at a lattice parameter of a side. */
export function openingAt(job: ParcelJob, yard: Yard, side: SideName, param: number): Opening {
  const road = job.parcel.sides[side];
  const spot = spotAt(job.lines.side(job.block, road), param);
  return {
    edge: spotAt(yard.walls[side], param),
    junction: { key: road.key, param, spot },
    side,
    param,
  };
}

/** The opening in the west or east side at height `y` of the yard's frame, if that height meets it. */
export function openingAtHeight(
  job: ParcelJob,
  yard: Yard,
  side: "west" | "east",
  y: number,
): Opening | null {
  const wall = yard.walls[side];
  const heights = wall.spots.map((spot) => yard.toLocal(spot)[1]);
  for (let k = 1; k < heights.length; k++) {
    const [low, high] = [itemAt(heights, k - 1), itemAt(heights, k)];
    if (y < low || y >= high) continue;
    const share = (y - low) / (high - low);
    const start = itemAt(wall.params, k - 1);
    return openingAt(job, yard, side, start + (itemAt(wall.params, k) - start) * share);
  }
  return null;
}

/** Where the height `y` lies inside a ring of the yard's frame: from the first crossing to the last. */
export function spanAt(ring: readonly Spot[], y: number): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  ring.forEach(([bx, by], k) => {
    const [ax, ay] = itemAt(ring, (k + ring.length - 1) % ring.length);
    if (ay > y === by > y) return;
    const x = ax + ((bx - ax) * (y - ay)) / (by - ay);
    low = Math.min(low, x);
    high = Math.max(high, x);
  });
  return low < high ? [low, high] : null;
}

/** The part of a ring that is inside at every height from `bottom` to `top`. */
export function spanBetween(
  ring: readonly Spot[],
  bottom: number,
  top: number,
): readonly [number, number] | null {
  const heights = [bottom, top];
  for (const [, y] of ring) if (y > bottom && y < top) heights.push(y - 1e-6, y + 1e-6);
  let [low, high] = [-Infinity, Infinity];
  for (const height of heights) {
    const span = spanAt(ring, height);
    if (!span) return null;
    low = Math.max(low, span[0]);
    high = Math.min(high, span[1]);
  }
  return low < high ? [low, high] : null;
}

/** A rectangle of the yard's frame as a ring on the ground, counter-clockwise. */
export function rectangle(
  yard: Yard,
  [x, y]: Spot,
  [width, depth]: readonly [number, number],
): Spot[] {
  const corners: Spot[] = [
    [x, y],
    [x + width, y],
    [x + width, y + depth],
    [x, y + depth],
  ];
  return corners.map((corner) => yard.toWorld(corner));
}
