import type { DivisionEdit } from "@onegrid/core/division";
import { insteadOf } from "../state/instead.ts";
import { presentSession } from "../state/open-plan.ts";
import { openPlanOf, useDivision, type Notice } from "../state/page-state.ts";
import { Stopped } from "./predict-edit.ts";
import type { Performed, Refusal } from "./session-types.ts";

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
        notice: { refusal: done.error, edit, instead: instead(edit, done.error) },
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

function instead(edit: DivisionEdit | null, refusal: Refusal): Notice["instead"] {
  const open = openPlanOf(useDivision.getState());
  return edit === null || open === null ? null : insteadOf(open.session.division, edit, refusal);
}
