import { int, uint } from "../../topology/index.ts";
import { moveAtom, type Partition } from "./partition.ts";

/**
 * The contacts of a partition that join atoms of two different grids, kept up to date move by move:
 * only there can an atom change its grid, so annealing draws from them alone.
 */
export class GridBorders {
  /** How many there are; each from both of its sides. */
  count = 0;

  private readonly partition: Partition;
  /** Row entries of `graph`, in any order. */
  private readonly entries: Int32Array;
  /** Where each row entry is in `entries`; −1 if it is not. */
  private readonly placeOf: Int32Array;
  /** The atom of each row entry. */
  private readonly source: Int32Array;
  /** The row entry of the same contact from the other side. */
  private readonly twin: Int32Array;

  constructor(partition: Partition) {
    const { graph, gridOf } = partition;
    this.partition = partition;
    this.entries = new Int32Array(graph.to.length);
    this.placeOf = new Int32Array(graph.to.length).fill(-1);
    this.source = new Int32Array(graph.to.length);
    this.twin = new Int32Array(graph.to.length);
    // Rows are ascending, so the entries that lead to an atom come in the order of its own row.
    const next = graph.first.slice();
    for (let atom = 0; atom < graph.count; atom++) {
      for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
        const other = uint(graph.to, e);
        this.source[e] = atom;
        const twin = uint(next, other);
        next[other] = twin + 1;
        this.twin[e] = twin;
        if (graph.contact[e] === 1 && gridOf[atom] !== gridOf[other]) this.add(e);
      }
    }
  }

  /** Number `at` of the contacts: an atom and the one beyond, in another grid. */
  at(at: number): { atom: number; beyond: number } {
    const e = int(this.entries, at);
    return { atom: int(this.source, e), beyond: uint(this.partition.graph.to, e) };
  }

  /** Moves an atom to another grid. Connection is the caller's care. */
  move(atom: number, grid: number): void {
    const { graph, gridOf } = this.partition;
    moveAtom(this.partition, atom, grid);
    for (let e = uint(graph.first, atom); e < uint(graph.first, atom + 1); e++) {
      if (graph.contact[e] !== 1) continue;
      const isBorder = gridOf[uint(graph.to, e)] !== grid;
      if (isBorder === int(this.placeOf, e) >= 0) continue;
      const twin = int(this.twin, e);
      if (isBorder) {
        this.add(e);
        this.add(twin);
      } else {
        this.remove(e);
        this.remove(twin);
      }
    }
  }

  private add(e: number): void {
    this.entries[this.count] = e;
    this.placeOf[e] = this.count;
    this.count++;
  }

  private remove(e: number): void {
    const place = int(this.placeOf, e);
    const last = int(this.entries, this.count - 1);
    this.entries[place] = last;
    this.placeOf[last] = place;
    this.placeOf[e] = -1;
    this.count--;
  }
}
