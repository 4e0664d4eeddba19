import { uint } from "../../topology/index.ts";
import type { AtomGraph } from "./atom-graph.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import { groupBy } from "../model/group-by.ts";
import { bisectByTrees } from "./initial-partition.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** A grid to begin with. */
export interface FirstGrid {
  readonly atoms: number[];
  readonly share: number;
  readonly isClosed?: boolean;
}

/** Remains too small for a grid go, from the edge inwards, to a grid they touch: the smallest. */
export function joinStrays(
  graph: AtomGraph,
  grids: readonly FirstGrid[],
  strays: Set<number>,
): void {
  const gridOf = new Map(grids.flatMap((grid) => grid.atoms.map((atom) => [atom, grid] as const)));
  for (let before = -1; before !== strays.size;) {
    before = strays.size;
    for (const atom of strays) {
      const host = contactGrids(graph, atom, gridOf)[0];
      if (!host) continue;
      host.atoms.push(atom);
      gridOf.set(atom, host);
      strays.delete(atom);
    }
  }
}

function contactGrids(
  graph: AtomGraph,
  atom: number,
  gridOf: ReadonlyMap<number, FirstGrid>,
): FirstGrid[] {
  const grids: FirstGrid[] = [];
  for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
    const grid = graph.contact[e] === 1 ? gridOf.get(uint(graph.to, e)) : undefined;
    if (grid) grids.push(grid);
  }
  return grids.toSorted((a, b) => sumHouseholds(graph, a.atoms) - sumHouseholds(graph, b.atoms));
}

/**
 * The present grids (重划) of a connected set of atoms, as `count` connected grids: what is cut off from
 * its grid and the smallest grids too many go to their neighbours, the largest are halved until there
 * are enough. `present` tells the grid of an atom; −1: none.
 */
export function presentGrids(
  graph: AtomGraph,
  atoms: readonly number[],
  count: number,
  {
    present,
    random,
  }: { readonly present: (atom: number) => number; readonly random: SeededRandom },
): number[][] {
  const byGrid = groupBy(atoms, present);
  const heaviestFirst = (groups: readonly number[][]) =>
    groups.toSorted(
      (a, b) => sumHouseholds(graph, b) - sumHouseholds(graph, a) || (a[0] ?? 0) - (b[0] ?? 0),
    );
  const whole = [...byGrid].flatMap(([old, group]) =>
    old < 0 ? [] : heaviestFirst(connectedPieces(graph, group)).slice(0, 1),
  );
  const kept = heaviestFirst(whole).slice(0, count);
  if (kept.length === 0) return bisectByTrees(graph, atoms, count, random);
  const grids = kept.map((group) => ({ atoms: group, share: 0 }));
  const placed = new Set(kept.flat());
  joinStrays(graph, grids, new Set(atoms.filter((atom) => !placed.has(atom))));
  let groups = grids.map((grid) => grid.atoms);
  while (groups.length < count) {
    const largest = heaviestFirst(groups.filter((group) => group.length > 1))[0];
    if (!largest) break;
    const halves = bisectByTrees(graph, largest, 2, random);
    groups = [...groups.filter((group) => group !== largest), ...halves];
  }
  return groups;
}
