import { AREA2_OF_SQUARE_METRE, BARRIER, float, uint } from "../../topology/index.ts";
import { BARRIER_CLASSES, type UnitGraph } from "../model/unit-graph.ts";

/** A metre along a road joins less than one along a wall: what a planner gives to a compound is its own verge. Start value. */
const ACROSS_ROAD = 1 / 3;

/**
 * Joins atoms without households of at most `mostSquareMetres` to the atom with households that they
 * share the longest passable border with, so that verges and yards follow the houses they belong to.
 */
export function joinGround(
  graph: UnitGraph,
  atoms: readonly (readonly number[])[],
  mostSquareMetres: number,
): number[][] {
  const hosts = atoms.filter((atom) => sumOf(graph.households, atom) > 0).map((atom) => [...atom]);
  const hostOf = new Map(hosts.flatMap((atom) => atom.map((unit) => [unit, atom] as const)));
  const left: number[][] = [];
  for (const atom of atoms) {
    if (sumOf(graph.households, atom) > 0) continue;
    const isSmall = sumOf(graph.area2, atom) <= AREA2_OF_SQUARE_METRE * mostSquareMetres;
    const host = isSmall ? bestHost(graph, atom, hostOf) : undefined;
    if (host) host.push(...atom);
    else left.push([...atom]);
  }
  return [...hosts, ...left].map((atom) => atom.toSorted((a, b) => a - b));
}

const sumOf = (column: Float64Array, atom: readonly number[]): number =>
  atom.reduce((total, unit) => total + float(column, unit), 0);

/** The first of those with the longest border. */
function bestHost(
  graph: UnitGraph,
  atom: readonly number[],
  hostOf: ReadonlyMap<number, number[]>,
): number[] | undefined {
  const lengths = new Map<number[], number>();
  for (const unit of atom) {
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const host = graph.contact[e] === 1 ? hostOf.get(uint(graph.to, e)) : undefined;
      if (host) lengths.set(host, (lengths.get(host) ?? 0) + joiningLength(graph, e));
    }
  }
  return [...lengths].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function joiningLength({ shared, byClass }: UnitGraph, e: number): number {
  const lengthOf = (barrier: number) => uint(byClass, BARRIER_CLASSES * e + barrier);
  const roads = lengthOf(BARRIER.arterial) + lengthOf(BARRIER.minorRoad);
  return float(shared, e) - lengthOf(BARRIER.hard) - (1 - ACROSS_ROAD) * roads;
}
