import { float, uint } from "../../topology/index.ts";
import type { Ground } from "../model/model.ts";

/**
 * Where a part would best be joined to another one: the unit of it and the unit of the other with the
 * longest border between them, even one that nobody can pass; without any, those nearest to each other.
 * Units that hold households come first. `undefined`: there is nothing else.
 */
export function nearestPair(
  { graph, parts, hangsOn }: Ground,
  part: readonly number[],
): readonly [unit: number, other: number] | undefined {
  const isOwn = new Set(part);
  const stands = (unit: number): boolean => float(graph.households, unit) > 0 && !hangsOn.has(unit);
  const own = part.filter(stands);
  let best: readonly [number, number] | undefined;
  let longest = 0;
  for (const unit of own) {
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if (isOwn.has(other) || !stands(other) || float(graph.shared, e) <= longest) continue;
      longest = float(graph.shared, e);
      best = [unit, other];
    }
  }
  if (best) return best;
  let least = Infinity;
  for (const other of parts.filter((each) => each !== part).flat()) {
    if (!stands(other)) continue;
    for (const unit of own) {
      const distance = squaredDistance(graph.label, unit, other);
      if (distance >= least) continue;
      least = distance;
      best = [unit, other];
    }
  }
  return best;
}

function squaredDistance(label: Float64Array, a: number, b: number): number {
  const dx = float(label, 2 * a) - float(label, 2 * b);
  const dy = float(label, 2 * a + 1) - float(label, 2 * b + 1);
  return dx * dx + dy * dy;
}
