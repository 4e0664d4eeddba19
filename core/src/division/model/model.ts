import type { PlanarMap, UnitCut } from "../../topology/index.ts";
import type { UnitGraph } from "./unit-graph.ts";

export type UnitId = string;
export type GridId = string;

/**
 * The units (基本单元) of one community on one base version and how they touch. Every division of the
 * community on that version shares it; nothing changes it.
 */
export interface Ground {
  /** Ascending; the position of a unit here is its index everywhere. */
  readonly unitIds: readonly UnitId[];
  readonly indexOf: ReadonlyMap<UnitId, number>;
  /** What the integers in `graph.compound` stand for. */
  readonly compoundIds: readonly string[];
  readonly graph: UnitGraph;
  /** Pieces (片) connected by contacts and links, by unit index. */
  readonly parts: readonly (readonly number[])[];
  /** Ground without households and contacts, and the unit whose grid it should be in. */
  readonly hangsOn: ReadonlyMap<number, number>;
  /** Whose arcs the border tools walk on; a ground of plain lists has none (see `landOf`). */
  readonly map?: PlanarMap | undefined;
  /** What units of the base were cut (切割), and the ground without; none: this is the base. */
  readonly cuts?: readonly UnitCut[] | undefined;
  readonly base?: Ground | undefined;
}

/** Units of one community shared out among its grids (网格). Immutable: `applyChange` makes the next one. */
export interface Division {
  readonly id: string;
  /** Raised by one with every change. */
  readonly revision: number;
  readonly ground: Ground;
  /** Households per grid (grid.target). */
  readonly target: number;
  /** Ascending by code unit. */
  readonly grids: readonly GridId[];
  /** Grid of each unit of the ground; `null`: not in any grid yet. */
  readonly gridOf: readonly (GridId | null)[];
  /** Ascending by `lockKey`. */
  readonly locks: readonly Lock[];
}

/** Keeps a grid, a compound (小区) or the border between two units as it is (锁定). */
export type Lock = LockedThing & { readonly by: string; readonly reason: string };
export type LockedThing =
  | { readonly kind: "grid"; readonly gridId: GridId }
  | { readonly kind: "compound"; readonly compoundId: string }
  | { readonly kind: "border"; readonly unitId: UnitId; readonly otherId: UnitId };

/** What an edit does, as data that goes through JSON unchanged. An undo is a change too. */
export interface DivisionChange {
  /** Name of the edit, such as `assign-units`; words are looked up at the edge. */
  readonly edit: EditName;
  /** Ascending by unit. */
  readonly moves: readonly UnitMove[];
  readonly addedGrids: readonly GridId[];
  readonly removedGrids: readonly GridId[];
  readonly addedLocks: readonly Lock[];
  readonly removedLocks: readonly Lock[];
  /**
   * Units cut, and cuts taken back: after the moves of units that were there before, ahead of those
   * of units that they bring.
   */
  readonly addedCuts?: readonly UnitCut[] | undefined;
  readonly removedCuts?: readonly UnitCut[] | undefined;
  /**
   * The change, or taking it back, leaves a grid in more pieces: done so on purpose, so an undo may
   * do it too.
   */
  readonly contiguity?: "warn";
}

export interface UnitMove {
  readonly unitId: UnitId;
  readonly from: GridId | null;
  readonly to: GridId | null;
}

export const EDIT_NAMES = [
  "assign-units",
  "create-grid",
  "swap-units",
  "merge-grids",
  "split-grid",
  "split-by-line",
  "split-by-route",
  "move-border",
  "redraw-border",
  "dissolve-grid",
  "absorb-leftovers",
  "complete-remaining",
  "rebalance-grids",
  "divide-community",
  "add-lock",
  "remove-lock",
  "free-cut",
  "join-children",
  "lock-border",
  "unlock-border",
  "change-base",
  "import-assignment",
  "undo",
  "redo",
] as const;
export type EditName = (typeof EDIT_NAMES)[number];

/** x, y in whole centimetres of the base version's plane. */
type Place = readonly [x: number, y: number];

/** Why an edit is refused. */
export type DivisionError =
  | { readonly code: "division.no-units" }
  | { readonly code: "division.unknown-unit"; readonly unitId: UnitId }
  | { readonly code: "division.unknown-grid"; readonly gridId: GridId }
  | { readonly code: "division.locked"; readonly lock: Lock }
  /** The grid would fall into these pieces; or a further one that touches nothing. */
  | {
      readonly code: "division.breaks-contiguity";
      readonly gridId: GridId;
      readonly pieces: readonly (readonly UnitId[])[];
    }
  /** The grid would have no unit left: ask whether to remove it. */
  | { readonly code: "division.empties-grid"; readonly gridId: GridId }
  | { readonly code: "division.not-adjacent"; readonly gridIds: readonly GridId[] }
  /** Ask whether so many households in one grid are meant. */
  | {
      readonly code: "division.over-red-limit";
      readonly households: number;
      readonly limit: number;
    }
  | { readonly code: "division.too-few-units"; readonly units: number; readonly pieces: number }
  /** The line ends inside, runs round a hole, or has everything on one side. */
  | { readonly code: "division.line-does-not-divide"; readonly gridId: GridId }
  /** Ask which pieces become the new grid; the heaviest comes first. */
  | {
      readonly code: "division.too-many-pieces";
      readonly gridId: GridId;
      readonly pieces: readonly (readonly UnitId[])[];
    }
  | {
      readonly code: "division.piece-without-households";
      readonly gridId: GridId;
      readonly unitIds: readonly UnitId[];
    }
  | { readonly code: "division.line-crosses-itself"; readonly at: readonly [x: number, y: number] }
  /** A cut begins or ends inside a unit. */
  | { readonly code: "division.cut-ends-inside"; readonly unitId: UnitId; readonly at: Place }
  /** It would bend a community border. */
  | { readonly code: "division.end-not-at-vertex"; readonly unitId: UnitId; readonly at: Place }
  | { readonly code: "division.cut-too-close"; readonly unitId: UnitId; readonly at: Place }
  | { readonly code: "division.cut-does-not-divide"; readonly unitId: UnitId }
  | {
      readonly code: "division.line-cuts-building";
      readonly unitId: UnitId;
      readonly buildingId: string;
    }
  | {
      readonly code: "division.piece-too-small";
      readonly unitId: UnitId;
      readonly squareMetres: number;
    }
  /** The children of a cut are in two grids, or cut further. */
  | { readonly code: "division.children-apart"; readonly unitId: UnitId }
  | { readonly code: "division.not-a-border" }
  /** Following the path would move ground of a grid that is not named here. */
  | { readonly code: "division.path-leaves-grids"; readonly gridIds: readonly GridId[] }
  /** The path no longer lies on lines of the map. */
  | { readonly code: "division.path-off-map" }
  | { readonly code: "division.last-grid"; readonly gridId: GridId }
  | { readonly code: "division.no-neighbour"; readonly unitIds: readonly UnitId[] }
  /** So many of a hundred households can stay in their grid; more were wanted. */
  | {
      readonly code: "division.keep-share-impossible";
      readonly percent: number;
      readonly wanted: number;
    }
  | { readonly code: "division.nothing-unassigned" }
  | { readonly code: "division.all-locked" }
  | { readonly code: "division.already-locked"; readonly lock: Lock }
  | { readonly code: "division.not-locked"; readonly thing: LockedThing }
  /** A lasso meets itself at `at`: x, y in centimetres of the map's plane. */
  | { readonly code: "division.ring-crosses-itself"; readonly at: readonly [number, number] }
  /** Nothing stops the fill before it has every household. */
  | { readonly code: "division.fill-unbounded"; readonly units: number }
  /** Units that should change places are in one grid already. */
  | { readonly code: "division.same-grid"; readonly gridId: GridId }
  /** A unit that should be in the grid of the others is not; `null`: they are in none. */
  | {
      readonly code: "division.not-in-grid";
      readonly unitId: UnitId;
      readonly gridId: GridId | null;
    }
  /** An undo or redo meets units that somebody has changed since. */
  | { readonly code: "division.changed-since"; readonly unitIds: readonly UnitId[] };

/** In a draft the planner may be warned instead of refused; a review never passes with pieces. */
export type ContiguityRule = "refuse" | "warn";

/** The key that orders locks and finds twins. */
export function lockKey(thing: LockedThing): string {
  if (thing.kind === "grid") return `grid ${thing.gridId}`;
  if (thing.kind === "compound") return `compound ${thing.compoundId}`;
  return `border ${[thing.unitId, thing.otherId].toSorted().join(" ")}`;
}
