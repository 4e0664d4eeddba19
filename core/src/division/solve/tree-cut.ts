import { float, int, uint } from "../../topology/index.ts";
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
  const { atoms, wanted, random } = cut;
  const net = netOf(cut);
  let best: { miss: number; isFirst: Uint8Array } | undefined;
  for (let tree = 0; tree < TREES; tree++) {
    const found = cutOneTree(net, wanted, random);
    if (!best || found.miss < best.miss) best = found;
    if (best.miss <= GOOD_ENOUGH * wanted) break;
  }
  const isFirst = best?.isFirst;
  return [atoms.filter((_, i) => isFirst?.[i] === 1), atoms.filter((_, i) => isFirst?.[i] !== 1)];
}

/** The contacts among the atoms of a cut, which are 0 … count − 1 here. */
interface Net {
  readonly count: number;
  readonly households: Float64Array;
  readonly total: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly avoid: Float64Array;
}

function netOf({ graph, atoms }: TreeCut): Net {
  const localOf = new Int32Array(graph.count).fill(-1);
  for (const [local, atom] of atoms.entries()) localOf[atom] = local;
  const entries: number[] = [];
  const from: number[] = [];
  for (const [local, atom] of atoms.entries()) {
    for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
      const to = uint(graph.to, e);
      if (to <= atom || graph.contact[e] !== 1 || int(localOf, to) < 0) continue;
      entries.push(e);
      from.push(local);
    }
  }
  const households = Float64Array.from(atoms, (atom) => float(graph.households, atom));
  return {
    count: atoms.length,
    households,
    total: households.reduce((sum, weight) => sum + weight, 0),
    from: Int32Array.from(from),
    to: Int32Array.from(entries, (e) => int(localOf, uint(graph.to, e))),
    avoid: Float64Array.from(entries, (e) => float(graph.avoid, e)),
  };
}

function cutOneTree(net: Net, wanted: number, random: SeededRandom) {
  const { order, parent } = randomTree(net, random);
  const below = net.households.slice();
  let miss = Infinity;
  let top = -1;
  let takesBelow = true;
  for (let at = order.length - 1; at > 0; at--) {
    const atom = int(order, at);
    const households = float(below, atom);
    const above = int(parent, atom);
    below[above] = float(below, above) + households;
    const missBelow = Math.abs(households - wanted);
    const missRest = Math.abs(net.total - households - wanted);
    if (Math.min(missBelow, missRest) >= miss) continue;
    miss = Math.min(missBelow, missRest);
    top = atom;
    takesBelow = missBelow <= missRest;
  }
  return { miss, isFirst: sideOf(order, parent, top, takesBelow) };
}

/** 1 for the atom and all that hang below it, or for all others. */
function sideOf(order: Int32Array, parent: Int32Array, top: number, takesBelow: boolean) {
  const isBelow = new Uint8Array(parent.length);
  for (const atom of order) {
    const above = int(parent, atom);
    if (atom === top || (above >= 0 && isBelow[above] === 1)) isBelow[atom] = 1;
  }
  return takesBelow ? isBelow : isBelow.map((flag) => 1 - flag);
}

/** Spanning tree by Kruskal's method over random keys, then walked from the first atom. */
function randomTree(net: Net, random: SeededRandom) {
  const keys = net.avoid.map((avoid) => random.next() + avoid);
  const byKey = Uint32Array.from(keys, (_, edge) => edge);
  byKey.sort((a, b) => float(keys, a) - float(keys, b) || a - b);
  const root = Int32Array.from({ length: net.count }, (_, atom) => atom);
  // Neighbours in the tree as lists: half-edge 2·e leads to `to`, 2·e + 1 to `from`.
  const head = new Int32Array(net.count).fill(-1);
  const next = new Int32Array(2 * keys.length).fill(-1);
  for (const edge of byKey) {
    const [from, to] = [int(net.from, edge), int(net.to, edge)];
    const [a, b] = [rootOf(root, from), rootOf(root, to)];
    if (a === b) continue;
    root[a] = b;
    next[2 * edge] = int(head, from);
    head[from] = 2 * edge;
    next[2 * edge + 1] = int(head, to);
    head[to] = 2 * edge + 1;
  }
  return walkTree(net, head, next);
}

function walkTree(net: Net, head: Int32Array, next: Int32Array) {
  const parent = new Int32Array(net.count).fill(-2);
  const order = new Int32Array(net.count);
  parent[0] = -1;
  let found = 1;
  for (let at = 0; at < found; at++) {
    const atom = int(order, at);
    for (let half = int(head, atom); half >= 0; half = int(next, half)) {
      const other = half % 2 === 0 ? int(net.to, half >> 1) : int(net.from, half >> 1);
      if (parent[other] !== -2) continue;
      parent[other] = atom;
      order[found++] = other;
    }
  }
  return { order: order.subarray(0, found), parent };
}

function rootOf(root: Int32Array, atom: number): number {
  let top = atom;
  for (let up = int(root, top); up !== top; up = int(root, top)) {
    // Halving the path keeps later searches short.
    root[top] = int(root, up);
    top = up;
  }
  return top;
}
