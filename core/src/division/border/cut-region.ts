import { BARRIER, byte, float, OUTSIDE, uint, type SignedArc } from "../../topology/index.ts";
import { leftOf, rightOf, type Land } from "../model/land.ts";
import type { Ground } from "../model/model.ts";
import { BARRIER_CLASSES, CONTACT_CENTIMETRES, type UnitGraph } from "../model/unit-graph.ts";
import { pairKey } from "../model/unit-pairs.ts";

/**
 * What a set of units falls into when nothing may pass over a walk of arcs: the one act under every
 * border tool. Ground that hangs on a unit goes with it. Pieces are ascending, in the order of their
 * lowest unit.
 */
export function cutRegion(
  ground: Ground,
  land: Land,
  units: readonly number[],
  closed: Iterable<SignedArc>,
): number[][] {
  const { graph, hangsOn } = ground;
  const inside = new Set(units);
  const cutLength = passableCut(land, inside, closed);
  const hangs = (unit: number): boolean => inside.has(hangsOn.get(unit) ?? -1);
  const standing = units.filter((unit) => !hangs(unit));
  const pieces = piecesOver(graph, standing.length > 0 ? standing : units, cutLength);
  const pieceOf = new Map(pieces.flatMap((piece) => piece.map((unit) => [unit, piece] as const)));
  for (const unit of units)
    if (!pieceOf.has(unit)) pieceOf.get(hangsOn.get(unit) ?? -1)?.push(unit);
  return pieces.map((piece) => piece.toSorted((a, b) => a - b)).toSorted(byFirst);
}

const byFirst = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);

/** Passable centimetres that the walk closes, by pair of units. */
function passableCut(
  land: Land,
  inside: ReadonlySet<number>,
  closed: Iterable<SignedArc>,
): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const arc of new Set([...closed].map((signed) => signed >> 1))) {
    const [left, right] = [leftOf(land, 2 * arc), rightOf(land, 2 * arc)];
    if (left === OUTSIDE || right === OUTSIDE || !inside.has(left) || !inside.has(right)) continue;
    const isHard = byte(land.map.arcs.barrier, arc) === BARRIER.hard;
    const key = pairKey(left, right);
    lengths.set(key, (lengths.get(key) ?? 0) + (isHard ? 0 : uint(land.map.arcs.length, arc)));
  }
  return lengths;
}

function piecesOver(
  graph: UnitGraph,
  units: readonly number[],
  cutLength: ReadonlyMap<number, number>,
): number[][] {
  const waiting = new Set(units);
  const pieces: number[][] = [];
  for (const start of units) {
    if (!waiting.delete(start)) continue;
    const piece = [start];
    for (const unit of piece)
      piece.push(...openContacts(graph, unit, cutLength).filter((other) => waiting.delete(other)));
    pieces.push(piece);
  }
  return pieces;
}

function openContacts(
  graph: UnitGraph,
  unit: number,
  cutLength: ReadonlyMap<number, number>,
): number[] {
  const open: number[] = [];
  for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
    const other = uint(graph.to, e);
    if (graph.contact[e] === 1 && staysOpen(graph, e, cutLength.get(pairKey(unit, other))))
      open.push(other);
  }
  return open;
}

/** A contact that is not cut, or as much of it is left as a contact needs; a link (连接) is no border and cannot be cut. */
function staysOpen(graph: UnitGraph, entry: number, cut: number | undefined): boolean {
  if (cut === undefined) return true;
  const hard = uint(graph.byClass, BARRIER_CLASSES * entry + BARRIER.hard);
  const passable = float(graph.shared, entry) - hard;
  return passable < CONTACT_CENTIMETRES || passable - cut >= CONTACT_CENTIMETRES;
}
