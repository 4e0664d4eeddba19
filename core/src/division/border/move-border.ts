import { fail, ok, type Result } from "../../result.ts";
import { boxOfPoints, float, OUTSIDE, type SignedArc } from "../../topology/index.ts";
import { contactLengths } from "../change/check-moves.ts";
import { isInRing } from "./drawn-line.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import {
  findWalk,
  landOf,
  leftOf,
  rightOf,
  walkOf,
  type Land,
  type PlanePoint,
} from "../model/land.ts";
import { makeChange } from "../change/make-change.ts";
import type { Division, DivisionChange, DivisionError, GridId } from "../model/model.ts";

export interface MoveBorder {
  /** The stretch of border that moves, point by point; one grid lies along all of it. */
  readonly from: readonly PlanePoint[];
  /** Where it goes: another way along arcs between the same two ends. */
  readonly to: readonly PlanePoint[];
}

/**
 * Moves a stretch of the border between two grids, or round a junction of several (移动边界): the
 * units between the old way and the new one change hands. The grid that lies along the whole stretch
 * takes from the others, or gives each unit to the one that it touches longest.
 */
export function moveBorder(
  division: Division,
  { from, to }: MoveBorder,
): Result<DivisionChange, DivisionError> {
  const land = landOf(division.ground);
  const [old, next] = [findWalk(land, from), findWalk(land, to)];
  if (!old || !next) return fail({ code: "division.path-off-map" });
  if (!haveSameEnds(from, to)) return fail({ code: "division.not-a-border" });
  const parties = partiesOf(division, land, old);
  if (!parties.ok) return parties;
  const { own, others } = parties.value;
  const grids = new Set([own, ...others]);
  if (next.some((signed) => leaves(division, land, signed, grids))) {
    const gridIds = [...grids].filter((gridId) => gridId !== null).toSorted();
    return fail({ code: "division.path-leaves-grids", gridIds });
  }
  const loop = [...old, ...next.toReversed().map((signed) => signed ^ 1)];
  const between = unitsBetween(division, walkOf(land, loop), grids);
  const taken = between.filter((unit) => others.has(gridAt(division, unit)));
  const given = between.filter((unit) => gridAt(division, unit) === own);
  const moves = new Map(taken.map((unit) => [unit, own] as const));
  for (const [unit, gridId] of shareOut(division, given, others)) moves.set(unit, gridId);
  if (moves.size === 0) return fail({ code: "division.no-units" });
  return makeChange(division, { edit: "move-border", to: moves });
}

const gridAt = ({ gridOf }: Division, unit: number): GridId | null => gridOf[unit] ?? null;

const isSame = (a?: PlanePoint, b?: PlanePoint): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];

const haveSameEnds = (one: readonly PlanePoint[], other: readonly PlanePoint[]): boolean =>
  isSame(one[0], other[0]) && isSame(one.at(-1), other.at(-1));

interface Parties {
  /** Lies along the whole stretch. */
  readonly own: GridId | null;
  /** Lie across it, one after the other. */
  readonly others: ReadonlySet<GridId | null>;
}

/** Whose border a walk is. Outside the ground there is nobody to give to or take from. */
function partiesOf(
  division: Division,
  land: Land,
  walk: readonly SignedArc[],
): Result<Parties, DivisionError> {
  const sideOf = (unitOn: (signed: SignedArc) => number) =>
    walk.map(unitOn).map((unit) => (unit === OUTSIDE ? undefined : gridAt(division, unit)));
  const left = sideOf((signed) => leftOf(land, signed));
  const right = sideOf((signed) => rightOf(land, signed));
  for (const [along, across] of [
    [left, right],
    [right, left],
  ] as const) {
    const [own, ...more] = new Set(along);
    const others = new Set(across.filter((gridId) => gridId !== undefined));
    const isBorder = own !== undefined && more.length === 0 && others.size > 0 && !others.has(own);
    if (isBorder) return ok({ own, others });
  }
  return fail({ code: "division.not-a-border" });
}

/** An arc that has a side which is in none of these grids: moving along it would cross a third one. */
function leaves(
  division: Division,
  land: Land,
  signed: SignedArc,
  grids: ReadonlySet<GridId | null>,
): boolean {
  const sides = [leftOf(land, signed), rightOf(land, signed)];
  const own = sides.filter((unit) => unit !== OUTSIDE && grids.has(gridAt(division, unit)));
  // Along the outer edge of the ground it is enough that one side is theirs.
  return own.length === 0 || sides.some((unit) => unit !== OUTSIDE && !own.includes(unit));
}

/** Units of these grids inside a ring, ascending: even-odd, because the two ways may cross. */
function unitsBetween(
  division: Division,
  ring: readonly PlanePoint[],
  grids: ReadonlySet<GridId | null>,
): number[] {
  const [west, south, east, north] = boxOfPoints(ring);
  const { label } = division.ground.graph;
  const inside: number[] = [];
  for (const unit of [...grids].flatMap((gridId) => unitsOfGrid(division, gridId))) {
    const [x, y] = [float(label, 2 * unit), float(label, 2 * unit + 1)];
    if (x < west || x > east || y < south || y > north) continue;
    if (isInRing(ring, [x, y])) inside.push(unit);
  }
  return inside.toSorted((a, b) => a - b);
}

/** Each unit to the grid it touches longest; those behind others follow them, round by round. */
function shareOut(
  division: Division,
  units: readonly number[],
  others: ReadonlySet<GridId | null>,
): Map<number, GridId | null> {
  const [first = null, ...more] = others;
  if (more.length === 0) return new Map(units.map((unit) => [unit, first] as const));
  const gridOf = [...division.gridOf];
  const shared = new Map<number, GridId | null>();
  let waiting = units;
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    const found = waiting.map((unit) => [unit, longest(division, gridOf, unit, others)] as const);
    for (const [unit, gridId] of found) {
      if (gridId === undefined) continue;
      shared.set(unit, gridId);
      gridOf[unit] = gridId;
    }
    waiting = waiting.filter((unit) => !shared.has(unit));
  }
  for (const unit of waiting) shared.set(unit, first);
  return shared;
}

/** Of equals the lower id. */
function longest(
  division: Division,
  gridOf: readonly (GridId | null)[],
  unit: number,
  others: ReadonlySet<GridId | null>,
): GridId | undefined {
  const lengths = [...contactLengths(division, gridOf, unit)].filter(([id]) => others.has(id));
  return lengths.toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}
