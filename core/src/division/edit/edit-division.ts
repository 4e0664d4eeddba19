import type { Result } from "../../result.ts";
import { absorbLeftovers, dissolveGrid } from "./absorb-leftovers.ts";
import { completeRemaining } from "./complete-remaining.ts";
import { assignUnits, createGrid } from "./assign-units.ts";
import { freeCut, joinChildren, type FreeCut } from "../border/free-cut.ts";
import { importAssignment, type ImportAssignment } from "./import-assignment.ts";
import { addLock, removeLock } from "../change/lock.ts";
import { lockBorder, unlockBorder, type BorderPairs } from "../change/lock-border.ts";
import { mergeGrids } from "./merge-grids.ts";
import { moveBorder, type MoveBorder } from "../border/move-border.ts";
import { redrawBorder, type RedrawBorder } from "../border/redraw-border.ts";
import {
  splitByLine,
  splitByRoute,
  type SplitByLine,
  type SplitByRoute,
} from "../border/split-by-border.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  LockedThing,
} from "../model/model.ts";
import { divideCommunity, type DivideCommunity } from "./divide-community.ts";
import { rebalanceGrids, splitGrid, type EditSteps, type RedivideOptions } from "./redivide.ts";
import { swapUnits } from "./swap-units.ts";

/** Any edit of a division as data; the shape that `contract.ts` checks. */
export type DivisionEdit =
  | ({
      readonly edit: "assign-units";
      readonly unitIds: readonly string[];
      readonly gridId: string | null;
    } & BrushRules)
  | ({ readonly edit: "create-grid"; readonly unitIds: readonly string[] } & BrushRules)
  | {
      readonly edit: "swap-units";
      readonly unitIds: readonly string[];
      readonly otherIds: readonly string[];
      readonly contiguity?: ContiguityRule | undefined;
    }
  | {
      readonly edit: "merge-grids";
      readonly gridIds: readonly string[];
      readonly allowOverLimit?: boolean | undefined;
    }
  | ({
      readonly edit: "split-grid";
      readonly gridId: string;
      readonly count: number;
    } & RedivideOptions)
  | BorderEdit
  | ({ readonly edit: "import-assignment" } & ImportAssignment)
  | { readonly edit: "dissolve-grid"; readonly gridId: string }
  | { readonly edit: "absorb-leftovers" }
  | ({ readonly edit: "complete-remaining" } & RedivideOptions)
  | ({ readonly edit: "rebalance-grids"; readonly gridIds: readonly string[] } & RedivideOptions)
  | ({ readonly edit: "divide-community" } & DivideCommunity & RedivideOptions)
  | { readonly edit: "add-lock"; readonly thing: LockedThing; readonly reason: string }
  | { readonly edit: "remove-lock"; readonly thing: LockedThing };

/** Edits of the pen: lines in whole centimetres of the base version's plane. */
export type BorderEdit =
  | ({ readonly edit: "split-by-route" } & SplitByRoute)
  | ({ readonly edit: "split-by-line" } & SplitByLine)
  | ({ readonly edit: "move-border" } & MoveBorder)
  | ({ readonly edit: "redraw-border" } & RedrawBorder)
  | ({ readonly edit: "free-cut" } & FreeCut)
  | { readonly edit: "join-children"; readonly unitId: string }
  | { readonly edit: "lock-border"; readonly pairs: BorderPairs; readonly reason: string }
  | { readonly edit: "unlock-border"; readonly pairs: BorderPairs };

interface BrushRules {
  readonly removeEmptied?: boolean | undefined;
  readonly contiguity?: ContiguityRule | undefined;
}

/**
 * The change that an edit makes, or why it is refused: the one entry for the page and the server.
 * Automatic ones yield how far they are, with the best change so far; answer `true` to stop with it.
 */
export function* editDivision(division: Division, edit: DivisionEdit, by: string): EditSteps {
  switch (edit.edit) {
    case "split-grid":
      return yield* splitGrid(division, edit, edit);
    case "rebalance-grids":
      return yield* rebalanceGrids(division, edit, edit);
    case "divide-community":
      return yield* divideCommunity(division, edit, edit);
    case "complete-remaining":
      return yield* completeRemaining(division, edit);
    default:
      return editAtOnce(division, edit, by);
  }
}

/** An edit that needs no search: it can be shown while the pointer moves. */
export type QuickEdit = Exclude<DivisionEdit, RedivideOptions>;

/** Edits that need no search. */
export function editAtOnce(
  division: Division,
  edit: QuickEdit,
  by: string,
): Result<DivisionChange, DivisionError> {
  switch (edit.edit) {
    case "assign-units":
      return assignUnits(division, edit);
    case "create-grid":
      return createGrid(division, edit);
    case "swap-units":
      return swapUnits(division, edit);
    case "import-assignment":
      return importAssignment(division, edit);
    case "merge-grids":
      return mergeGrids(division, edit);
    case "dissolve-grid":
      return dissolveGrid(division, edit);
    case "absorb-leftovers":
      return absorbLeftovers(division);
    case "add-lock":
      return addLock(division, { ...edit.thing, by, reason: edit.reason });
    case "remove-lock":
      return removeLock(division, edit.thing);
    default:
      return editBorder(division, edit, by);
  }
}

function editBorder(
  division: Division,
  edit: BorderEdit,
  by: string,
): Result<DivisionChange, DivisionError> {
  switch (edit.edit) {
    case "split-by-route":
      return splitByRoute(division, edit);
    case "split-by-line":
      return splitByLine(division, edit);
    case "move-border":
      return moveBorder(division, edit);
    case "redraw-border":
      return redrawBorder(division, edit);
    case "free-cut":
      return freeCut(division, edit);
    case "join-children":
      return joinChildren(division, edit);
    case "lock-border":
      return lockBorder(division, { ...edit, by });
    case "unlock-border":
      return unlockBorder(division, edit);
    default:
      throw new Error(`no edit ${JSON.stringify(edit)}`);
  }
}
