import { BARRIER } from "./planar-map.ts";
import { PairTable } from "./pair-table.ts";
import { RegionSets } from "./region-sets.ts";
import { byte, int, num, uint } from "./typed-access.ts";

/**
 * Straight edges between integer points while a map is being built. Equal edges are one: it has the
 * strongest of their barrier classes and the symmetric difference of their region sets.
 */
export class LineWork {
  /** All are hot: an edge that comes within half a centimetre of one is pulled through it. */
  readonly points: PairTable;
  /** Pairs of point numbers, the smaller first. */
  readonly edges: PairTable;
  readonly barriers: number[] = [];
  readonly regionSets: number[] = [];
  /** False for an edge that was replaced by pieces. */
  readonly isAlive: boolean[] = [];
  readonly sets: RegionSets;

  constructor(sets = new RegionSets(), expectedEdges = 16) {
    this.sets = sets;
    this.points = new PairTable(expectedEdges);
    this.edges = new PairTable(expectedEdges);
  }

  /** Nothing is added between equal points. `fresh` is told the edge when it was not there before. */
  add(
    from: number,
    to: number,
    { barrier, regionSet }: EdgeMarks,
    fresh?: (edge: number) => void,
  ): void {
    if (from === to) return;
    const edge = this.edges.add(Math.min(from, to), Math.max(from, to));
    if (edge < this.barriers.length && this.isAlive[edge] === true) {
      this.barriers[edge] = Math.min(num(this.barriers, edge), barrier);
      this.regionSets[edge] = this.sets.difference(num(this.regionSets, edge), regionSet);
      return;
    }
    this.barriers[edge] = barrier;
    this.regionSets[edge] = regionSet;
    this.isAlive[edge] = true;
    fresh?.(edge);
  }

  /** Adds edges that were noded before. */
  addNoded({ x, y, from, to, barrier, regionSet }: NodedLines): void {
    from.forEach((start, edge) => {
      const end = uint(to, edge);
      this.addPath([int(x, start), int(y, start), int(x, end), int(y, end)], {
        barrier: byte(barrier, edge),
        regionSet: uint(regionSet, edge),
      });
    });
  }

  /** Adds x, y, x, y, … as a chain of edges. */
  addPath(coordinates: ArrayLike<number>, marks: EdgeMarks): void {
    let before = -1;
    for (let at = 0; at + 1 < coordinates.length; at += 2) {
      const point = this.points.add(coordinates[at] ?? 0, coordinates[at + 1] ?? 0);
      if (before >= 0) this.add(before, point, marks);
      before = point;
    }
  }
}

export interface EdgeMarks {
  /** A `BarrierClass`. */
  readonly barrier: number;
  readonly regionSet: number;
}

export const NO_MARKS: EdgeMarks = { barrier: BARRIER.plot, regionSet: 0 };

/** Noded edges in canonical order: points by x, then y; edges by their points. The order of the input has left no trace. */
export interface NodedLines {
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Always less than `to`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly barrier: Uint8Array;
  readonly regionSet: Uint32Array;
  readonly sets: RegionSets;
}

// Coordinates are below 2^24 either way, point numbers below 2^26: both pairs fit into 52 bits.
const SHIFT = 2 ** 26;
const OFFSET = 2 ** 25;

export function toNodedLines(work: LineWork): NodedLines {
  const alive: number[] = [];
  for (let edge = 0; edge < work.edges.size; edge++) if (work.isAlive[edge]) alive.push(edge);
  const { x, y, rank } = rankPoints(work, alive);
  const keys = Float64Array.from(alive, (edge) => {
    const a = num(rank, num(work.edges.firsts, edge));
    const b = num(rank, num(work.edges.seconds, edge));
    return Math.min(a, b) * SHIFT + Math.max(a, b);
  });
  const order = Uint32Array.from(alive.keys()).toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  const edgeAt = (place: number): number => num(alive, order[place] ?? 0);
  const pick = (values: readonly number[]) => (_: unknown, place: number) =>
    num(values, edgeAt(place));
  return {
    x,
    y,
    from: Uint32Array.from(order, (place) => Math.floor((keys[place] ?? 0) / SHIFT)),
    to: Uint32Array.from(order, (place) => (keys[place] ?? 0) % SHIFT),
    barrier: Uint8Array.from(order, pick(work.barriers)),
    regionSet: Uint32Array.from(order, pick(work.regionSets)),
    sets: work.sets,
  };
}

/** Points of living edges by x, then y; `rank` leads from the old number to the new. */
function rankPoints(work: LineWork, alive: readonly number[]) {
  const { firsts, seconds } = work.points;
  const isUsed = new Uint8Array(work.points.size);
  for (const edge of alive) {
    isUsed[num(work.edges.firsts, edge)] = 1;
    isUsed[num(work.edges.seconds, edge)] = 1;
  }
  const used: number[] = [];
  isUsed.forEach((flag, point) => {
    if (flag === 1) used.push(point);
  });
  const keys = Float64Array.from(
    used,
    (point) => (num(firsts, point) + OFFSET) * SHIFT + num(seconds, point) + OFFSET,
  ).toSorted();
  const sorted = new PairTable(used.length);
  for (const key of keys) sorted.add(Math.floor(key / SHIFT) - OFFSET, (key % SHIFT) - OFFSET);
  const rank = firsts.map((x, point) => sorted.find(x, num(seconds, point)));
  return { x: Int32Array.from(sorted.firsts), y: Int32Array.from(sorted.seconds), rank };
}
