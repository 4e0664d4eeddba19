import {
  buildUnitGraph,
  cutOutGraph,
  findParts,
  gridCount,
  unitsByCommunity,
} from "@onegrid/core/division";
import type { PlanarMap } from "@onegrid/core/topology";
import type { AnyDivision } from "./division-table.ts";
import { divideByMetis, type MetisMethod } from "./metis.ts";

/** Every part of every community by METIS, with the number of grids that we would make. */
export function divideByPeer(map: PlanarMap, method: MetisMethod, target: number): AnyDivision {
  const graph = buildUnitGraph(map);
  const gridOf = new Int32Array(graph.count).fill(-1);
  const share: number[] = [];
  const communityOf: number[] = [];
  for (const [community, units] of unitsByCommunity(map.units.community)) {
    for (const part of findParts(graph, units).parts) {
      const cut = cutOutGraph(graph, part);
      const households = cut.households.reduce((sum, count) => sum + count, 0);
      const count = gridCount(households, target);
      const pieces = divideByMetis(cut, count, method);
      const first = share.length;
      for (const [i, unit] of part.entries()) gridOf[unit] = first + (pieces[i] ?? 0);
      // An empty one was asked for all the same: it counts as a miss.
      for (let grid = 0; grid < count; grid++) {
        share.push(households / count);
        communityOf.push(community);
      }
    }
  }
  return { graph, gridOf, count: share.length, share, communityOf };
}
