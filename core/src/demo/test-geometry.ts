import type { LayerRecord, LayerName } from "../ingest/index.ts";
import type { Geometry, Position } from "../geometry/index.ts";
import { itemAt } from "./random.ts";

/** Plain and slow geometry for the tests, sharing nothing with the generator. Degrees in, exact where it can be. */

export type Open = readonly Position[];

export function ofLayer<L extends LayerName>(
  records: readonly LayerRecord[],
  layer: L,
): Extract<LayerRecord, { layer: L }>[] {
  return records.filter((each): each is Extract<LayerRecord, { layer: L }> => each.layer === layer);
}

/** All rings of a surface, without the repeated corner. */
export function ringsOf(geometry: Geometry): Open[] {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return [];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => rings.map((ring) => ring.slice(0, -1)));
}

/** Steps of 1e-8 degree: whole numbers, so that sums are exact. */
export const stepsOf = ([lng, lat]: Position): readonly [bigint, bigint] => [
  BigInt(Math.round(lng * 1e8)),
  BigInt(Math.round(lat * 1e8)),
];

export function doubleAreaOf(rings: readonly Open[]): bigint {
  let sum = 0n;
  for (const ring of rings) {
    ring.forEach((position, k) => {
      const [ax, ay] = stepsOf(position);
      const [bx, by] = stepsOf(itemAt(ring, (k + 1) % ring.length));
      sum += ax * by - bx * ay;
    });
  }
  return sum;
}

/** Directed edges that no other ring runs through the other way round; fails on an edge run twice. */
export function outerEdges(rings: readonly Open[]): Set<string> {
  const edges = new Set<string>();
  for (const ring of rings) {
    ring.forEach((position, k) => {
      const [from, to] = [
        stepsOf(position).join(),
        stepsOf(itemAt(ring, (k + 1) % ring.length)).join(),
      ];
      if (edges.has(`${from}>${to}`)) throw new Error(`edge ${from}>${to} belongs to two rings`);
      if (!edges.delete(`${to}>${from}`)) edges.add(`${from}>${to}`);
    });
  }
  return edges;
}

export function contains(ring: Open, [x, y]: Position): boolean {
  let isInside = false;
  ring.forEach(([bx, by], k) => {
    const [ax, ay] = itemAt(ring, (k + ring.length - 1) % ring.length);
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) isInside = !isInside;
  });
  return isInside;
}

const turnOf = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

function cross(
  [a, b]: readonly [Position, Position],
  [c, d]: readonly [Position, Position],
): boolean {
  return turnOf(a, b, c) * turnOf(a, b, d) < 0 && turnOf(c, d, a) * turnOf(c, d, b) < 0;
}

const edgesOf = (ring: Open): (readonly [Position, Position])[] =>
  ring.map((position, k) => [position, itemAt(ring, (k + 1) % ring.length)] as const);

export const outlinesCross = (a: Open, b: Open): boolean =>
  boxesMeet(a, b) && edgesOf(a).some((one) => edgesOf(b).some((other) => cross(one, other)));

export const lineCrosses = (line: Open, ring: Open): boolean =>
  boxesMeet(line, ring) &&
  line.slice(1).some((end, k) => edgesOf(ring).some((edge) => cross([itemAt(line, k), end], edge)));

export const overlaps = (a: Open, b: Open): boolean =>
  boxesMeet(a, b) &&
  (outlinesCross(a, b) || contains(a, itemAt(b, 0)) || contains(b, itemAt(a, 0)));

function boxesMeet(a: Open, b: Open): boolean {
  const [p, q] = [boxOf(a), boxOf(b)];
  return p.west < q.east && q.west < p.east && p.south < q.north && q.south < p.north;
}

function boxOf(ring: Open) {
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  return {
    west: Math.min(...lngs),
    east: Math.max(...lngs),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
}

/** Sizes of the connected pieces of lines joined at equal corners, largest first, in corners. */
export function piecesOf(lines: readonly Open[]): number[] {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root))
      root = up;
    parent.set(key, root);
    return root;
  };
  for (const line of lines) {
    const keys = line.map((position) => position.join());
    for (const key of keys) if (!parent.has(key)) parent.set(key, key);
    for (const key of keys) parent.set(find(key), find(itemAt(keys, 0)));
  }
  const sizes = new Map<string, number>();
  for (const key of parent.keys()) sizes.set(find(key), (sizes.get(find(key)) ?? 0) + 1);
  return [...sizes.values()].toSorted((a, b) => b - a);
}

export function quantileOf(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return itemAt(sorted, Math.floor(fraction * sorted.length));
}
