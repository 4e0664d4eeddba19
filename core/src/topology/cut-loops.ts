import { crossOf, type CutDraft } from "./cut-draft.ts";
import { isInside } from "./cut-pieces.ts";
import { segmentsOf } from "./snap-predicates.ts";
import { item } from "./typed-access.ts";

/** Signed arcs of a unit's border, the unit on their left. */
export function borderOf({ arcs, arcsOf }: CutDraft, unit: number): number[] {
  const border: number[] = [];
  for (const arc of arcsOf[unit] ?? []) {
    const { left, right } = item(arcs, arc);
    if (left === unit) border.push(2 * arc);
    if (right === unit) border.push(2 * arc + 1);
  }
  return border;
}

export const pointsOf = ({ arcs }: CutDraft, signed: number): readonly number[] =>
  item(arcs, signed >> 1).points;

/** Twice the area on the left of closed walks, in square centimetres. */
export const areaOf = (draft: CutDraft, loop: readonly number[]): number =>
  loop.reduce((sum, signed) => sum + (signed & 1 ? -1 : 1) * crossOf(pointsOf(draft, signed)), 0);

/** Closed walks along the border of a unit, the unit on the left, by the sharpest turn at each node. */
export function walkLoops(draft: CutDraft, unit: number): number[][] {
  const border = borderOf(draft, unit);
  const leaving = new Map<number, number[]>();
  for (const signed of border) {
    const { from, to } = item(draft.arcs, signed >> 1);
    const node = signed & 1 ? to : from;
    leaving.set(node, [...(leaving.get(node) ?? []), signed]);
  }
  const waiting = new Set(border);
  const loops: number[][] = [];
  for (const first of border) {
    if (!waiting.has(first)) continue;
    const loop: number[] = [];
    for (let signed = first; waiting.delete(signed);) {
      loop.push(signed);
      const { from, to } = item(draft.arcs, signed >> 1);
      signed = sharpestLeft(draft, signed, leaving.get(signed & 1 ? from : to) ?? []);
    }
    loops.push(loop);
  }
  return loops;
}

/** First and second point of a walk. */
function departure(draft: CutDraft, signed: number): [x: number, y: number, u: number, v: number] {
  const points = pointsOf(draft, signed);
  const ends = signed & 1 ? points.slice(-4) : points.slice(0, 4);
  const [a = 0, b = 0, c = 0, d = 0] = ends;
  return signed & 1 ? [c, d, a, b] : [a, b, c, d];
}

/** Of the ways on, the first one clockwise from the way back. */
function sharpestLeft(draft: CutDraft, arrived: number, ways: readonly number[]): number {
  if (ways.length < 2) return ways[0] ?? -1;
  const [x, y, u, v] = departure(draft, arrived ^ 1);
  const [backX, backY] = [u - x, v - y];
  const turned = ways.map((way) => {
    const [a, b, c, d] = departure(draft, way);
    const [dx, dy] = [c - a, d - b];
    // Clockwise from the way back: 0 ahead of a half turn, 1 beyond it; the way back itself comes last.
    const side = backX * dy - backY * dx;
    const dot = backX * dx + backY * dy;
    const half = side < 0 || (side === 0 && dot < 0) ? 0 : 1;
    return { way, dx, dy, half: side === 0 && dot > 0 ? 2 : half };
  });
  const [best] = turned.toSorted((a, b) => a.half - b.half || a.dx * b.dy - a.dy * b.dx);
  return best?.way ?? -1;
}

/** Holes, and the outer border of a unit whose cut encloses a piece, go to the piece around them. */
export function shareLoops(
  draft: CutDraft,
  left: readonly number[],
  right: readonly number[],
  others: readonly (readonly number[])[],
): [number[], number[]] {
  const isLeftShell = areaOf(draft, left) > 0;
  const shell = isLeftShell ? left : right;
  const lines = shell.flatMap((signed) => segmentsOf(pointsOf(draft, signed)));
  const pieces: [number[], number[]] = [[...left], [...right]];
  for (const loop of others) {
    const [x, y] = departure(draft, loop[0] ?? 0);
    const isInShell = areaOf(draft, loop) < 0 && isInside(lines, x, y, 1);
    pieces[isInShell === isLeftShell ? 0 : 1].push(...loop);
  }
  return pieces;
}
