/** The second half of a map from buildings: each enclosure is cut halfway between its buildings. */
import Flatbush from "flatbush";
import { groupByHome, homeOfHalf } from "./find-strips.ts";
import type { Strip } from "./find-strips.ts";
import { isInFootprint, sampleOutline } from "./footprint.ts";
import { enclosureAt } from "./enclose.ts";
import type { Enclosures } from "./enclose.ts";
import { LineWork, NO_MARKS, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import { segmentOf } from "./locate-face.ts";
import { nearestBuildings } from "./nearest-building.ts";
import { PairTable } from "./pair-table.ts";
import type { Placed } from "./place-buildings.ts";
import { pruneLines } from "./prune-lines.ts";
import { sampleStrip } from "./sample-strip.ts";
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
  readonly strips: readonly Strip[];
}

/** Jagged lines between buildings spoil perimeters. */
const SIMPLIFY_CENTIMETRES = 100;

/** All lines, noded: the walls of the enclosures, with their numbers as regions, and the cuts between buildings. */
export function cutCells(input: CellInput): NodedLines {
  const work = new LineWork();
  addWalls(work, input);
  const boxes = boxesOfHomes(input);
  const residents = groupByHome(input);
  const nearest = nearestBuildings(residents);
  const strips = new Map(input.strips.map((strip) => [strip.home, strip] as const));
  for (const home of new Set([...residents.keys(), ...strips.keys()])) {
    const buildings = residents.get(home) ?? [];
    const strip = strips.get(home);
    if (buildings.length < 2 && !strip) continue;
    const box = boxes.get(home);
    if (!box) throw new Error(`enclosure ${home} has no walls`);
    const area: TrimArea = { ...input, home, box };
    const walls = strip ? sampleStrip(input, strip, nearest) : NO_SAMPLES;
    for (const chain of traceBorders(sampleAll(area, buildings, walls), box))
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

const NO_SAMPLES: OutlineSamples = { coordinates: [], owners: [] };

/**
 * Outline samples inside the enclosure, half the distance to the next building apart, and samples of
 * the walls, whose owners are numbered after the buildings.
 */
function sampleAll(
  area: TrimArea,
  buildings: readonly Placed[],
  walls: OutlineSamples,
): OutlineSamples {
  const points = new PairTable(64 * buildings.length + walls.owners.length);
  const owners: number[] = [];
  // Of two owners of one spot the first has the sample.
  const add = (x: number, y: number, owner: number): void => {
    if (points.add(x, y) === owners.length) owners.push(owner);
  };
  if (buildings.length > 0) sampleBuildings(area, buildings, add);
  for (const [at, owner] of walls.owners.entries()) {
    const { coordinates } = walls;
    add(num(coordinates, 2 * at), num(coordinates, 2 * at + 1), buildings.length + owner);
  }
  const coordinates = points.firsts.flatMap((x, point) => [x, num(points.seconds, point)]);
  return { coordinates, owners };
}

function sampleBuildings(
  area: TrimArea,
  buildings: readonly Placed[],
  add: (x: number, y: number, owner: number) => void,
): void {
  const index = new Flatbush(buildings.length);
  for (const { footprint } of buildings) index.add(...footprint.box);
  index.finish();
  buildings.forEach(({ footprint, anchor, isNearWall }, owner) => {
    const [x, y] = anchor;
    const samples = [x, y, ...sampleOutline(footprint, spacingOf(index, buildings, owner))];
    for (let at = 0; at < samples.length; at += 2) {
      const [sampleX, sampleY] = [num(samples, at), num(samples, at + 1)];
      if (at > 0 && isNearWall && !isAtHome(area, sampleX, sampleY)) continue;
      add(sampleX, sampleY, owner);
    }
  });
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
    const anchor = buildings[owner]?.anchor;
    return anchor !== undefined && isInFootprint(between, anchor[0], anchor[1]);
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
