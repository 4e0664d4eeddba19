import { BARRIER } from "../../topology/index.ts";
import { graphFromBorders, type SharedBorder, type UnitGraph } from "./unit-graph.ts";

export interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly householdsOf?: (unit: number) => number;
  readonly compoundOf?: (unit: number) => number;
  /** Class of the border between two neighbours; `plot` by default. */
  readonly barrierOf?: (a: number, b: number) => number;
}

/** Squares of 50 m, unit = row · columns + column, row 0 in the north. */
export function latticeGraph(lattice: Lattice): UnitGraph {
  const { columns, rows } = lattice;
  const barrierOf = lattice.barrierOf ?? (() => BARRIER.plot);
  const facts = Array.from({ length: columns * rows }, (_, unit) => ({
    households: lattice.householdsOf?.(unit) ?? 100,
    area2: 2 * 5000 * 5000,
    outline: 4 * 5000,
    compound: lattice.compoundOf?.(unit) ?? -1,
    enclosure: 0,
    label: [(unit % columns) * 5000, -Math.floor(unit / columns) * 5000] as const,
  }));
  const borders: SharedBorder[] = [];
  for (let unit = 0; unit < columns * rows; unit++) {
    const neighbours = [
      ...(unit % columns < columns - 1 ? [unit + 1] : []),
      ...(unit + columns < columns * rows ? [unit + columns] : []),
    ];
    for (const other of neighbours) {
      borders.push({ a: unit, b: other, barrier: barrierOf(unit, other), length: 5000 });
    }
  }
  return graphFromBorders(facts, borders);
}

export const allUnits = (graph: UnitGraph): number[] =>
  Array.from({ length: graph.count }, (_, unit) => unit);

/** Runs a generator to its end. */
export function finish<T>(steps: Generator<unknown, T, boolean | undefined>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
