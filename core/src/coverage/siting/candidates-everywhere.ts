import type { Position } from "../../geometry/index.ts";
import { fromPlane } from "../network/local-plane.ts";
import { EDGE_ISOLATED, type Network } from "../network/network.ts";

/**
 * Candidates (候选点) all over the walking network: of the junctions in each square of `spacing` metres
 * the one nearest to its middle. Pieces of network that lead nowhere have none.
 */
export function candidatesEverywhere(
  network: Network,
  spacing: number,
  isWanted: (position: Position) => boolean = () => true,
): Position[] {
  const best = new Map<string, { node: number; away: number }>();
  for (const node of reachableNodes(network)) {
    const [x, y] = [network.nodeX[node] ?? 0, network.nodeY[node] ?? 0];
    const [column, row] = [Math.floor(x / spacing), Math.floor(y / spacing)];
    const away = Math.hypot(x - (column + 0.5) * spacing, y - (row + 0.5) * spacing);
    const key = `${column} ${row}`;
    const known = best.get(key);
    if (known !== undefined && known.away <= away) continue;
    if (isWanted(positionOf(network, node))) best.set(key, { node, away });
  }
  return [...best.values()].map(({ node }) => positionOf(network, node));
}

const positionOf = ({ plane, nodeX, nodeY }: Network, node: number): Position =>
  fromPlane(plane, nodeX[node] ?? 0, nodeY[node] ?? 0);

function reachableNodes({ edgeFrom, edgeTo, edgeFlags, edgeCount, nodeCount }: Network): number[] {
  const isReached = new Uint8Array(nodeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    if ((edgeFlags[edge] ?? 0) & EDGE_ISOLATED) continue;
    isReached[edgeFrom[edge] ?? 0] = 1;
    isReached[edgeTo[edge] ?? 0] = 1;
  }
  return [...isReached.keys()].filter((node) => isReached[node] === 1);
}
