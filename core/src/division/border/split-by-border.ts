import { fail, type Result } from "../../result.ts";
import { OUTSIDE, type SignedArc } from "../../topology/index.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { connectedPieces, contactsOf } from "../model/connected-pieces.ts";
import { cutRegion } from "./cut-region.ts";
import { findCrossing, sideFinder } from "./drawn-line.ts";
import { findWalk, landOf, leftOf, rightOf, type Land, type PlanePoint } from "../model/land.ts";
import { findUnknownGrid, freeGridIds, makeChange } from "../change/make-change.ts";
import type {
  Division,
  DivisionChange,
  DivisionError,
  EditName,
  GridId,
  UnitId,
} from "../model/model.ts";
import { sumHouseholds } from "../model/sum-households.ts";

type Answer = Result<DivisionChange, DivisionError>;

export interface SplitByRoute {
  readonly gridId: GridId;
  /** Point by point along arcs inside the grid. */
  readonly path: readonly PlanePoint[];
  /** Where there are more than two pieces: a unit of each that becomes the new grid. */
  readonly picked?: readonly UnitId[] | undefined;
}

export interface SplitByLine {
  readonly gridId: GridId;
  /** Drawn freely; it goes on straight beyond both ends. */
  readonly line: readonly PlanePoint[];
  readonly picked?: readonly UnitId[] | undefined;
}

/** Splits a grid along arcs (沿路拆分): whatever the path separates. */
export function splitByRoute(division: Division, { gridId, path, picked }: SplitByRoute): Answer {
  const unknown = findUnknownGrid(division, [gridId]);
  if (unknown) return fail(unknown);
  const land = landOf(division.ground);
  const walk = findWalk(land, path);
  if (!walk) return fail({ code: "division.path-off-map" });
  const stray = walk.find((signed) => !isInside(division, land, signed, gridId));
  if (stray !== undefined) return fail({ code: "division.path-leaves-grids", gridIds: [gridId] });
  const pieces = cutRegion(division.ground, land, unitsOfGrid(division, gridId), walk);
  return splitIntoPieces(division, { edit: "split-by-route", gridId, pieces, picked });
}

function isInside({ gridOf }: Division, land: Land, signed: SignedArc, gridId: GridId): boolean {
  const [left, right] = [leftOf(land, signed), rightOf(land, signed)];
  return (
    left !== OUTSIDE && right !== OUTSIDE && gridOf[left] === gridId && gridOf[right] === gridId
  );
}

/** Pieces with less of the grid's households than this follow the piece they touch. Start value. */
const STRAY_SHARE = 0.1;

/**
 * Splits a grid by a drawn line (画线拆分) without cutting a unit: each goes to the side its label
 * point lies on; a stray that its side does not reach goes to the other.
 */
export function splitByLine(division: Division, { gridId, line, picked }: SplitByLine): Answer {
  const unknown = findUnknownGrid(division, [gridId]);
  if (unknown) return fail(unknown);
  const crossing = findCrossing(line);
  if (crossing) return fail({ code: "division.line-crosses-itself", at: crossing });
  const { ground } = division;
  const units = unitsOfGrid(division, gridId);
  const sideOf = sideFinder(ground, units, line);
  const sides = [true, false].map((side) => units.filter((unit) => sideOf(unit) === side));
  if (sides.some((side) => side.length === 0)) {
    return fail({ code: "division.line-does-not-divide", gridId });
  }
  const pieces = settleStrays(division, sides);
  return splitIntoPieces(division, { edit: "split-by-line", gridId, pieces, picked });
}

/** Pieces on the two sides; a stray goes to the piece it touches, hanging ground to that of its host. */
function settleStrays(division: Division, sides: readonly (readonly number[])[]): number[][] {
  const { graph, hangsOn } = division.ground;
  const inGrid = new Set(sides.flat());
  const hangs = (unit: number): boolean => inGrid.has(hangsOn.get(unit) ?? -1);
  const total = sumHouseholds(graph, sides.flat());
  const isStray = (piece: readonly number[]): boolean =>
    sumHouseholds(graph, piece) < STRAY_SHARE * total;
  const parts = sides.map((side) => {
    const standing = side.filter((unit) => !hangs(unit));
    return connectedPieces(graph, standing).toSorted(
      (a, b) => weightOf(graph, b) - weightOf(graph, a),
    );
  });
  const kept = parts.flatMap((side) => side.filter((piece, at) => at === 0 || !isStray(piece)));
  let waiting = parts.flatMap((side) => side.filter((piece, at) => at > 0 && isStray(piece)));
  // A stray may touch its piece only over another stray.
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((piece) => {
      const beside = new Set(piece.flatMap((unit) => contactsOf(graph, unit)));
      const host = kept.find((other) => other.some((unit) => beside.has(unit)));
      host?.push(...piece);
      return host === undefined;
    });
  }
  // What touches nothing is a piece of the grid before and after: with the first.
  kept[0]?.push(...waiting.flat());
  hangUp(division, kept, [...inGrid].filter(hangs));
  return kept.map((piece) => piece.toSorted((a, b) => a - b));
}

/** Ground without a contact to its host goes where the host is, even if it touches other such ground. */
function hangUp({ ground }: Division, pieces: number[][], hanging: readonly number[]): void {
  const pieceOf = new Map(pieces.flatMap((piece) => piece.map((unit) => [unit, piece] as const)));
  for (const unit of hanging) {
    let host = ground.hangsOn.get(unit) ?? -1;
    for (let hop = 0; !pieceOf.has(host) && hop < hanging.length; hop++)
      host = ground.hangsOn.get(host) ?? -1;
    (pieceOf.get(host) ?? pieces[0])?.push(unit);
  }
}

/** Households first, then the number of units. */
const weightOf = (
  graph: { readonly households: Float64Array; readonly count: number },
  units: readonly number[],
): number => sumHouseholds(graph, units) + units.length / (graph.count + 1);

interface Pieces {
  readonly edit: EditName;
  readonly gridId: GridId;
  readonly pieces: readonly (readonly number[])[];
  readonly picked?: readonly UnitId[] | undefined;
}

/** The heaviest piece keeps the grid's id; of more than two the planner says which go. */
export function splitIntoPieces(division: Division, asked: Pieces): Answer {
  const { edit, gridId, pieces } = asked;
  const { ground } = division;
  const namesOf = (units: readonly number[]) => units.map((unit) => ground.unitIds[unit] ?? "");
  const chosen = choosePieces(division, asked);
  if (chosen.length > 1 && asked.picked === undefined) {
    const [heaviest = []] = byWeight(division, pieces);
    const all = [heaviest, ...chosen].map(namesOf);
    return fail({ code: "division.too-many-pieces", gridId, pieces: all });
  }
  if (chosen.length === 0 || chosen.length === pieces.length) {
    return fail({ code: "division.line-does-not-divide", gridId });
  }
  const given = chosen.flat();
  const isGiven = new Set(given);
  const kept = pieces.flat().filter((unit) => !isGiven.has(unit));
  const empty = findEmpty(ground.graph, [given, kept]);
  if (empty) {
    return fail({ code: "division.piece-without-households", gridId, unitIds: namesOf(empty) });
  }
  const [added = ""] = freeGridIds(division, 1);
  return makeChange(division, {
    edit,
    to: new Map(given.map((unit) => [unit, added] as const)),
    addedGrids: [added],
  });
}

/** Pieces that become the new grid: those that were picked, else all but the heaviest. */
function choosePieces(
  division: Division,
  { pieces, picked }: Pieces,
): readonly (readonly number[])[] {
  if (picked === undefined) return byWeight(division, pieces).slice(1);
  const wanted = new Set(picked.map((unitId) => division.ground.indexOf.get(unitId) ?? -1));
  return pieces.filter((piece) => piece.some((unit) => wanted.has(unit)));
}

const byWeight = ({ ground }: Division, pieces: readonly (readonly number[])[]) =>
  pieces.toSorted((a, b) => weightOf(ground.graph, b) - weightOf(ground.graph, a));

/** The side without households, where the other has some. */
function findEmpty(
  graph: { readonly households: Float64Array },
  sides: readonly (readonly number[])[],
): readonly number[] | undefined {
  const empty = sides.filter((side) => sumHouseholds(graph, side) === 0);
  return empty.length === 1 ? empty[0] : undefined;
}
