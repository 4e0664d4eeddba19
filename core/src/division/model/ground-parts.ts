import { BARRIER, float, uint } from "../../topology/index.ts";
import { connectedPieces } from "./connected-pieces.ts";
import { BARRIER_CLASSES } from "./unit-graph.ts";
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
  const pieces = connectedPieces(graph, units).flatMap((piece) => cutOffCorridors(graph, piece));
  const partOf = new Map<number, number[]>();
  for (const piece of pieces) {
    if (isEmpty(graph, piece)) continue;
    for (const unit of piece) partOf.set(unit, piece);
  }
  const parts = new Set(partOf.values());
  const hangsOn = new Map<number, number>();
  let waiting = pieces.filter((piece) => isEmpty(graph, piece));
  // A piece of empty ground may hang on another one that hangs: repeat until nothing changes.
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((piece) => !hangPiece(graph, piece, partOf, hangsOn));
  }
  const whole = [...parts, ...waiting].map((part) => part.toSorted((a, b) => a - b));
  return { parts: whole.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), hangsOn };
}

/**
 * Ground between hard barriers that only its ends join to the rest, such as a railway at a crossing,
 * is cut off, unless it is what joins inhabited ground.
 */
function cutOffCorridors(graph: UnitGraph, piece: readonly number[]): number[][] {
  const corridor = piece.filter((unit) => isCorridor(graph, unit));
  if (corridor.length === 0) return [[...piece]];
  const isCut = new Set(corridor);
  const rest = connectedPieces(
    graph,
    piece.filter((unit) => !isCut.has(unit)),
  );
  const isJoint = rest.filter((other) => !isEmpty(graph, other)).length > 1;
  return isJoint ? [[...piece]] : [...rest, ...connectedPieces(graph, corridor)];
}

/** No households, and three times as much hard border as passable. */
function isCorridor(graph: UnitGraph, unit: number): boolean {
  if (float(graph.households, unit) > 0) return false;
  let shared = 0;
  let hard = 0;
  for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
    shared += float(graph.shared, e);
    hard += uint(graph.byClass, BARRIER_CLASSES * e + BARRIER.hard);
  }
  return hard > 0 && hard >= 3 * (shared - hard);
}

const isEmpty = (graph: UnitGraph, piece: readonly number[]): boolean =>
  piece.every((unit) => float(graph.households, unit) === 0);

/**
 * Hangs the units of a piece one by one, each on the unit of a known part with which it shares the
 * longest border, or, if it shares none, on the host of the neighbour in the piece with which it does.
 * False if the piece touches no part.
 */
function hangPiece(
  graph: UnitGraph,
  piece: readonly number[],
  partOf: Map<number, number[]>,
  hangsOn: Map<number, number>,
): boolean {
  let left = [...piece];
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const hosts = left.map((unit) => [unit, hostOf(graph, unit, partOf)] as const);
    for (const [unit, host] of hosts) {
      const part = partOf.get(host);
      if (!part) continue;
      part.push(unit);
      partOf.set(unit, part);
      hangsOn.set(unit, hangsOn.get(host) ?? host);
    }
    left = left.filter((unit) => !hangsOn.has(unit));
  }
  return left.length === 0;
}

/** The unit of a known part that shares the longest border with this one; −1 if none does. */
function hostOf(graph: UnitGraph, unit: number, partOf: ReadonlyMap<number, unknown>): number {
  let host = -1;
  let longest = 0;
  for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
    const other = uint(graph.to, e);
    const length = float(graph.shared, e);
    // Neighbours are ascending: of equals the lowest stays.
    if (length <= longest || !partOf.has(other)) continue;
    host = other;
    longest = length;
  }
  return host;
}
