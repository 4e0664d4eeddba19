import { fail, ok, type Result } from "../result.ts";
import { isWrongMeeting } from "./check-map.ts";
import { addArc, closeDraft, openDraft, type CutDraft, type DraftArc } from "./cut-draft.ts";
import { areaOf, borderOf, pointsOf, shareLoops, walkLoops } from "./cut-loops.ts";
import { isInside, shareBuildings } from "./cut-pieces.ts";
import { labelPoint } from "./label-point.ts";
import { BARRIER, OUTSIDE, type PlanarMap } from "./planar-map.ts";
import { segmentsOf, type Segment } from "./snap-predicates.ts";
import { AREA2_OF_SQUARE_METRE } from "./square-metres.ts";
import { item, num } from "./typed-access.ts";

/**
 * A cut (切割) of one unit into two: from border to border through its inside, x and y in whole
 * centimetres. What lies on its left becomes `parent/1`, what lies on its right `parent/2`.
 */
export interface UnitCut {
  readonly unitId: string;
  readonly path: readonly (readonly [x: number, y: number])[];
}

/** Why a cut cannot be made. */
export type CutFault =
  | { readonly fault: "unknown-unit"; readonly unitId: string }
  /** An end lies on no border of the unit. */
  | {
      readonly fault: "ends-inside";
      readonly unitId: string;
      readonly at: readonly [number, number];
    }
  /** It would bend a community border, or the edge of the map. */
  | {
      readonly fault: "end-not-at-vertex";
      readonly unitId: string;
      readonly at: readonly [number, number];
    }
  /** It leaves the unit, or comes within half a centimetre of another line. */
  | { readonly fault: "too-close"; readonly unitId: string; readonly at: readonly [number, number] }
  /** Both sides are the same piece: it goes from a hole to the outer border. */
  | { readonly fault: "does-not-divide"; readonly unitId: string }
  | { readonly fault: "cuts-building"; readonly unitId: string; readonly buildingId: string }
  | { readonly fault: "piece-too-small"; readonly unitId: string; readonly squareMetres: number };

/** Smaller pieces are refused; square metres. Start value. */
const LEAST_PIECE = 50;
/** An end this near a border, in centimetres, is an end on it: a crossing is rounded to whole ones. */
const ON_BORDER = 1;

/**
 * The map with units cut, as a function of the map and the cuts alone: the first child takes the
 * place of its parent, the second comes after all others. Parents are cut before their children.
 */
export function cutMap(map: PlanarMap, cuts: readonly UnitCut[]): Result<PlanarMap, CutFault> {
  const draft = openDraft(map);
  const ordered = cuts.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  for (const cut of ordered) {
    const fault = cutUnit(draft, cut);
    if (fault) return fail(fault);
  }
  return ok(closeDraft(draft));
}

/** Cuts one unit of a draft, which is spoilt if it cannot. Looks at that unit and its neighbours only. */
export function cutUnit(draft: CutDraft, cut: UnitCut): CutFault | undefined {
  const { unitId, path } = cut;
  const unit = draft.numberOf.get(unitId);
  const isTaken = [1, 2].some((child) => draft.numberOf.has(`${unitId}/${child}`));
  if (unit === undefined || isTaken) return { fault: "unknown-unit", unitId };
  const ends: number[] = [];
  for (const at of [path[0], path.at(-1)]) {
    const node = at && nodeFor(draft, unit, at);
    if (typeof node !== "number") return { fault: node ?? "ends-inside", unitId, at: at ?? [0, 0] };
    ends.push(node);
  }
  const [from = -1, to = -1] = ends;
  const border = borderOf(draft, unit);
  const points = path.flat();
  const bad = badPlace(draft, border, points);
  if (bad) return { fault: "too-close", unitId, at: bad };
  const arc: DraftArc = { from, to, left: unit, right: unit, barrier: BARRIER.plot, points };
  return dividePieces(draft, unit, addArc(draft, arc));
}

/** The node at a place on a unit's border: there already, or made there. */
function nodeFor(
  draft: CutDraft,
  unit: number,
  [x, y]: readonly [number, number],
): number | "ends-inside" | "end-not-at-vertex" {
  let best = { distance: ON_BORDER, arc: -1, at: -1, isVertex: false };
  for (const signed of borderOf(draft, unit)) {
    const arc = signed >> 1;
    const points = pointsOf(draft, signed);
    for (let at = 0; at + 1 < points.length; at += 2)
      if (points[at] === x && points[at + 1] === y)
        best = { distance: -1, arc, at, isVertex: true };
    for (const [at, segment] of segmentsOf(points).entries()) {
      const distance = distanceTo(segment, x, y);
      if (distance < best.distance) best = { distance, arc, at: 2 * at, isVertex: false };
    }
  }
  if (best.arc < 0) return "ends-inside";
  const arc = item(draft.arcs, best.arc);
  if (best.isVertex) return splitArc(draft, best.arc, best.at);
  if (isFixed(draft, arc)) return "end-not-at-vertex";
  arc.points = [...arc.points.slice(0, best.at + 2), x, y, ...arc.points.slice(best.at + 2)];
  return isBentBadly(draft, arc, best.at)
    ? "end-not-at-vertex"
    : splitArc(draft, best.arc, best.at + 2);
}

/** A border of the community, or the edge of the map: other plans and other bases share it. */
function isFixed({ units }: CutDraft, { left, right }: DraftArc): boolean {
  return left === OUTSIDE || right === OUTSIDE || units.community[left] !== units.community[right];
}

/** Whether the two segments round a new vertex meet anything of the units on their sides. */
function isBentBadly(draft: CutDraft, arc: DraftArc, at: number): boolean {
  const bent = segmentsOf(arc.points.slice(at, at + 6));
  const around = [arc.left, arc.right].flatMap((unit) => borderOf(draft, unit));
  const others = [...new Set(around.map((signed) => signed >> 1))].flatMap((other) => {
    const own = item(draft.arcs, other);
    if (own !== arc) return segmentsOf(own.points);
    return [...segmentsOf(arc.points.slice(0, at + 2)), ...segmentsOf(arc.points.slice(at + 4))];
  });
  return others.some((other) => bent.some((segment) => isWrongMeeting(segment, other)));
}

function distanceTo({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  if (!(along > 0 && along < 1)) return Infinity;
  return Math.abs((x - ax) * dy - (y - ay) * dx) / Math.sqrt(dx * dx + dy * dy);
}

/** Makes a point of an arc a node, and of the arc two. */
function splitArc(draft: CutDraft, number: number, at: number): number {
  const arc = item(draft.arcs, number);
  if (at === 0) return arc.from;
  if (at === arc.points.length - 2) return arc.to;
  const node = draft.nodes.length / 2;
  draft.nodes.push(num(arc.points, at), num(arc.points, at + 1));
  addArc(draft, { ...arc, from: node, points: arc.points.slice(at) });
  arc.to = node;
  arc.points = arc.points.slice(0, at + 2);
  return node;
}

/** Where a path leaves its unit or meets a line; `undefined`: it stays well inside. */
function badPlace(
  draft: CutDraft,
  border: readonly number[],
  points: readonly number[],
): readonly [number, number] | undefined {
  const lines = [...new Set(border.map((signed) => signed >> 1))].flatMap((arc) =>
    segmentsOf(item(draft.arcs, arc).points),
  );
  const path = segmentsOf(points);
  for (const [at, segment] of path.entries()) {
    const isLoose = lines.every((line) => !isWrongMeeting(segment, line));
    const isSimple = path.slice(at + 1).every((other) => !isWrongMeeting(segment, other));
    // The middle, in half centimetres: a segment that meets no line is inside as a whole.
    const isWithin = isInside(lines, segment.ax + segment.bx, segment.ay + segment.by, 2);
    if (!isLoose || !isSimple || !isWithin) return [segment.ax, segment.ay];
  }
  return path.length === 0 ? [num(points, 0), num(points, 1)] : undefined;
}

/** Gives both sides of a new arc to two units; the faces are walked again on the unit's own arcs. */
function dividePieces(draft: CutDraft, unit: number, cut: number): CutFault | undefined {
  const unitId = item(draft.units.ids, unit);
  const loops = walkLoops(draft, unit);
  const left = loops.find((loop) => loop.includes(2 * cut)) ?? [];
  const right = loops.find((loop) => loop.includes(2 * cut + 1)) ?? [];
  if (left === right) return { fault: "does-not-divide", unitId };
  const others = loops.filter((loop) => loop !== left && loop !== right);
  const borders = shareLoops(draft, left, right, others);
  const pieces = borders.map((border) => ({ border, area2: areaOf(draft, border) }));
  const [small] = pieces
    .map(({ area2 }) => area2 / AREA2_OF_SQUARE_METRE)
    .filter((squareMetres) => squareMetres < LEAST_PIECE);
  if (small !== undefined) return { fault: "piece-too-small", unitId, squareMetres: small };
  return nameChildren(draft, unit, cut, pieces);
}

interface Piece {
  /** Signed arcs of all its loops, the piece on their left. */
  readonly border: readonly number[];
  readonly area2: number;
}

function nameChildren(
  draft: CutDraft,
  unit: number,
  cut: number,
  pieces: readonly Piece[],
): CutFault | undefined {
  const { units } = draft;
  const unitId = item(units.ids, unit);
  const lines = pieces.map(({ border }) =>
    border.flatMap((signed) => segmentsOf(pointsOf(draft, signed))),
  );
  const path = segmentsOf(item(draft.arcs, cut).points);
  const area2 = pieces.map((piece) => piece.area2);
  const shared = shareBuildings(draft, unit, { path, left: item(lines, 0), area2 });
  if ("buildingId" in shared) return { fault: "cuts-building", unitId, ...shared };
  const child = units.ids.length;
  units.ids[unit] = `${unitId}/1`;
  units.ids.push(`${unitId}/2`);
  giveGround(draft, unit, pieces);
  for (const list of [units.community, units.compound, units.enclosure]) list.push(num(list, unit));
  units.households[unit] = shared.households[0];
  units.households.push(shared.households[1]);
  giveBuildings(draft, unit, shared.moved);
  lines.forEach((segments, at) => {
    const [x, y] = labelPoint(segments.flatMap(({ ax, ay, bx, by }) => [ax, ay, bx, by]));
    [units.label[2 * (at === 0 ? unit : child)], units.label[2 * (at === 0 ? unit : child) + 1]] = [
      x,
      y,
    ];
  });
  return undefined;
}

/** The second piece to the unit that was named last; both are found by their new ids. */
function giveGround(draft: CutDraft, unit: number, pieces: readonly Piece[]): void {
  const { arcs, arcsOf, numberOf, units } = draft;
  const child = units.ids.length - 1;
  for (const signed of pieces[1]?.border ?? []) {
    const arc = item(arcs, signed >> 1);
    if (signed & 1) arc.right = child;
    else arc.left = child;
  }
  for (const [piece, number] of [unit, child].entries()) {
    const own = new Set((pieces[piece]?.border ?? []).map((signed) => signed >> 1));
    arcsOf[number] = [...own].toSorted((a, b) => a - b);
    numberOf.set(item(units.ids, number), number);
  }
  numberOf.delete(item(units.ids, unit).slice(0, -"/1".length));
}

function giveBuildings(draft: CutDraft, unit: number, moved: readonly number[]): void {
  const { buildingsOf, unitOfBuilding } = draft;
  const child = buildingsOf.push(moved) - 1;
  for (const building of moved) unitOfBuilding[building] = child;
  buildingsOf[unit] = item(buildingsOf, unit).filter((building) => !moved.includes(building));
}
