import type { MultiPolygon, Polygon } from "../../geometry/index.ts";

/** Pale grounds on which black print and red borders are read well. */
const PALETTE = [
  "#fbe4dc",
  "#dfeafa",
  "#e3f2dc",
  "#fdf1cc",
  "#ebe2f5",
  "#d8f0ee",
  "#f6e3ee",
] as const;

/** A colour for each shape so that neighbours, which share two positions or more, differ where seven colours are enough. */
export function sheetColors(shapes: readonly (Polygon | MultiPolygon)[]): string[] {
  const neighbours = findNeighbours(shapes);
  const order = [...shapes.keys()].toSorted(
    (a, b) => (neighbours[b]?.size ?? 0) - (neighbours[a]?.size ?? 0) || a - b,
  );
  const chosen = new Map<number, number>();
  for (const shape of order) {
    const near = new Set([...(neighbours[shape] ?? [])].map((other) => chosen.get(other)));
    const free = [...PALETTE.keys()].filter((color) => !near.has(color));
    chosen.set(shape, free[shape % Math.max(free.length, 1)] ?? shape % PALETTE.length);
  }
  return shapes.map((_, shape) => PALETTE[chosen.get(shape) ?? 0] ?? PALETTE[0]);
}

function findNeighbours(shapes: readonly (Polygon | MultiPolygon)[]): Set<number>[] {
  const shared = new Map<string, number>();
  const neighbours = shapes.map(() => new Set<number>());
  const meet = (a: number, b: number): void => {
    const pair = `${a},${b}`;
    const count = (shared.get(pair) ?? 0) + 1;
    shared.set(pair, count);
    if (count === 2) neighbours[a]?.add(b);
  };
  for (const near of holdersOf(shapes)) {
    const pairs = [...near].flatMap((a) => [...near].map((b) => [a, b] as const));
    for (const [a, b] of pairs) if (a !== b) meet(a, b);
  }
  return neighbours;
}

/** For each position the shapes that have it. */
function holdersOf(shapes: readonly (Polygon | MultiPolygon)[]): Iterable<Set<number>> {
  const holders = new Map<string, Set<number>>();
  for (const [index, shape] of shapes.entries()) {
    const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
    for (const position of polygons.flat(2)) {
      const key = position.join();
      const known = holders.get(key);
      if (known) known.add(index);
      else holders.set(key, new Set([index]));
    }
  }
  return holders.values();
}
