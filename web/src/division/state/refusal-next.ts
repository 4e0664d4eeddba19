import type { DivisionEdit, Lock } from "@onegrid/core/division";
import { text, type TextKey } from "../../i18n/index.ts";
import { gridNumber } from "./grid-view.ts";
import { isByHand } from "./instead.ts";
import type { Notice } from "./page-state.ts";
import type { Refusal } from "../session/session-types.ts";

type Way = keyof typeof WAYS;
/** What a planner can do alone about a refusal, by name. */
const WAYS = {
  "tick-box": "division:next.tick-box",
  steps: "division:next.steps",
  "unlock-grid": "division:next.unlock-grid",
  "unlock-border": "division:next.unlock-border",
  elsewhere: "division:next.elsewhere",
  "remove-too": "division:next.remove-too",
  dissolve: "division:next.dissolve",
  "choose-touching": "division:next.choose-touching",
  "click-beside": "division:next.click-beside",
  "rebalance-or-merge": "division:next.rebalance-or-merge",
  "merge-all-the-same": "division:next.merge-all-the-same",
  "paint-beside": "division:next.paint-beside",
  "unlock-beside": "division:next.unlock-beside",
} as const satisfies Readonly<Record<string, TextKey>>;

/** Grids that can be rebalanced at once. */
const MOST_REBALANCED = 6;

/**
 * What can be done about a refusal of an edit; `null`: the sentence itself says so, or nothing can.
 * Only ways that the page has for this kind of edit are named.
 */
export function nextStep(refusal: Notice["refusal"], edit: DivisionEdit | null): string | null {
  const way = isRefusal(refusal) ? wayOut(refusal, edit) : null;
  if (way === null) return null;
  const number =
    refusal.code === "division.locked" && "lock" in refusal ? numberOf(refusal.lock) : "";
  return text(WAYS[way], { number });
}

const isRefusal = (refusal: Notice["refusal"]): refusal is Refusal => !("error" in refusal);

const numberOf = (lock: Lock): string => (lock.kind === "grid" ? gridNumber(lock.gridId) : "");

export const wayOut = (refusal: Refusal, edit: DivisionEdit | null): Way | null =>
  edit === null ? null : wayFor(refusal, edit);

function wayFor(refusal: Refusal, edit: DivisionEdit): Way | null {
  switch (refusal.code) {
    case "division.breaks-contiguity":
      return hasTickBox(edit) ? "tick-box" : "steps";
    case "division.locked":
      return UNLOCK[refusal.lock.kind];
    case "division.empties-grid":
      return isByHand(edit) ? "remove-too" : "dissolve";
    case "division.not-adjacent":
      return edit.edit === "swap-units" ? "click-beside" : "choose-touching";
    case "division.over-red-limit":
      return edit.edit === "merge-grids" ? mergeLess(edit.gridIds.length) : null;
    case "division.no-neighbour":
      return edit.edit === "dissolve-grid" ? "unlock-beside" : "paint-beside";
    default:
      return null;
  }
}

/** The tools of these have “may fall apart” (允许断开) among their settings. */
const hasTickBox = (edit: DivisionEdit): boolean => isByHand(edit) || edit.edit === "swap-units";

/** The lock of a compound (小区) has no button on this page. */
const UNLOCK = {
  grid: "unlock-grid",
  border: "unlock-border",
  compound: "elsewhere",
} as const satisfies Record<Lock["kind"], Way>;

const mergeLess = (grids: number): Way =>
  grids <= MOST_REBALANCED ? "rebalance-or-merge" : "merge-all-the-same";
