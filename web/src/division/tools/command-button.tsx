import type { ReactNode } from "react";
import { useText } from "../../i18n/index.ts";
import { runCommand, useCommand, type Command } from "../../shell/index.ts";
import { editOfCommand } from "./command-previews.ts";
import { openPlanOf, useDivision } from "../state/page-state.ts";
import { endPreview, previewEdit } from "./preview-edit.ts";

interface CommandButtonProps {
  readonly id: string;
  readonly shortcut?: string;
  readonly children?: ReactNode;
  readonly label?: string;
}

/** A button of a command: grey with its reason when it cannot run, and still reached by Tab. */
export function CommandButton({ id, shortcut, children, label }: CommandButtonProps) {
  const t = useText();
  const command = useCommand(id);
  if (command === undefined) return null;
  const why = command.whyNot?.() ?? null;
  const name = label ?? t(command.title);
  const hint = why === null ? name : `${name}: ${t(why)}`;
  return (
    <button
      type="button"
      className="og-tool"
      aria-disabled={why !== null}
      aria-label={why === null ? undefined : hint}
      title={shortcut === undefined ? hint : `${hint} (${shortcut})`}
      onMouseEnter={() => preview(command, why === null)}
      onFocus={() => preview(command, why === null)}
      onMouseLeave={endPreview}
      onBlur={endPreview}
      onClick={() => {
        endPreview();
        runCommand(id);
      }}
    >
      {children}
      <span>{name}</span>
    </button>
  );
}

/** Pointing at the button of an edit shows on the map what it would do. */
function preview(command: Command, mayRun: boolean): void {
  const page = useDivision.getState();
  const open = openPlanOf(page);
  const edit = open === null || !mayRun ? null : (editOfCommand(command)?.(open, page) ?? null);
  if (open !== null && edit !== null) void previewEdit(open, edit);
}
