import { endNode, OUTSIDE, startNode } from "../../topology/index.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { arcsFrom, leftOf, nodePoint, walkOf, type Land, type PlanePoint } from "../model/land.ts";
import {
  distanceToLine,
  layWire,
  nearestNode,
  netOfGrids,
  sketchCost,
  wireTo,
  type WireNet,
} from "./live-wire.ts";
import type { Division, GridId } from "../model/model.ts";
import { borderArcs, type RedrawBorder } from "./redraw-border.ts";

/** Nodes of a net from which a line can part its grids: on their edge. */
function isOnEdge(
  { gridOf }: Pick<Division, "gridOf">,
  { land }: WireNet,
  gridIds: ReadonlySet<GridId | null>,
): (node: number) => boolean {
  return (node) =>
    [...arcsFrom(land, node)].some((signed) => {
      const unit = leftOf(land, signed);
      return unit === OUTSIDE || !gridIds.has(gridOf[unit] ?? null);
    });
}

/**
 * A stroke pulled to the arcs it follows, as the new border of two grids: from the place on their edge
 * or on their present border nearest to where it begins, to the one nearest to its end. `undefined`:
 * there is no such way.
 */
export function traceBorder(
  division: Division,
  land: Land,
  stroke: readonly PlanePoint[],
  gridIds: readonly [GridId, GridId],
): RedrawBorder | undefined {
  const grids = new Set<GridId | null>(gridIds);
  const net = netOfGrids(land, division, grids);
  const isEdge = isOnEdge(division, net, grids);
  const present = new Set(
    borderArcs(division, land, gridIds).flatMap((signed) => [
      startNode(land.map, signed),
      endNode(land.map, signed),
    ]),
  );
  const isEnd = (node: number): boolean => present.has(node) || isEdge(node);
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (!first || !last) return undefined;
  const [from, to] = [nearestNode(net, first, isEnd), nearestNode(net, last, isEnd)];
  const way =
    from < 0 || to < 0 ? undefined : wireTo(layWire(net, from, sketchCost(land, stroke)), to);
  return way === undefined || way.length === 0 ? undefined : { gridIds, path: walkOf(land, way) };
}

/** A stroke that strays into a third grid counts as this much further off. */
const STRAY_CENTIMETRES = 20_000;

/**
 * Whose border a stroke means: of the neighbours among which it runs, the two whose present border
 * lies nearest to both its ends. `gridsAlong`: the grid under each of its points.
 */
export function pairUnderStroke(
  division: Division,
  land: Land,
  stroke: readonly PlanePoint[],
  gridsAlong: readonly (GridId | null)[],
): readonly [GridId, GridId] | undefined {
  const met = [...new Set(gridsAlong)].filter((gridId) => gridId !== null);
  let best: readonly [GridId, GridId] | undefined;
  let least = Infinity;
  for (const [one, other] of neighbourPairs(division, met)) {
    const border = borderArcs(division, land, [one, other]);
    const strays = gridsAlong.filter((gridId) => gridId !== one && gridId !== other).length;
    const ends = [stroke[0], stroke.at(-1)].map((end) => nearness(land, border, end));
    const off = (STRAY_CENTIMETRES * strays) / gridsAlong.length + Math.max(...ends);
    if (off >= least) continue;
    least = off;
    best = [one, other];
  }
  return best;
}

function nearness(land: Land, border: readonly number[], end: PlanePoint | undefined): number {
  const [x, y] = end ?? [0, 0];
  return border.reduce(
    (least, signed) => Math.min(least, distanceToLine(x, y, walkOf(land, [signed]))),
    Infinity,
  );
}

/** Pairs of grids with a border, one of them among those met; each once, in order. */
function neighbourPairs(
  { ground, gridOf }: Division,
  met: readonly GridId[],
): (readonly [GridId, GridId])[] {
  const pairs = new Map<string, readonly [GridId, GridId]>();
  const { first, to } = ground.graph;
  const beyond = (gridId: GridId): Set<GridId> => {
    const others = new Set<GridId>();
    for (const unit of unitsOfGrid({ gridOf }, gridId))
      for (const neighbour of to.subarray(first[unit] ?? 0, first[unit + 1] ?? 0)) {
        const other = gridOf[neighbour] ?? null;
        if (other !== null && other !== gridId) others.add(other);
      }
    return others;
  };
  for (const gridId of met)
    for (const other of beyond(gridId)) {
      const pair = gridId < other ? ([gridId, other] as const) : ([other, gridId] as const);
      pairs.set(pair.join(" "), pair);
    }
  return [...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** The node of a net on the edge of its grids that is nearest to a point, if it is within reach. */
export function edgeNodeNear(
  division: Division,
  net: WireNet,
  gridIds: ReadonlySet<GridId | null>,
  { at, reach }: { readonly at: PlanePoint; readonly reach: number },
): number {
  const node = nearestNode(net, at, isOnEdge(division, net, gridIds));
  if (node < 0) return -1;
  const [x, y] = nodePoint(net.land, node);
  return Math.sqrt((x - at[0]) ** 2 + (y - at[1]) ** 2) <= reach ? node : -1;
}
