import type { NetworkInput } from "./network-input.ts";
import type { UsableWay } from "./trace-runs.ts";

/**
 * Places where ways meet or end: at least so many nodes will the network have. Counted in one byte a
 * node, before anything large is made.
 */
export function countJunctions(input: NetworkInput, usable: readonly UsableWay[]): number {
  const degrees = new Uint8Array(input.lng.length);
  let junctions = 0;
  const touch = (node: number, arms: number) => {
    const before = degrees[node] ?? 0;
    const after = Math.min(3, before + arms);
    degrees[node] = after;
    junctions += (isJunction(after) ? 1 : 0) - (isJunction(before) ? 1 : 0);
  };
  for (const { way } of usable) {
    const { nodes } = input.ways[way] ?? { nodes: [] };
    for (let i = 0; i < nodes.length; i++) {
      touch(nodes[i] ?? 0, i === 0 || i === nodes.length - 1 ? 1 : 2);
    }
  }
  return junctions;
}

const isJunction = (degree: number): boolean => degree === 1 || degree > 2;
