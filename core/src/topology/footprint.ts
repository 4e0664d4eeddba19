import { isInFrame, toCentimetres } from "../geometry/index.ts";
import type { MultiPolygon, PlaneFrame, Point, Polygon, Position } from "../geometry/index.ts";
import { closeRing, ringsOf } from "./enclose.ts";
import { labelPoint } from "./label-point.ts";
import { num } from "./typed-access.ts";

/** A building on the integer plane, in centimetres. */
export interface Footprint {
  /** Border segments, holes included: ax, ay, bx, by, …; empty for a building given as a point. */
  readonly segments: readonly number[];
  /** A point inside. */
  readonly middle: readonly [x: number, y: number];
  /** Twice the area in cm², 0 for a point. */
  readonly area2: number;
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/** `undefined` if the geometry is empty or does not lie in the frame. */
export function makeFootprint(
  frame: PlaneFrame,
  geometry: Point | Polygon | MultiPolygon,
): Footprint | undefined {
  const rings =
    geometry.type === "Point" ? [] : ringsOf(geometry).map((ring) => projectRing(frame, ring));
  const segments = rings.flatMap(segmentsOfRing);
  const [first] = geometry.type === "Point" ? [geometry.coordinates] : ringsOf(geometry).flat();
  if (!first) return undefined;
  const middle = segments.length > 0 ? labelPoint(segments) : toCentimetres(frame, first);
  const box = boxOf([...segments, ...middle]);
  // Written so that NaN fails too.
  if (!isInFrame([box[0], box[1]]) || !isInFrame([box[2], box[3]])) return undefined;
  const area2 = rings.reduce((sum, ring, at) => {
    const size = Math.abs(signedArea2(ring));
    return at === 0 || size === 0 ? sum + size : sum + (isHole(geometry, at) ? -size : size);
  }, 0);
  return { segments, middle, area2: Math.max(0, area2), box };
}

function isHole(geometry: Point | Polygon | MultiPolygon, ring: number): boolean {
  if (geometry.type !== "MultiPolygon") return ring > 0;
  let first = 0;
  for (const { length } of geometry.coordinates) {
    if (ring === first) return false;
    first += length;
  }
  return true;
}

function projectRing(frame: PlaneFrame, ring: readonly Position[]): [number, number][] {
  return closeRing(ring).map((position) => toCentimetres(frame, position));
}

function segmentsOfRing(ring: readonly [number, number][]): number[] {
  const segments: number[] = [];
  ring.forEach(([bx, by], at) => {
    const before = ring[at - 1];
    if (before && (before[0] !== bx || before[1] !== by)) segments.push(...before, bx, by);
  });
  return segments;
}

function signedArea2(ring: readonly [number, number][]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function boxOf(coordinates: readonly number[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < coordinates.length; at += 2) {
    const [x, y] = [num(coordinates, at), num(coordinates, at + 1)];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** Even–odd, by a ray to the east. */
export function isInFootprint(
  { segments }: Pick<Footprint, "segments">,
  x: number,
  y: number,
): boolean {
  let inside = false;
  for (let at = 0; at < segments.length; at += 4) {
    const [ay, by] = [num(segments, at + 1), num(segments, at + 3)];
    if (ay > y === by > y) continue;
    const [ax, bx] = [num(segments, at), num(segments, at + 2)];
    if (ax + ((y - ay) / (by - ay)) * (bx - ax) > x) inside = !inside;
  }
  return inside;
}

/** Inward from the outline, so that buildings wall to wall keep their samples apart. */
const SHRINK_CENTIMETRES = 40;

/**
 * Points along the outline, shrunk, at most `spacing` centimetres apart: x, y, x, y, …. The same set
 * whichever way the rings run and wherever they begin.
 */
export function sampleOutline(footprint: Footprint, spacing: number): number[] {
  const { segments, middle } = footprint;
  const samples: number[] = [...middle];
  for (let at = 0; at < segments.length; at += 4) {
    const [ax, ay] = [num(segments, at), num(segments, at + 1)];
    const [dx, dy] = [num(segments, at + 2) - ax, num(segments, at + 3) - ay];
    const length = Math.sqrt(dx * dx + dy * dy);
    const [inX, inY] = inward(footprint, [ax + dx / 2, ay + dy / 2], [-dy / length, dx / length]);
    const pieces = Math.ceil(length / spacing);
    for (let piece = 0; piece < pieces; piece++) {
      const t = (piece + 0.5) / pieces;
      samples.push(Math.round(ax + t * dx + inX), Math.round(ay + t * dy + inY));
    }
  }
  return samples;
}

/** A step off the outline to the side where the building is; none where it is thinner than that. */
function inward(
  footprint: Footprint,
  [x, y]: readonly [number, number],
  [normalX, normalY]: readonly [number, number],
): [number, number] {
  const [stepX, stepY] = [SHRINK_CENTIMETRES * normalX, SHRINK_CENTIMETRES * normalY];
  if (isInFootprint(footprint, x + stepX, y + stepY)) return [stepX, stepY];
  return isInFootprint(footprint, x - stepX, y - stepY) ? [-stepX, -stepY] : [0, 0];
}
