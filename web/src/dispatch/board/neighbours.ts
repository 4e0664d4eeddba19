import { boardShown } from "../replay/board-shown.ts";
import { chooseCase, chosenCaseId } from "./desk-store.ts";
import { rowsInView } from "./rows-in-view.ts";

/** Goes one case down (1) or up (-1) in the queue; from nowhere to its beginning. */
export function chooseNeighbour(step: 1 | -1): void {
  const state = boardShown();
  const { table } = state.board;
  const rows = rowsInView(state);
  const at = rows.indexOf(table.rowOf(chosenCaseId() ?? "") ?? -1);
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  const id = table.ids[next ?? -1];
  if (id === undefined) return;
  chooseCase(id);
  // The row is there after the next frame; the focus follows the choice, for readers and for Enter.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-case="${CSS.escape(id)}"]`)?.focus(),
  );
}
