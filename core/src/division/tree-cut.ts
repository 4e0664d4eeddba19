import { float, uint } from "../topology/index.ts";
import type { AtomGraph } from "./atom-graph.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A wish to divide a connected set of atoms in two. */
export interface TreeCut {
  readonly graph: AtomGraph;
  readonly atoms: readonly number[];
  /** Households the first side should have. */
  readonly wanted: number;
  readonly random: SeededRandom;
}

const TREES = 6;
const GOOD_ENOUGH = 0.03;

/**
 * Cuts a connected set of atoms in two connected sides by the edge of a random spanning tree that
 * comes nearest to the wanted number of households. Trees join across weak lines first and cross
 * barriers last, so the cut tends to follow barriers (Tapp, arXiv 2501.02325). Best of six trees.
 */
export function cutByTree(cut: TreeCut): [number[], number[]] {
  let best: { miss: number; side: number[] } | undefined;
  for (let tree = 0; tree < TREES; tree++) {
    const found = cutOneTree(cut);
    if (!best || found.miss < best.miss) best = found;
    if (best.miss <= GOOD_ENOUGH * cut.wanted) break;
  }
  const side = new Set(best?.side);
  return [cut.atoms.filter((atom) => side.has(atom)), cut.atoms.filter((atom) => !side.has(atom))];
}

function cutOneTree({ graph, atoms, wanted, random }: TreeCut): { miss: number; side: number[] } {
  const { order, parent } = randomTree(graph, atoms, random);
  const below = new Map(order.map((atom) => [atom, float(graph.households, atom)] as const));
  const total = order.reduce((sum, atom) => sum + float(graph.households, atom), 0);
  let best = { miss: Infinity, atom: -1, takesBelow: true };
  for (const atom of order.slice(1).toReversed()) {
    const households = below.get(atom) ?? 0;
    const above = parent.get(atom) ?? -1;
    below.set(above, (below.get(above) ?? 0) + households);
    const missBelow = Math.abs(households - wanted);
    const missRest = Math.abs(total - households - wanted);
    const miss = Math.min(missBelow, missRest);
    if (miss < best.miss) best = { miss, atom, takesBelow: missBelow <= missRest };
  }
  const branch = branchOf(order, parent, best.atom);
  const side = best.takesBelow ? branch : new Set(order.filter((atom) => !branch.has(atom)));
  return { miss: best.miss, side: [...side] };
}

/** The atom and all that hang below it. */
function branchOf(
  order: readonly number[],
  parent: ReadonlyMap<number, number>,
  top: number,
): Set<number> {
  const branch = new Set([top]);
  for (const atom of order) {
    if (branch.has(parent.get(atom) ?? -1)) branch.add(atom);
  }
  return branch;
}

/** Spanning tree by Kruskal's method over random keys, then walked from the first atom. */
function randomTree(graph: AtomGraph, atoms: readonly number[], random: SeededRandom) {
  const links = new Map<number, number[]>(atoms.map((atom) => [atom, []]));
  const root = new Map(atoms.map((atom) => [atom, atom] as const));
  for (const { from, to } of shuffledEdges(graph, atoms, random)) {
    const a = rootOf(root, from);
    const b = rootOf(root, to);
    if (a === b) continue;
    root.set(a, b);
    links.get(from)?.push(to);
    links.get(to)?.push(from);
  }
  const start = atoms[0] ?? -1;
  const parent = new Map([[start, -1]]);
  const order = [start];
  for (const atom of order) {
    for (const other of links.get(atom) ?? []) {
      if (parent.has(other)) continue;
      parent.set(other, atom);
      order.push(other);
    }
  }
  return { order, parent };
}

function shuffledEdges(graph: AtomGraph, atoms: readonly number[], random: SeededRandom) {
  const isIn = new Set(atoms);
  const edges: { from: number; to: number; key: number }[] = [];
  for (const from of atoms) {
    for (let e = uint(graph.first, from); e < uint(graph.first, from + 1); e++) {
      const to = uint(graph.to, e);
      if (to <= from || graph.contact[e] !== 1 || !isIn.has(to)) continue;
      edges.push({ from, to, key: random.next() + float(graph.avoid, e) });
    }
  }
  return edges.toSorted((a, b) => a.key - b.key);
}

function rootOf(root: Map<number, number>, atom: number): number {
  let top = atom;
  for (let up = root.get(top) ?? top; up !== top; up = root.get(top) ?? top) {
    // Halving the path keeps later searches short.
    root.set(top, root.get(up) ?? up);
    top = up;
  }
  return top;
}
