import { isInFrame, toCentimetres, toDegrees } from "../geometry/index.ts";
import type { MultiPolygon, Point, Polygon, Position } from "../geometry/index.ts";
import type { PlaneFrame } from "../geometry/index.ts";
import { enclosureAt } from "./enclose.ts";
import type { Enclosures } from "./enclose.ts";
import { columnOf, rowOf } from "./cell-grid.ts";
import { isInFootprint, makeFootprint } from "./footprint.ts";
import type { Footprint } from "./footprint.ts";
import { segmentOf } from "./locate-face.ts";
import { NOWHERE, makeProblem } from "./map-problem.ts";
import type { MapProblem } from "./map-problem.ts";
import { uint } from "./typed-access.ts";

export interface BuildingInput {
  readonly id: string;
  readonly geometry: Point | Polygon | MultiPolygon;
  /** Whole, not negative. */
  readonly households: number;
  /** The main door. It decides in which block a building stands whose footprint lies in several. */
  readonly entrance?: Position;
}

/** A building in an enclosure. */
export interface Placed {
  readonly building: BuildingInput;
  readonly footprint: Footprint;
  /** Part of `Enclosures`. */
  readonly part: number;
  /** A point of the building in that enclosure: it tells the face that becomes its unit. */
  readonly anchor: readonly [x: number, y: number];
  /** The footprint may reach into another enclosure. */
  readonly isNearWall: boolean;
  /** Sheds are in a unit but have none of their own. */
  readonly hasCell: boolean;
}

const SHED_AREA2 = 2 * 30 * 10_000;
const MOST_OUTSIDE_SHARE = 0.2;
const SAMPLES_PER_SIDE = 12;

/** In the order of the buildings; what stands outside every community is told and left out. */
export function placeBuildings(
  frame: PlaneFrame,
  ground: Enclosures,
  buildings: readonly BuildingInput[],
): { placed: Placed[]; problems: MapProblem[] } {
  const placed: Placed[] = [];
  const problems: MapProblem[] = [];
  const tell = (kind: MapProblem["kind"], { id }: BuildingInput, place: Position): void => {
    problems.push(makeProblem({ kind, place, areaSquareMetres: 0, ids: [id] }));
  };
  for (const building of buildings) {
    const footprint = makeFootprint(frame, building.geometry);
    if (!footprint) {
      tell("bad-geometry", building, NOWHERE);
      continue;
    }
    const place = toDegrees(frame, ...footprint.middle);
    const found = placeOne(frame, ground, building, footprint);
    if (!found) tell("outside", building, place);
    else placed.push(found);
    if (found?.isNearWall && isMostlyElsewhere(ground, found))
      tell("crosses-line", building, place);
  }
  return { placed, problems };
}

function placeOne(
  frame: PlaneFrame,
  ground: Enclosures,
  building: BuildingInput,
  footprint: Footprint,
): Placed | undefined {
  const { middle, area2 } = footprint;
  const middlePart = enclosureAt(ground, middle);
  const entrance = building.entrance && toCentimetres(frame, building.entrance);
  const door = entrance && isInFrame(entrance) ? entrance : undefined;
  const doorPart = door ? enclosureAt(ground, door) : -1;
  const part = doorPart >= 0 ? doorPart : middlePart;
  if (part < 0) return undefined;
  return {
    building,
    footprint,
    part,
    anchor: door && middlePart !== part ? door : middle,
    isNearWall: hasWallNear(ground, footprint),
    hasCell: building.households > 0 || area2 >= SHED_AREA2,
  };
}

/** Whether an edge reaches into the box of a footprint. */
function hasWallNear({ lines, index }: Enclosures, { box }: Footprint): boolean {
  const { grid, buckets } = index;
  const [west, south, east, north] = box;
  const lastRow = rowOf(grid, north);
  for (let row = rowOf(grid, south); row <= lastRow; row++) {
    const first = uint(buckets.first, row * grid.columns + columnOf(grid, west));
    const end = uint(buckets.first, row * grid.columns + columnOf(grid, east) + 1);
    for (let at = first; at < end; at++) {
      const { ax, ay, bx, by } = segmentOf(lines, uint(buckets.items, at));
      const isApart =
        Math.max(ax, bx) < west ||
        Math.min(ax, bx) > east ||
        Math.max(ay, by) < south ||
        Math.min(ay, by) > north;
      if (!isApart) return true;
    }
  }
  return false;
}

/** More than a fifth of the footprint outside its enclosure, by a lattice of points. */
function isMostlyElsewhere(ground: Enclosures, { footprint, part }: Placed): boolean {
  const [west, south, east, north] = footprint.box;
  let [inside, elsewhere] = [0, 0];
  for (let column = 0; column < SAMPLES_PER_SIDE; column++)
    for (let row = 0; row < SAMPLES_PER_SIDE; row++) {
      const x = west + ((column + 0.5) / SAMPLES_PER_SIDE) * (east - west);
      const y = south + ((row + 0.5) / SAMPLES_PER_SIDE) * (north - south);
      if (!isInFootprint(footprint, x, y)) continue;
      inside++;
      if (enclosureAt(ground, [x, y]) !== part) elsewhere++;
    }
  return elsewhere > MOST_OUTSIDE_SHARE * inside;
}
