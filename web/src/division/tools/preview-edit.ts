import type { DivisionEdit } from "@onegrid/core/division";
import { ghostOf, ghostOfChange } from "./ghost.ts";
import { NO_DRAFT, openPlanOf, useDivision, type OpenPlan } from "../state/page-state.ts";
import { predictEdit } from "../session/predict-edit.ts";

/** Counts previews, so that a slow one does not come up after the pointer has gone on. */
let asked = 0;

/** Shows what an edit would do, as its tool would: at once, or when it has been worked out. */
export async function previewEdit(open: OpenPlan, edit: DivisionEdit): Promise<void> {
  asked += 1;
  const own = asked;
  const { page, isFree } = present();
  if (!isFree || page.work !== null) return;
  if (!("preset" in edit)) {
    useDivision.setState({ draft: ghostOf(open, edit), notice: null });
    return;
  }
  try {
    const change = await predictEdit(open.session.division, edit, {
      baseId: open.base.id,
      communityId: open.communityId,
      author: "",
      onProgress: () => undefined,
    });
    const isSame = openPlanOf(useDivision.getState())?.session.division === open.session.division;
    if (own !== asked || !isSame || !present().isFree || !change.ok) return;
    useDivision.setState({ draft: ghostOfChange(open, edit, change.value), notice: null });
  } catch {
    // Another search took its place: the click will say what is the matter.
  }
}

export function endPreview(): void {
  asked += 1;
  if (useDivision.getState().draft.kind === "ghost") useDivision.setState({ draft: NO_DRAFT });
}

/** A stroke or a trial on the map is not taken away by a preview. */
function present() {
  const page = useDivision.getState();
  return { page, isFree: page.draft.kind === "none" || page.draft.kind === "ghost" };
}
