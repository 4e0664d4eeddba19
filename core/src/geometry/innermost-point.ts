import { isInRings } from "./is-in-rings.ts";
import { signedRingArea } from "./ring-area.ts";
import type { MultiPolygon, Polygon, Position, Ring } from "./shapes.ts";

/** The best point may be this many times as far from the border. */
const PRECISION = 1.05;

/** A square of the search: what is known of its middle, and what any point in it can have at most. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly distance: number;
  readonly most: number;
}

/**
 * The point of a shape's largest part that is furthest from its border (pole of inaccessibility): where
 * a label has most room. Squares are halved, best first, until none can hold a better point (after
 * Agafonkin's polylabel, ISC). `null`: the shape has no area.
 */
export function innermostPoint(shape: Polygon | MultiPolygon): Position | null {
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const [largest] = parts.toSorted((a, b) => areaOf(b) - areaOf(a));
  if (largest === undefined || areaOf(largest) === 0) return null;
  // A degree of longitude is shorter than one of latitude.
  const squeeze = Math.cos(((largest[0]?.[0]?.[1] ?? 0) * Math.PI) / 180);
  const rings = largest.map((ring) => ring.map(([lng, lat]): Position => [lng * squeeze, lat]));
  const { x, y } = search(rings);
  return [x / squeeze, y];
}

const areaOf = ([shell = []]: readonly Ring[]): number => Math.abs(signedRingArea(shell));

function search(rings: readonly Ring[]): Cell {
  const xs = (rings[0] ?? []).map(([x]) => x);
  const ys = (rings[0] ?? []).map(([, y]) => y);
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - west, Math.max(...ys) - south];
  const size = Math.min(width, height);
  const cells: Cell[] = [];
  for (let x = west; x < west + width; x += size)
    for (let y = south; y < south + height; y += size)
      cells.push(cellAt(rings, x + size / 2, y + size / 2, size / 2));
  let best = cellAt(rings, west + width / 2, south + height / 2, 0);
  for (let cell = takeBest(cells); cell !== undefined; cell = takeBest(cells)) {
    if (cell.distance > best.distance) best = cell;
    if (cell.most <= best.distance * PRECISION) break;
    const half = cell.half / 2;
    for (const dx of [-half, half])
      for (const dy of [-half, half]) cells.push(cellAt(rings, cell.x + dx, cell.y + dy, half));
  }
  return best;
}

/** Takes the cell that may hold the best point out of the list. */
function takeBest(cells: Cell[]): Cell | undefined {
  let at = 0;
  for (const [i, cell] of cells.entries()) if (cell.most > (cells[at]?.most ?? 0)) at = i;
  const best = cells[at];
  const last = cells.pop();
  if (last !== undefined && at < cells.length) cells[at] = last;
  return best;
}

function cellAt(rings: readonly Ring[], x: number, y: number, half: number): Cell {
  const away = distanceToBorder(rings, x, y);
  const distance = isInRings(rings, [x, y]) ? away : -away;
  return { x, y, half, distance, most: distance + half * Math.SQRT2 };
}

function distanceToBorder(rings: readonly Ring[], x: number, y: number): number {
  let least = Infinity;
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[i + 1] ?? [];
      const [dx, dy] = [bx - ax, by - ay];
      const length2 = dx * dx + dy * dy;
      const along = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
      const share = Math.min(1, Math.max(0, along));
      least = Math.min(least, (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2);
    }
  return Math.sqrt(least);
}
