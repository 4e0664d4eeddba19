import { boardShown } from "../replay/board-shown.ts";
import { chooseCase, chosenCaseId } from "./desk-store.ts";
import { casesInView } from "./map-entries.ts";

/** Goes one case down (1) or up (-1) in the queue; from nowhere to its beginning. */
export function chooseNeighbour(step: 1 | -1): void {
  const cards = casesInView(boardShown());
  const at = cards.findIndex(({ id }) => id === chosenCaseId());
  const next = cards[at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + step))];
  if (next === undefined) return;
  chooseCase(next.id);
  // The row is there after the next frame; the focus follows the choice, for readers and for Enter.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-case="${CSS.escape(next.id)}"]`)?.focus(),
  );
}
