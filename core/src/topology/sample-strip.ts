import { homeOfHalf, type PlacedGround, type Strip } from "./find-strips.ts";
import { originOf } from "./half-edges.ts";
import { segmentOf } from "./locate-face.ts";
import type { FindNearest } from "./nearest-building.ts";
import type { Placed } from "./place-buildings.ts";
import type { OutlineSamples } from "./voronoi-borders.ts";

const SPACING_CENTIMETRES = 400;
/** No stretch of a side is longer, so that no piece of the strip is. Start value. */
const LONGEST_STRETCH_CENTIMETRES = 6_000;
/** Ground so near to a building on the strip is that building's. Start value. */
const OWN_GROUND_CENTIMETRES = 3_000;

interface Sample {
  readonly x: number;
  readonly y: number;
  /** Building behind the side that is nearest. */
  readonly building: Placed | undefined;
}

/**
 * Points along the sides that a strip is cut from. Their owners are stretches: as far as one building
 * behind the side is the nearest, so that the line between two buildings goes on through the strip,
 * and not too long.
 */
export function sampleStrip(
  input: PlacedGround,
  strip: Strip,
  nearest: FindNearest,
): OutlineSamples {
  const coordinates: number[] = [];
  const owners: number[] = [];
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

function sampleSide(input: PlacedGround, half: number, nearest: FindNearest): Sample[] {
  const { lines } = input.ground;
  const { ax, ay, bx, by } = segmentOf(lines, half >> 1);
  const [dx, dy] = [bx - ax, by - ay];
  const pieces = Math.ceil(Math.sqrt(dx * dx + dy * dy) / SPACING_CENTIMETRES);
  const home = homeOfHalf(input, half ^ 1);
  return Array.from({ length: pieces }, (_, piece) => {
    // Edges run from west to east, a half-edge with an odd number back.
    const t = ((half & 1 ? pieces - 1 - piece : piece) + 0.5) / pieces;
    const [x, y] = [Math.round(ax + t * dx), Math.round(ay + t * dy)];
    return { x, y, building: nearest(home, x, y).building };
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
