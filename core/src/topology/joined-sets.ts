import { uint } from "./typed-access.ts";

/** Sets of the numbers below `count` that grow by joining; the root of a set is its lowest member. */
export interface JoinedSets {
  readonly root: (member: number) => number;
  readonly join: (a: number, b: number) => void;
}

/** Union-find with path halving (Tarjan and van Leeuwen, 1984). At first everybody stands alone. */
export function joinedSets(count: number): JoinedSets {
  const parent = Uint32Array.from({ length: count }, (_, member) => member);
  const root = (member: number): number => {
    let top = member;
    while (uint(parent, top) !== top) {
      parent[top] = uint(parent, uint(parent, top));
      top = uint(parent, top);
    }
    return top;
  };
  return {
    root,
    join: (a, b) => {
      const [rootA, rootB] = [root(a), root(b)];
      parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    },
  };
}
