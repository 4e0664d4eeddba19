import { float, uint } from "../topology/index.ts";
import { connectedPieces } from "./connected-pieces.ts";
import type { UnitGraph } from "./unit-graph.ts";

export interface GroundParts {
  /** Pieces (片) connected by contacts and links, by their lowest unit; each ascending. */
  readonly parts: readonly (readonly number[])[];
  /**
   * Ground without households that no contact joins to the rest, such as a river between two banks:
   * the unit on whose grid it hangs, across the longest border they share. Nothing is connected
   * through it.
   */
  readonly hangsOn: ReadonlyMap<number, number>;
}

/** Parts of a set of units, with the units that hang on them put to the part of their host. */
export function findParts(graph: UnitGraph, units: readonly number[]): GroundParts {
  const pieces = connectedPieces(graph, units);
  const isEmpty = (piece: readonly number[]) =>
    piece.every((unit) => float(graph.households, unit) === 0);
  const partOf = new Map<number, number[]>();
  for (const piece of pieces) {
    if (isEmpty(piece)) continue;
    for (const unit of piece) partOf.set(unit, piece);
  }
  const parts = new Set(partOf.values());
  const hangsOn = new Map<number, number>();
  // A piece of empty ground may hang on another one that hangs: repeat until nothing changes.
  let waiting = pieces.filter(isEmpty);
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((piece) => {
      const host = hostOf(graph, piece, partOf);
      const part = partOf.get(host);
      if (!part) return true;
      for (const unit of piece) {
        part.push(unit);
        partOf.set(unit, part);
        hangsOn.set(unit, hangsOn.get(host) ?? host);
      }
      return false;
    });
  }
  const whole = [...parts, ...waiting].map((part) => part.toSorted((a, b) => a - b));
  return { parts: whole.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), hangsOn };
}

/** The unit of a known part that shares the longest border with the piece; −1 if none does. */
function hostOf(
  graph: UnitGraph,
  piece: readonly number[],
  partOf: ReadonlyMap<number, unknown>,
): number {
  const lengths = new Map<number, number>();
  for (const unit of piece) {
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if (partOf.has(other)) lengths.set(other, (lengths.get(other) ?? 0) + float(graph.shared, e));
    }
  }
  let host = -1;
  for (const [unit, length] of lengths) {
    const best = lengths.get(host) ?? 0;
    if (length > best || (length === best && host >= 0 && unit < host)) host = unit;
  }
  return host;
}
