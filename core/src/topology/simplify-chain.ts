import { num } from "./typed-access.ts";

/**
 * Douglas–Peucker: leaves out points of a chain (x, y, x, y, …) that lie within `tolerance` of what
 * stays. Both ends stay. The same chain backwards gives the same points.
 */
export function simplifyChain(chain: readonly number[], tolerance: number): number[] {
  const count = chain.length / 2;
  const keeps = new Uint8Array(count);
  keeps[0] = 1;
  keeps[count - 1] = 1;
  const spans: [number, number][] = [[0, count - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    const middle = farthest(chain, first, last, tolerance);
    if (middle < 0) continue;
    keeps[middle] = 1;
    spans.push([first, middle], [middle, last]);
  }
  return chain.filter((_, at) => keeps[at >> 1] === 1);
}

/** The point farthest from the line between two; −1 if all are within the tolerance. */
function farthest(
  chain: readonly number[],
  first: number,
  last: number,
  tolerance: number,
): number {
  const [ax, ay] = [num(chain, 2 * first), num(chain, 2 * first + 1)];
  const [dx, dy] = [num(chain, 2 * last) - ax, num(chain, 2 * last + 1) - ay];
  const length2 = dx * dx + dy * dy;
  let best = -1;
  let record = tolerance * tolerance;
  for (let at = first + 1; at < last; at++) {
    const [x, y] = [num(chain, 2 * at) - ax, num(chain, 2 * at + 1) - ay];
    const along = length2 > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / length2)) : 0;
    const distance2 = (x - along * dx) ** 2 + (y - along * dy) ** 2;
    if (distance2 <= record) continue;
    record = distance2;
    best = at;
  }
  return best;
}
