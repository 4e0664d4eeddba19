import { isOnCarriageway, wheelchairBarrier } from "./access-rules.ts";
import type { NetworkInput } from "./network-input.ts";
import type { TraceOptions, UsableWay } from "./trace-runs.ts";

/**
 * Which ways a barrier parts from its node for wheelchairs (轮椅): a stile every way, so that none goes on
 * into another. A kerb parts carriageway and crossing from the pavement where both meet; who goes along the
 * pavement does not cross it. A kerb on one kind of way lies across all of them.
 */
export function findPartings(
  input: NetworkInput,
  usable: readonly UsableWay[],
): TraceOptions["isParted"] {
  const barriers = new Set<number>();
  const kerbs = new Map<number, Set<boolean>>();
  for (const [node, tags] of input.nodeTags) {
    const barrier = wheelchairBarrier(tags);
    if (barrier === "barrier") barriers.add(node);
    if (barrier === "kerb") kerbs.set(node, new Set());
  }
  if (barriers.size === 0 && kerbs.size === 0) return () => false;
  const onCarriageway = usable.map(({ way }) => isOnCarriageway(input.ways[way]?.tags ?? {}));
  usable.forEach(({ way }, i) => {
    const nodes = input.ways[way]?.nodes ?? [];
    for (let at = 0; at < nodes.length; at++) {
      kerbs.get(nodes[at] ?? -1)?.add(onCarriageway[i] ?? false);
    }
  });
  return (node, usableIndex) => {
    if (barriers.has(node)) return true;
    const kinds = kerbs.get(node);
    return kinds !== undefined && (kinds.size === 1 || onCarriageway[usableIndex] === true);
  };
}
