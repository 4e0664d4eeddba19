import type { Position } from "../geometry/index.ts";

/** What was wrong with the input of a map, or could not be placed. Nothing is put right without one. */
export type MapProblemKind =
  /** Ground inside the map that nobody claims. Given to the neighbour, or left out when large. */
  | "gap"
  /** Ground claimed more than once. Given to one of the claimants. */
  | "overlap"
  /** A unit or community in pieces that do not touch; the largest keeps its id and households. */
  | "in-parts"
  /** A detached strip, less than 2 m wide: given to the neighbour. */
  | "sliver"
  /** Nothing is left of it on the ground: degenerate, or claimed whole by others. */
  | "no-ground"
  /** A building outside every community; it is in no unit. */
  | "outside"
  /** More than a fifth of a building's footprint lies outside the block it was placed in. */
  | "crosses-line"
  /** Buildings too close together to be kept apart share a unit. */
  | "same-place"
  /** A compound that lies in more than one community. */
  | "crosses-community"
  /** Ground without a passable border to the rest of its community. */
  | "hanging"
  /** Coordinates that are not on the globe or too far from the rest; the thing is left out. */
  | "bad-geometry"
  /** A part of a community (片), of fewer households than half a grid. */
  | "small-part"
  /** A unit of more households than a grid should have: it cannot be smaller. */
  | "large-unit"
  /** A building whose households nobody knows: counted as none. */
  | "no-households"
  /** A building whose households are estimated (估算). */
  | "estimated"
  /** A link (连接) whose ends are not both on the map. */
  | "link-lost";

export interface MapProblem {
  /** The same for the same fault in the same place, from run to run. */
  readonly id: string;
  readonly kind: MapProblemKind;
  readonly place: Position;
  /** Of the ground concerned; 0 when it is a point. */
  readonly areaSquareMetres: number;
  /** Ids of what is concerned, ascending. */
  readonly ids: readonly string[];
  /** Id of what the ground was given to. */
  readonly givenTo?: string;
  /** Ids of those whose ground lies beside it, the longest border first. */
  readonly near?: readonly string[];
}

/** The place of what has none. */
export const NOWHERE: Position = [0, 0];

export function makeProblem(problem: Omit<MapProblem, "id">): MapProblem {
  const [lng, lat] = problem.place;
  const ids = [...problem.ids].toSorted(compareIds);
  const id = [problem.kind, lng.toFixed(6), lat.toFixed(6), ...ids.slice(0, 3)].join(":");
  return { id, ...problem, ids };
}

export function sortProblems(problems: readonly MapProblem[]): MapProblem[] {
  return problems.toSorted((a, b) => compareIds(a.id, b.id));
}

/** By code unit: the same in every language and on every machine. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
