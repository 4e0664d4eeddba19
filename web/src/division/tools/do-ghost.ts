import type { TextKey } from "../../i18n/index.ts";
import type { Ghost } from "./ghost.ts";
import { NO_DRAFT, useDivision, type BrushHint } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";

/** The ghost with a way out of its refusal beside it. */
export const offered = (ghost: Ghost, title: TextKey, run: () => void): Ghost => ({
  ...ghost,
  offer: { title, run },
});

/**
 * Does what a ghost shows. When it is refused the ghost stays on the map, so that nothing that was
 * drawn is lost; the next press takes it away. `nothing`: what to say of one that comes to nothing.
 */
export async function doGhost(ghost: Ghost, nothing: BrushHint = "already"): Promise<void> {
  useDivision.setState({ draft: ghost });
  if (ghost.edit === null) {
    if (ghost.refusal === null) useDivision.setState({ draft: NO_DRAFT, hint: nothing });
    return;
  }
  const isDone = await perform(ghost.edit);
  if (isDone && useDivision.getState().draft === ghost) useDivision.setState({ draft: NO_DRAFT });
}
