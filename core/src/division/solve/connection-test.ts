import { float, int, uint } from "../../topology/index.ts";
import type { Partition } from "./partition.ts";

/** Work space of the searches, made once per partition. */
export interface ConnectionTest {
  readonly partition: Partition;
  /** Atoms with the present stamp were reached, or are asked for with stamp − 1. */
  readonly stamps: Float64Array;
  readonly queue: Int32Array;
  stamp: number;
}

export function connectionTest(partition: Partition): ConnectionTest {
  const { count } = partition.graph;
  return {
    partition,
    stamps: new Float64Array(count),
    queue: new Int32Array(count),
    stamp: 0,
  };
}

/**
 * Whether the atom's grid stays in one piece, and not empty, when the atom leaves: a breadth-first
 * search from one of its neighbours in the grid until all the others are met. Neighbours mostly
 * touch one another, so it ends after a few steps.
 */
export function canLeave(test: ConnectionTest, atom: number): boolean {
  const { gridOf, size } = test.partition;
  const grid = int(gridOf, atom);
  if (int(size, grid) < 2) return false;
  const asked = markNeighbours(test, atom, grid);
  return asked === 1 || (asked > 1 && meetsAll(test, atom, asked));
}

/** Stamps the contacts of the atom in the grid, puts the first into the queue, counts them. */
function markNeighbours(test: ConnectionTest, atom: number, grid: number): number {
  const { graph, gridOf } = test.partition;
  test.stamp += 2;
  let asked = 0;
  for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
    const other = uint(graph.to, e);
    if (gridOf[other] !== grid || graph.contact[e] !== 1) continue;
    if (asked === 0) test.queue[0] = other;
    test.stamps[other] = test.stamp - 1;
    asked++;
  }
  return asked;
}

function meetsAll(test: ConnectionTest, without: number, asked: number): boolean {
  const { partition, stamps, queue, stamp } = test;
  const { graph, gridOf } = partition;
  const grid = gridOf[without];
  let missing = asked - 1;
  let tail = 1;
  stamps[int(queue, 0)] = stamp;
  for (let head = 0; head < tail; head++) {
    const atom = int(queue, head);
    for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
      const other = uint(graph.to, e);
      if (gridOf[other] !== grid || graph.contact[e] !== 1 || other === without) continue;
      const seen = float(stamps, other);
      if (seen === stamp) continue;
      if (seen === stamp - 1 && --missing === 0) return true;
      stamps[other] = stamp;
      queue[tail++] = other;
    }
  }
  return false;
}

/** Whether the grid of this atom is in one piece: a search from the atom meets all its atoms. */
export function isConnected(test: ConnectionTest, atom: number): boolean {
  const { partition, stamps, queue } = test;
  const { graph, gridOf } = partition;
  const grid = int(gridOf, atom);
  const stamp = (test.stamp += 2);
  queue[0] = atom;
  stamps[atom] = stamp;
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const from = int(queue, head);
    for (let e = uint(graph.first, from); e < uint(graph.first, from + 1); e++) {
      const other = uint(graph.to, e);
      if (gridOf[other] !== grid || graph.contact[e] !== 1 || stamps[other] === stamp) continue;
      stamps[other] = stamp;
      queue[tail++] = other;
    }
  }
  return tail === partition.size[grid];
}
