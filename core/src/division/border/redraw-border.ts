import { fail, type Result } from "../../result.ts";
import { endNode, float, OUTSIDE, startNode, type SignedArc } from "../../topology/index.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { cutRegion } from "./cut-region.ts";
import {
  arcsAround,
  findWalk,
  landOf,
  rightOf,
  type Land,
  type PlanePoint,
} from "../model/land.ts";
import { findUnknownGrid, makeChange } from "../change/make-change.ts";
import type { Division, DivisionChange, DivisionError, GridId } from "../model/model.ts";

export interface RedrawBorder {
  readonly gridIds: readonly [GridId, GridId];
  /** Point by point along arcs inside the two grids. */
  readonly path: readonly PlanePoint[];
}

/** Ways of keeping the rest of the old border that are tried. */
const MOST_STRETCHES = 8;

/**
 * Makes a path the border of two grids (重画边界). It may run from edge to edge of the two, or begin or
 * end on their present border, which then goes on from there. Where the rest of the border can go on
 * in several ways, the one by which the fewest households change hands is taken.
 */
export function redrawBorder(
  division: Division,
  { gridIds, path }: RedrawBorder,
): Result<DivisionChange, DivisionError> {
  const unknown = findUnknownGrid(division, gridIds);
  if (unknown) return fail(unknown);
  const land = landOf(division.ground);
  const walk = findWalk(land, path);
  if (!walk) return fail({ code: "division.path-off-map" });
  const units = gridIds.flatMap((gridId) => unitsOfGrid(division, gridId));
  const own = new Set(units);
  const isInside = (signed: SignedArc): boolean =>
    [signed, signed ^ 1].every((side) => own.has(rightOf(land, side)));
  if (!walk.every(isInside)) return fail({ code: "division.path-leaves-grids", gridIds });
  const old = borderArcs(division, land, gridIds);
  const stretches = cutIntoStretches(land, old, walk);
  const ways = waysToKeep(stretches)
    .map((kept) => cutRegion(division.ground, land, units, [...walk, ...kept]))
    .filter((pieces) => pieces.length === 2)
    .map(([one = [], other = []]) => handOver(division, gridIds, [one, other]));
  const [best] = ways.toSorted((a, b) => a.cost - b.cost);
  if (!best) return fail({ code: "division.line-does-not-divide", gridId: gridIds[0] });
  if (best.to.size === 0) return fail({ code: "division.no-units" });
  return makeChange(division, { edit: "redraw-border", to: best.to });
}

/** Arcs between two grids, the first one's unit on the left. */
export function borderArcs(
  division: Division,
  land: Land,
  [one, other]: readonly [GridId | null, GridId | null],
): SignedArc[] {
  return unitsOfGrid(division, one).flatMap((unit) =>
    [...arcsAround(land, unit)].filter((signed) => {
      const beyond = rightOf(land, signed);
      return beyond !== OUTSIDE && (division.gridOf[beyond] ?? null) === other;
    }),
  );
}

/** The old border in stretches between the nodes where the new path touches it, and its own ends. */
function cutIntoStretches(
  { map }: Land,
  old: readonly SignedArc[],
  walk: readonly SignedArc[],
): SignedArc[][] {
  const inWalk = new Set(walk.map((signed) => signed >> 1));
  const rest = old.filter((signed) => !inWalk.has(signed >> 1));
  const stops = new Set(walk.flatMap((signed) => [startNode(map, signed), endNode(map, signed)]));
  const at = new Map<number, SignedArc[]>();
  for (const signed of rest)
    for (const node of [startNode(map, signed), endNode(map, signed)])
      at.set(node, [...(at.get(node) ?? []), signed]);
  const waiting = new Set(rest);
  const beyond = (signed: SignedArc): SignedArc[] =>
    [startNode(map, signed), endNode(map, signed)]
      .filter((node) => !stops.has(node))
      .flatMap((node) => at.get(node) ?? []);
  return rest.flatMap((first) => {
    if (!waiting.delete(first)) return [];
    const stretch = [first];
    for (const signed of stretch)
      stretch.push(...beyond(signed).filter((next) => waiting.delete(next)));
    return [stretch];
  });
}

/** Every choice of stretches, fewest first; of many only all and none of them. */
function waysToKeep(stretches: readonly (readonly SignedArc[])[]): SignedArc[][] {
  if (stretches.length > MOST_STRETCHES) return [[], stretches.flat()];
  return Array.from({ length: 2 ** stretches.length }, (_, choice) =>
    stretches.filter((_stretch, at) => (choice >> at) % 2 === 1).flat(),
  );
}

interface HandOver {
  readonly to: ReadonlyMap<number, GridId>;
  /** Households that change hands; a unit without any counts a little. */
  readonly cost: number;
}

/** Which piece is whose: as few change hands as can be. */
function handOver(
  { ground, gridOf }: Division,
  [a, b]: readonly [GridId, GridId],
  [one, other]: readonly [readonly number[], readonly number[]],
): HandOver {
  const { households, count } = ground.graph;
  const choose = (first: GridId, second: GridId): HandOver => {
    const all = [
      ...one.map((unit) => [unit, first] as const),
      ...other.map((unit) => [unit, second] as const),
    ].filter(([unit, gridId]) => gridOf[unit] !== gridId);
    const cost = all.reduce((sum, [unit]) => sum + float(households, unit) + 1 / (count + 1), 0);
    return { to: new Map(all), cost };
  };
  const [straight, crossed] = [choose(a, b), choose(b, a)];
  return crossed.cost < straight.cost ? crossed : straight;
}
