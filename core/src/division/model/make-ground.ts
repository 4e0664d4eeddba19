import type { PlanarMap } from "../../topology/index.ts";
import { cutOutGraph, unitsByCommunity } from "./community-graph.ts";
import { findParts } from "./ground-parts.ts";
import type { Division, GridId, Ground } from "./model.ts";
import { buildUnitGraph, type UnitGraph, type UnitPair } from "./unit-graph.ts";

/**
 * The ground of every community of a map by community id; units of no community are under `""`.
 * Units come in the order of the map. Links are those of the map where no others are given.
 */
export function makeGrounds(map: PlanarMap, links?: readonly UnitPair[]): Map<string, Ground> {
  const graph = buildUnitGraph(map, links);
  const grounds = new Map<string, Ground>();
  for (const [community, units] of unitsByCommunity(map.units.community))
    grounds.set(map.communityIds[community] ?? "", cutOut(map, graph, units));
  return grounds;
}

/** The ground of one community of a map, by its number. */
export function groundOfMap(map: PlanarMap, community: number): Ground {
  const units = unitsByCommunity(map.units.community).get(community) ?? [];
  return cutOut(map, buildUnitGraph(map), units);
}

function cutOut(map: PlanarMap, graph: UnitGraph, units: readonly number[]): Ground {
  const ids = units.map((unit) => map.units.ids[unit] ?? "");
  return { ...makeGround(cutOutGraph(graph, units), ids, map.compoundIds), map };
}

/** The ground of a graph whose units have these ids. */
export function makeGround(
  graph: UnitGraph,
  unitIds: readonly string[],
  compoundIds: readonly string[] = [],
): Ground {
  const { parts, hangsOn } = findParts(graph, [...unitIds.keys()]);
  const indexOf = new Map(unitIds.map((id, unit) => [id, unit] as const));
  return { unitIds, indexOf, compoundIds, graph, parts, hangsOn };
}

/** A division without grids: every unit is still to be assigned. */
export function emptyDivision(id: string, ground: Ground, target = 300): Division {
  const gridOf: (GridId | null)[] = ground.unitIds.map(() => null);
  return { id, revision: 0, ground, target, grids: [], gridOf, locks: [] };
}
