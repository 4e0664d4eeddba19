import Flatbush from "flatbush";
import type { Position } from "../../geometry/index.ts";
import { toPlane, type LocalPlane } from "./local-plane.ts";
import type { CompoundInput } from "./network-input.ts";

/** Outside every closed compound. */
export const STREET = -1;

/** A way this near to a wall all along runs beside it; outlines are often drawn on a street's middle. */
const BESIDE_WALL_METRES = 1;

interface Walled {
  /** Closed rings in plane metres: x0, y0, x1, y1 … */
  readonly rings: readonly Float64Array[];
  readonly box: readonly [minX: number, minY: number, maxX: number, maxY: number];
  readonly area: number;
}

/** The walls of all closed compounds, with their nesting. Metres of the local plane. */
export class CompoundWalls {
  readonly closed: readonly CompoundInput[];
  /** The compound around each compound; `STREET` for none. */
  readonly parents: Int32Array;
  readonly #compounds: readonly Walled[];
  readonly #boxes: Flatbush | null;
  readonly #walls: Flatbush | null;
  /** x0, y0, x1, y1 of each wall segment, and its compound. */
  readonly #segments: Float64Array;
  readonly #segmentCompound: Int32Array;

  constructor(inputs: readonly CompoundInput[], plane: LocalPlane) {
    this.closed = inputs.filter((input) => input.access === "closed");
    this.#compounds = this.closed.map((input) => toWalled(input, plane));
    this.#boxes = indexBoxes(this.#compounds.map((compound) => compound.box));
    const { segments, owners } = flattenWalls(this.#compounds);
    this.#segments = segments;
    this.#segmentCompound = owners;
    this.#walls = indexSegments(segments);
    this.parents = this.#findParents();
  }

  get count(): number {
    return this.#compounds.length;
  }

  /** The innermost closed compound around a point, or `STREET`. */
  compoundAt(x: number, y: number): number {
    if (this.#boxes === null) return STREET;
    let best = STREET;
    for (const candidate of this.#boxes.search(x, y, x, y)) {
      const isSmaller = best === STREET || this.#area(candidate) < this.#area(best);
      if (isSmaller && this.#holds(candidate, x, y)) best = candidate;
    }
    return best;
  }

  /** Compound of a stretch a–b that crosses no wall inside; beside a wall counts as outside it. */
  compoundOfStretch(ax: number, ay: number, bx: number, by: number): number {
    const middleX = (ax + bx) / 2;
    const middleY = (ay + by) / 2;
    let compound = this.compoundAt(middleX, middleY);
    while (
      compound !== STREET &&
      this.#isBesideWall(compound, middleX, middleY) &&
      this.#isBesideWall(compound, ax, ay) &&
      this.#isBesideWall(compound, bx, by)
    ) {
      compound = this.parentOf(compound);
    }
    return compound;
  }

  parentOf(compound: number): number {
    return this.parents[compound] ?? STREET;
  }

  /** Is `outer` around `inner`, at any depth? The street is around every compound. */
  isAround(outer: number, inner: number): boolean {
    for (let at = inner; at !== STREET;) {
      at = this.parentOf(at);
      if (at === outer) return true;
    }
    return false;
  }

  /** Where a–b meets walls: fractions of its length in ascending order, ends left out. */
  crossings(ax: number, ay: number, bx: number, by: number): number[] {
    if (this.#walls === null) return [];
    const near = this.#walls.search(
      Math.min(ax, bx),
      Math.min(ay, by),
      Math.max(ax, bx),
      Math.max(ay, by),
    );
    const fractions: number[] = [];
    for (const segment of near) {
      const fraction = this.#crossing(segment, [ax, ay, bx, by]);
      if (fraction > 1e-9 && fraction < 1 - 1e-9) fractions.push(fraction);
    }
    return fractions.toSorted((a, b) => a - b);
  }

  /** The compounds whose wall is within `metres` of a point, nearest first. */
  wallsNear(x: number, y: number, metres: number): number[] {
    const nearest = new Map<number, number>();
    for (const segment of this.#walls?.search(x - metres, y - metres, x + metres, y + metres) ??
      []) {
      const distance = this.#distance(segment, x, y);
      const owner = this.#segmentCompound[segment] ?? STREET;
      if (distance <= Math.min(metres, nearest.get(owner) ?? metres)) nearest.set(owner, distance);
    }
    return [...nearest.keys()].toSorted((a, b) => (nearest.get(a) ?? 0) - (nearest.get(b) ?? 0));
  }

  #area(compound: number): number {
    return this.#compounds[compound]?.area ?? 0;
  }

  #holds(compound: number, x: number, y: number): boolean {
    let inside = false;
    for (const ring of this.#compounds[compound]?.rings ?? []) {
      if (isInRing(ring, x, y)) inside = !inside;
    }
    return inside;
  }

  #isBesideWall(compound: number, x: number, y: number): boolean {
    return this.wallsNear(x, y, BESIDE_WALL_METRES).includes(compound);
  }

  #crossing(segment: number, [ax, ay, bx, by]: readonly [number, number, number, number]): number {
    const [cx, cy, dx, dy] = this.#ends(segment);
    const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
    if (cross === 0) return Number.NaN;
    const alongWall = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
    if (alongWall < 0 || alongWall > 1) return Number.NaN;
    return ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  }

  #distance(segment: number, x: number, y: number): number {
    const [cx, cy, dx, dy] = this.#ends(segment);
    const squared = (dx - cx) ** 2 + (dy - cy) ** 2;
    const along = squared === 0 ? 0 : ((x - cx) * (dx - cx) + (y - cy) * (dy - cy)) / squared;
    const clamped = Math.min(1, Math.max(0, along));
    return Math.hypot(x - cx - clamped * (dx - cx), y - cy - clamped * (dy - cy));
  }

  #ends(segment: number): readonly [number, number, number, number] {
    const at = segment * 4;
    const ends = this.#segments;
    return [ends[at] ?? 0, ends[at + 1] ?? 0, ends[at + 2] ?? 0, ends[at + 3] ?? 0];
  }

  /** The smallest larger compound that holds most of the corners: outlines may share walls. */
  #findParents(): Int32Array {
    return Int32Array.from(this.#compounds, (compound, self) => {
      let parent = STREET;
      for (const other of this.#boxes?.search(...compound.box) ?? []) {
        const isCandidate = other !== self && this.#area(other) > compound.area;
        const isSmaller = parent === STREET || this.#area(other) < this.#area(parent);
        if (isCandidate && isSmaller && this.#holdsMost(other, compound)) parent = other;
      }
      return parent;
    });
  }

  #holdsMost(outer: number, inner: Walled): boolean {
    const ring = inner.rings[0] ?? new Float64Array(0);
    let votes = 0;
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const x = ((ring[i] ?? 0) + (ring[i + 2] ?? 0)) / 2;
      const y = ((ring[i + 1] ?? 0) + (ring[i + 3] ?? 0)) / 2;
      votes += this.#holds(outer, x, y) || this.#isBesideWall(outer, x, y) ? 1 : -1;
    }
    return votes > 0;
  }
}

function toWalled(input: CompoundInput, plane: LocalPlane): Walled {
  const { geometry } = input;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat().map((ring) => flattenRing(ring, plane));
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  let area = 0;
  for (const ring of rings) {
    area += ringArea(ring);
    for (let i = 0; i + 1 < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i] ?? 0);
      box[1] = Math.min(box[1], ring[i + 1] ?? 0);
      box[2] = Math.max(box[2], ring[i] ?? 0);
      box[3] = Math.max(box[3], ring[i + 1] ?? 0);
    }
  }
  return { rings, box, area: Math.abs(area) };
}

function flattenRing(ring: readonly Position[], plane: LocalPlane): Float64Array {
  const flat = new Float64Array(ring.length * 2);
  ring.forEach((position, i) => flat.set(toPlane(plane, position), i * 2));
  return flat;
}

function ringArea(ring: Float64Array): number {
  let double = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    double += (ring[i] ?? 0) * (ring[i + 3] ?? 0) - (ring[i + 2] ?? 0) * (ring[i + 1] ?? 0);
  }
  return double / 2;
}

/** Even-odd rule; a point on the ring falls on either side, always the same one. */
function isInRing(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x0, y0, x1, y1] = [ring[i] ?? 0, ring[i + 1] ?? 0, ring[i + 2] ?? 0, ring[i + 3] ?? 0];
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

function flattenWalls(compounds: readonly Walled[]): {
  segments: Float64Array;
  owners: Int32Array;
} {
  const segments: number[] = [];
  const owners: number[] = [];
  compounds.forEach((compound, owner) => {
    for (const ring of compound.rings) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        segments.push(ring[i] ?? 0, ring[i + 1] ?? 0, ring[i + 2] ?? 0, ring[i + 3] ?? 0);
        owners.push(owner);
      }
    }
  });
  return { segments: Float64Array.from(segments), owners: Int32Array.from(owners) };
}

function indexBoxes(
  boxes: readonly (readonly [number, number, number, number])[],
): Flatbush | null {
  if (boxes.length === 0) return null;
  const index = new Flatbush(boxes.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  return index;
}

/** Boxes of segments given as x0, y0, x1, y1 …; `null` for none (an index may not be empty). */
export function indexSegments(segments: Float64Array): Flatbush | null {
  if (segments.length === 0) return null;
  const index = new Flatbush(segments.length / 4);
  for (let at = 0; at < segments.length; at += 4) {
    const [x0, y0] = [segments[at] ?? 0, segments[at + 1] ?? 0];
    const [x1, y1] = [segments[at + 2] ?? 0, segments[at + 3] ?? 0];
    index.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }
  index.finish();
  return index;
}
