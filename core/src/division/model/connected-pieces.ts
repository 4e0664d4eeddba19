import { uint } from "../../topology/index.ts";
import type { UnitGraph } from "./unit-graph.ts";

type Rows = Pick<UnitGraph, "count" | "first" | "to" | "contact">;

/**
 * Connected pieces of a set of units over their contacts, each ascending, in the order of their
 * lowest unit.
 */
export function connectedPieces(rows: Rows, units: Iterable<number>): number[][] {
  const waiting = new Set(units);
  const pieces: number[][] = [];
  for (const start of [...waiting].toSorted((a, b) => a - b)) {
    if (!waiting.delete(start)) continue;
    const piece = [start];
    for (const unit of piece) {
      piece.push(...contactsOf(rows, unit).filter((other) => waiting.delete(other)));
    }
    pieces.push(piece.toSorted((a, b) => a - b));
  }
  return pieces;
}

/** The units in contact with a unit, ascending. */
export function contactsOf(rows: Rows, unit: number): number[] {
  const contacts: number[] = [];
  for (let entry = uint(rows.first, unit); entry < uint(rows.first, unit + 1); entry++) {
    if (rows.contact[entry] === 1) contacts.push(uint(rows.to, entry));
  }
  return contacts;
}
