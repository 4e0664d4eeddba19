import type { DivisionEdit } from "@onegrid/core/division";
import type { Command } from "../../shell/index.ts";
import type { DivisionPage, OpenPlan } from "../state/page-state.ts";

type EditOf = (open: OpenPlan, page: DivisionPage) => DivisionEdit | null;

const edits = new WeakMap<Command["run"], EditOf>();

/** The run of a command that does an edit, so that its button can show the edit before the click. */
export function showable(run: Command["run"], edit: EditOf): Command["run"] {
  edits.set(run, edit);
  return run;
}

export const editOfCommand = ({ run }: Pick<Command, "run">): EditOf | undefined => edits.get(run);
