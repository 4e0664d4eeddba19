import type { Division, DivisionEdit, DivisionError, HandEdit } from "@onegrid/core/division";
import type { Instead } from "./page-state.ts";
import type { Refusal } from "../session/session-types.ts";
import { withCutOffPieces, withEmptyUnits } from "../tools/stroke.ts";

/** An edit that gives units by hand. */
export const isByHand = (edit: DivisionEdit): edit is HandEdit =>
  edit.edit === "assign-units" || edit.edit === "create-grid";

/** The edit that answers "do it all the same" to a refusal, where there is one. */
export function insteadOf(
  division: Division,
  edit: DivisionEdit,
  refusal: Refusal,
): Instead | null {
  if (refusal.code === "division.empties-grid" && isByHand(edit))
    return { edit: { ...edit, removeEmptied: true }, words: "empties-grid", count: 0 };
  if (refusal.code === "division.over-red-limit" && edit.edit === "merge-grids")
    return { edit: { ...edit, allowOverLimit: true }, words: "over-red-limit", count: 0 };
  return refusal.code === "division.breaks-contiguity" ? inOnePiece(division, edit, refusal) : null;
}

/** Empty ground in between first: nobody changes grid by it. */
function inOnePiece(division: Division, edit: DivisionEdit, error: DivisionError): Instead | null {
  const given = isByHand(edit) ? edit.unitIds.length : 0;
  const linked = withEmptyUnits(division, edit, error);
  if (linked !== null)
    return { edit: linked, words: "empty-units", count: linked.unitIds.length - given };
  const whole = withCutOffPieces(division, edit, error);
  return whole === null ? null : { edit: whole, words: "breaks-contiguity", count: 0 };
}
