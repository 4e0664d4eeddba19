import type { Position } from "../geometry/index.ts";
import type { SizeSettings } from "./options.ts";
import { itemAt, randomFor, type Random } from "./random.ts";

/** A point of the made-up town: metres east and north of its middle. */
export type Spot = readonly [x: number, y: number];

/**
 * The ground carries a lattice: column lines at whole `u`, row lines at whole `v`. The lattice is
 * turned and bent, so that straight lattice lines become the winding roads and river of a town.
 * Equal arguments give equal spots: whoever asks for a shared corner gets the same one.
 */
export interface Ground {
  at(u: number, v: number): Spot;
  /** Metres between the column lines around `u`, before bending. */
  columnMetres(u: number): number;
  rowMetres(v: number): number;
}

interface Wave {
  readonly along: number;
  readonly across: number;
  readonly phase: number;
  readonly metres: number;
}

const METRES_PER_DEGREE = 111_320;

export function makeGround(seed: number, settings: SizeSettings): Ground {
  const random = randomFor(seed, 101);
  const columns = lineSteps(settings.columns, settings.blockMetres, seed, 102);
  const rows = lineSteps(settings.rows, settings.blockMetres, seed, 103);
  const turn = random.between(0.05, 0.13) * (random.chance(0.5) ? 1 : -1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const bend = [0, 1].map(() => [0, 1, 2].map(() => makeWave(random, settings.blockMetres)));
  const [eastWaves, northWaves] = [itemAt(bend, 0), itemAt(bend, 1)];
  const riverY = rows.place(settings.riverRow);
  const river = [random.between(0, 6.3), random.between(0, 6.3)] as const;

  const at = (u: number, v: number): Spot => {
    const x = columns.place(u);
    const y = rows.place(v);
    const near = Math.exp(-(((y - riverY) / (1.5 * settings.blockMetres)) ** 2));
    const winding =
      Math.sin(x / (1.05 * settings.blockMetres) + river[0]) * 0.55 +
      Math.sin(x / (2.3 * settings.blockMetres) + river[1]) * 0.75;
    const east = x + sumOf(eastWaves, x, y);
    const north = y + sumOf(northWaves, x, y) + near * winding * settings.meander * 0.8;
    return [cos * east - sin * north, sin * east + cos * north];
  };
  return { at, columnMetres: columns.step, rowMetres: rows.step };
}

/** Degrees of a spot around `centre`, through whole centimetres: equal spots, equal degrees. */
export function positionOf(centre: SizeSettings["centre"], [x, y]: Spot): Position {
  const perLongitude = METRES_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  const lng = centre[0] + Math.round(x * 100) / (100 * perLongitude);
  const lat = centre[1] + Math.round(y * 100) / (100 * METRES_PER_DEGREE);
  return [Math.round(lng * 1e8) / 1e8, Math.round(lat * 1e8) / 1e8];
}

export const distanceMetres = ([ax, ay]: Spot, [bx, by]: Spot): number =>
  Math.hypot(ax - bx, ay - by);

/** Lines at uneven distances around zero; between two lines the place is linear. */
function lineSteps(count: number, metres: number, seed: number, purpose: number) {
  const random = randomFor(seed, purpose);
  const starts = [0];
  for (let i = 0; i < count; i++)
    starts.push(itemAt(starts, i) + metres * random.between(0.86, 1.16));
  const half = itemAt(starts, count) / 2;
  const cell = (value: number): number => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const step = (value: number): number =>
    itemAt(starts, cell(value) + 1) - itemAt(starts, cell(value));
  const place = (value: number): number =>
    itemAt(starts, cell(value)) + (value - cell(value)) * step(value) - half;
  return { place, step };
}

function makeWave(random: Random, blockMetres: number): Wave {
  const length = blockMetres * (4 + 6 * random.next());
  const heading = 2 * Math.PI * random.next();
  const frequency = (2 * Math.PI) / length;
  return {
    along: Math.cos(heading) * frequency,
    across: Math.sin(heading) * frequency,
    phase: 2 * Math.PI * random.next(),
    metres: length * (0.014 + 0.01 * random.next()),
  };
}

function sumOf(waves: readonly Wave[], x: number, y: number): number {
  let sum = 0;
  for (const wave of waves)
    sum += wave.metres * Math.sin(wave.along * x + wave.across * y + wave.phase);
  return sum;
}
