import type { DivisionEdit, DivisionError, HandEdit } from "@onegrid/core/division";
import { presentSession } from "./open-plan.ts";
import { openPlanOf, useDivision, type Instead, type OpenPlan } from "./page-state.ts";
import { Stopped } from "./predict-edit.ts";
import type { Performed } from "./session-types.ts";
import { withCutOffPieces, withEmptyUnits } from "./stroke.ts";

/** Does an edit now; a refusal stands in `notice`, with what would work instead. */
export async function perform(edit: DivisionEdit): Promise<boolean> {
  const session = presentSession();
  if (session === null) return false;
  return settle(edit, () => session.perform(edit));
}

export const undo = (): Promise<boolean> => takeBack("undo");
export const redo = (): Promise<boolean> => takeBack("redo");

async function takeBack(which: "undo" | "redo"): Promise<boolean> {
  const session = presentSession();
  return session === null ? false : settle(null, () => session[which]());
}

async function settle(
  edit: DivisionEdit | null,
  begin: () => Promise<Performed>,
): Promise<boolean> {
  useDivision.setState({ notice: null, work: { share: 0 } });
  try {
    const done = await begin();
    useDivision.setState({ work: null });
    if (done.ok) return true;
    if (done.error.code !== "division.nothing-to-undo")
      useDivision.setState({
        notice: { refusal: done.error, edit, instead: edit && insteadOf(edit, done) },
      });
    return false;
  } catch (error) {
    const code = error instanceof Stopped ? null : "division.failed";
    useDivision.setState({
      work: null,
      notice: code === null ? null : { refusal: { code, error }, edit, instead: null },
    });
    return false;
  }
}

const isByHand = (edit: DivisionEdit): edit is HandEdit =>
  edit.edit === "assign-units" || edit.edit === "create-grid";

/** The edit that answers "do it all the same", where there is one. */
function insteadOf(edit: DivisionEdit, done: Performed): Instead | null {
  const open = openPlanOf(useDivision.getState());
  if (done.ok || open === null) return null;
  const { error } = done;
  if (error.code === "division.empties-grid" && isByHand(edit))
    return { edit: { ...edit, removeEmptied: true }, words: "empties-grid", count: 0 };
  if (error.code === "division.over-red-limit" && edit.edit === "merge-grids")
    return { edit: { ...edit, allowOverLimit: true }, words: "over-red-limit", count: 0 };
  return error.code === "division.breaks-contiguity" ? inOnePiece(open, edit, error) : null;
}

/** Empty ground in between first: nobody changes grid by it. */
function inOnePiece(
  { session }: OpenPlan,
  edit: DivisionEdit,
  error: DivisionError,
): Instead | null {
  const given = isByHand(edit) ? edit.unitIds.length : 0;
  const linked = withEmptyUnits(session.division, edit, error);
  if (linked !== null)
    return { edit: linked, words: "empty-units", count: linked.unitIds.length - given };
  const whole = withCutOffPieces(session.division, edit, error);
  return whole === null ? null : { edit: whole, words: "breaks-contiguity", count: 0 };
}
