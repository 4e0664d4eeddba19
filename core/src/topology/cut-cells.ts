/** The second half of a map from buildings: each enclosure is cut halfway between its buildings. */
import Flatbush from "flatbush";
import { isInFootprint, sampleOutline } from "./footprint.ts";
import { enclosureAt } from "./enclose.ts";
import type { Enclosures } from "./enclose.ts";
import { LineWork, NO_MARKS, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import { segmentOf } from "./locate-face.ts";
import { PairTable } from "./pair-table.ts";
import type { Placed } from "./place-buildings.ts";
import { pruneLines } from "./prune-lines.ts";
import { simplifyChain } from "./simplify-chain.ts";
import { snapRound } from "./snap-round.ts";
import { trimChain } from "./trim-chains.ts";
import type { TrimArea } from "./trim-chains.ts";
import { byte, int, item, num } from "./typed-access.ts";
import { traceBorders } from "./voronoi-borders.ts";
import type { BorderChain, OutlineSamples } from "./voronoi-borders.ts";

export interface CellInput {
  readonly ground: Enclosures;
  /** The enclosure that each part of `ground` belongs to: a part number. */
  readonly homeOfPart: Int32Array;
  readonly placed: readonly Placed[];
}

/** Jagged lines between buildings spoil perimeters. */
const SIMPLIFY_CENTIMETRES = 100;

/** All lines, noded: the walls of the enclosures, with their numbers as regions, and the cuts between buildings. */
export function cutCells(input: CellInput): NodedLines {
  const work = new LineWork();
  addWalls(work, input);
  const boxes = boxesOfHomes(input);
  for (const [home, buildings] of groupByHome(input)) {
    if (buildings.length < 2) continue;
    const box = boxes.get(home);
    if (!box) throw new Error(`enclosure ${home} has no walls`);
    const area: TrimArea = { ...input, home, box };
    for (const chain of traceBorders(sampleBuildings(area, buildings), box))
      for (const piece of trimChain(area, simplifySafely(chain, buildings)))
        work.addPath(divideLong(piece), NO_MARKS);
  }
  snapRound(work);
  return pruneLines(toNodedLines(work));
}

/** Straight in the plane is bent in degrees, by up to 0.3 mm over 100 m and 3 cm over 1 km: long cuts get points between. */
const LONGEST_CUT_CENTIMETRES = 10_000;

function divideLong(path: readonly number[]): number[] {
  const result = path.slice(0, 2);
  for (let at = 0; at + 3 < path.length; at += 2) {
    const [ax, ay] = [num(path, at), num(path, at + 1)];
    const [dx, dy] = [num(path, at + 2) - ax, num(path, at + 3) - ay];
    const pieces = Math.ceil(Math.sqrt(dx * dx + dy * dy) / LONGEST_CUT_CENTIMETRES);
    for (let piece = 1; piece < pieces; piece++)
      result.push(Math.round(ax + (piece / pieces) * dx), Math.round(ay + (piece / pieces) * dy));
    result.push(ax + dx, ay + dy);
  }
  return result;
}

/** Buildings with a cell of their own, by enclosure. */
function groupByHome({ placed, homeOfPart }: CellInput): Map<number, Placed[]> {
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

/** Enclosure on each side of an edge of the ground, −1 outside. */
function homeOfHalf({ ground, homeOfPart }: CellInput, half: number): number {
  const part = int(ground.parts.partOfFace, int(ground.faces.ofHalf, half));
  return part < 0 ? -1 : int(homeOfPart, part);
}

function addWalls(work: LineWork, input: CellInput): void {
  const { lines } = input.ground;
  const setOf = (home: number): number => (home < 0 ? 0 : work.sets.of(home));
  for (let edge = 0; edge < lines.from.length; edge++) {
    const [left, right] = [homeOfHalf(input, 2 * edge), homeOfHalf(input, 2 * edge + 1)];
    if (left === right) continue;
    const { ax, ay, bx, by } = segmentOf(lines, edge);
    work.addPath([ax, ay, bx, by], {
      barrier: byte(lines.barrier, edge),
      regionSet: work.sets.difference(setOf(left), setOf(right)),
    });
  }
}

type Box = [west: number, south: number, east: number, north: number];

function boxesOfHomes(input: CellInput): Map<number, Box> {
  const boxes = new Map<number, Box>();
  const { lines } = input.ground;
  for (let half = 0; half < 2 * lines.from.length; half++) {
    const home = homeOfHalf(input, half);
    if (home < 0) continue;
    const { ax, ay, bx, by } = segmentOf(lines, half >> 1);
    const box = boxes.get(home) ?? [Infinity, Infinity, -Infinity, -Infinity];
    boxes.set(home, [
      Math.min(box[0], ax, bx),
      Math.min(box[1], ay, by),
      Math.max(box[2], ax, bx),
      Math.max(box[3], ay, by),
    ]);
  }
  return boxes;
}

const NEAR_CENTIMETRES = 800;
const FINEST_SPACING_CENTIMETRES = 50;
const COARSEST_SPACING_CENTIMETRES = 400;

/** Outline samples inside the enclosure; half the distance to the next building apart. */
function sampleBuildings(area: TrimArea, buildings: readonly Placed[]): OutlineSamples {
  const index = new Flatbush(buildings.length);
  for (const { footprint } of buildings) index.add(...footprint.box);
  index.finish();
  const points = new PairTable(64 * buildings.length);
  const owners: number[] = [];
  buildings.forEach(({ footprint, anchor, isNearWall }, owner) => {
    const [x, y] = anchor;
    const samples = [x, y, ...sampleOutline(footprint, spacingOf(index, buildings, owner))];
    for (let at = 0; at < samples.length; at += 2) {
      const [sampleX, sampleY] = [num(samples, at), num(samples, at + 1)];
      if (at > 0 && isNearWall && !isAtHome(area, sampleX, sampleY)) continue;
      // Of two buildings on one spot the first has the sample.
      if (points.add(sampleX, sampleY) === owners.length) owners.push(owner);
    }
  });
  const coordinates = points.firsts.flatMap((x, point) => [x, num(points.seconds, point)]);
  return { coordinates, owners };
}

function isAtHome({ ground, homeOfPart, home }: TrimArea, x: number, y: number): boolean {
  const part = enclosureAt(ground, [x, y]);
  return part >= 0 && int(homeOfPart, part) === home;
}

function spacingOf(index: Flatbush, buildings: readonly Placed[], building: number): number {
  const [west, south, east, north] = item(buildings, building).footprint.box;
  let gap = NEAR_CENTIMETRES;
  for (const other of index.search(west - gap, south - gap, east + gap, north + gap)) {
    if (other === building) continue;
    const box = item(buildings, other).footprint.box;
    const aside = Math.max(box[0] - east, west - box[2], 0);
    const along = Math.max(box[1] - north, south - box[3], 0);
    gap = Math.min(gap, Math.max(aside, along));
  }
  return Math.min(COARSEST_SPACING_CENTIMETRES, Math.max(FINEST_SPACING_CENTIMETRES, gap / 2));
}

/** Simplified, unless a point of one of the two buildings would then lie on the other's side. */
function simplifySafely({ points, owners }: BorderChain, buildings: readonly Placed[]): number[] {
  const simple = simplifyChain(points, SIMPLIFY_CENTIMETRES);
  const between = { segments: loopSegments(points, simple) };
  const isCrossed = owners.some((owner) => {
    const { anchor } = item(buildings, owner);
    return isInFootprint(between, anchor[0], anchor[1]);
  });
  return isCrossed ? [...points] : simple;
}

/** There along one chain and back along the other. */
function loopSegments(there: readonly number[], back: readonly number[]): number[] {
  const segments: number[] = [];
  for (const chain of [there, back])
    for (let at = 0; at + 3 < chain.length; at += 2)
      segments.push(num(chain, at), num(chain, at + 1), num(chain, at + 2), num(chain, at + 3));
  return segments;
}
