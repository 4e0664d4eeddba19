import Flatbush from "flatbush";
import { homeOfHalf, type PlacedGround, type Strip } from "./find-strips.ts";
import { originOf } from "./half-edges.ts";
import { segmentOf } from "./locate-face.ts";
import type { Placed } from "./place-buildings.ts";
import { item, num } from "./typed-access.ts";
import type { OutlineSamples } from "./voronoi-borders.ts";

const SPACING_CENTIMETRES = 400;
/** No stretch of a side is longer, so that no piece of the strip is. Start value. */
const LONGEST_STRETCH_CENTIMETRES = 6_000;
/** Ground so near to a building on the strip is that building's. Start value. */
const OWN_GROUND_CENTIMETRES = 3_000;
/** Buildings nearest by their boxes, of which the nearest by its outline is found. */
const CANDIDATES = 4;

interface Sample {
  readonly x: number;
  readonly y: number;
  /** Building behind the side that is nearest; −1 if there is none. */
  readonly building: number;
}

/**
 * Points along the sides that a strip is cut from. Their owners are stretches: as far as one building
 * behind the side is the nearest, so that the line between two buildings goes on through the strip,
 * and not too long.
 */
export function sampleStrip(
  input: PlacedGround,
  strip: Strip,
  residents: ReadonlyMap<number, readonly Placed[]>,
): OutlineSamples {
  const coordinates: number[] = [];
  const owners: number[] = [];
  const nearest = nearestBuildings(input, residents);
  let owner = 0;
  for (const chain of chainsOf(input, strip)) {
    const samples = chain
      .flatMap((half) => sampleSide(input, half, nearest))
      .filter(({ x, y }) => nearest(strip.home, x, y).distance > OWN_GROUND_CENTIMETRES);
    for (const run of runsOf(samples)) {
      const stretches = Math.ceil((run.length * SPACING_CENTIMETRES) / LONGEST_STRETCH_CENTIMETRES);
      run.forEach(({ x, y }, at) => {
        coordinates.push(x, y);
        owners.push(owner + Math.floor((at * stretches) / run.length));
      });
      owner += stretches;
    }
  }
  return { coordinates, owners };
}

/** The sides in the order of the border, parted where it leaves them. */
function chainsOf({ ground }: PlacedGround, { sides }: Strip): number[][] {
  const { lines } = ground;
  const leaving = new Map(sides.map((half) => [originOf(lines, half), half] as const));
  const arrivals = new Set(sides.map((half) => originOf(lines, half ^ 1)));
  const left = new Set(sides);
  const chains: number[][] = [];
  // Chains with an end first; what is left are closed.
  const starts = sides.filter((half) => !arrivals.has(originOf(lines, half)));
  for (const start of [...starts, ...sides]) {
    const chain: number[] = [];
    for (let half: number | undefined = start; half !== undefined && left.delete(half);) {
      chain.push(half);
      half = leaving.get(originOf(lines, half ^ 1));
    }
    if (chain.length > 0) chains.push(chain);
  }
  return chains;
}

interface NearBuilding {
  /** In `placed`; −1 if the enclosure has none. */
  readonly number: number;
  /** Centimetres. */
  readonly distance: number;
}

type Nearest = (home: number, x: number, y: number) => NearBuilding;

/** Finds the building of an enclosure that is nearest to a point. */
function nearestBuildings(
  { placed }: PlacedGround,
  residents: ReadonlyMap<number, readonly Placed[]>,
): Nearest {
  const numberOf = new Map(placed.map((building, number) => [building, number] as const));
  const indexes = new Map<number, Flatbush>();
  return (home, x, y) => {
    const buildings = residents.get(home);
    let best = { number: -1, distance: Infinity };
    if (!buildings) return best;
    const index = indexes.get(home) ?? indexOf(buildings);
    indexes.set(home, index);
    for (const at of index.neighbors(x, y, CANDIDATES)) {
      const building = item(buildings, at);
      const distance = distanceTo(building, x, y);
      const number = numberOf.get(building) ?? -1;
      if (distance < best.distance || (distance === best.distance && number < best.number)) {
        best = { number, distance };
      }
    }
    return best;
  };
}

function indexOf(buildings: readonly Placed[]): Flatbush {
  const index = new Flatbush(buildings.length);
  for (const { footprint } of buildings) index.add(...footprint.box);
  index.finish();
  return index;
}

function distanceTo({ footprint, anchor }: Placed, x: number, y: number): number {
  const { segments } = footprint;
  let least = (anchor[0] - x) * (anchor[0] - x) + (anchor[1] - y) * (anchor[1] - y);
  for (let at = 0; at < segments.length; at += 4) {
    const [ax, ay] = [num(segments, at), num(segments, at + 1)];
    const [dx, dy] = [num(segments, at + 2) - ax, num(segments, at + 3) - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    const [offX, offY] = [ax + t * dx - x, ay + t * dy - y];
    least = Math.min(least, offX * offX + offY * offY);
  }
  return Math.sqrt(least);
}

function sampleSide(input: PlacedGround, half: number, nearest: Nearest): Sample[] {
  const { lines } = input.ground;
  const { ax, ay, bx, by } = segmentOf(lines, half >> 1);
  const [dx, dy] = [bx - ax, by - ay];
  const pieces = Math.ceil(Math.sqrt(dx * dx + dy * dy) / SPACING_CENTIMETRES);
  const home = homeOfHalf(input, half ^ 1);
  return Array.from({ length: pieces }, (_, piece) => {
    // Edges run from west to east, a half-edge with an odd number back.
    const t = ((half & 1 ? pieces - 1 - piece : piece) + 0.5) / pieces;
    const [x, y] = [Math.round(ax + t * dx), Math.round(ay + t * dy)];
    return { x, y, building: nearest(home, x, y).number };
  });
}

/** Samples in a row with the same building. */
function runsOf(samples: readonly Sample[]): Sample[][] {
  const runs: Sample[][] = [];
  for (const sample of samples) {
    const run = runs.at(-1);
    if (run && run[0]?.building === sample.building) run.push(sample);
    else runs.push([sample]);
  }
  return runs;
}
