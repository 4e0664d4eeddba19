import { applyChange, type Division } from "@onegrid/core/division";
import { viewDivision, type DivisionView } from "../state/grid-view.ts";
import type { OpenBase } from "../state/open-base.ts";
import { openPlanOf, useDivision } from "../state/page-state.ts";
import { searchEdit, Stopped, type AutomaticEdit } from "./predict-edit.ts";

export type Tried =
  /** `edit`: the one to perform for this result. */
  | { readonly kind: "done"; readonly edit: AutomaticEdit; readonly view: DivisionView }
  | { readonly kind: "refused"; readonly reason: unknown };

/**
 * What an automatic edit would make, without doing it; `null` when another one took its place.
 * `onBetter` hears of the work done and sees the best so far.
 */
export async function tryEdit(
  base: OpenBase,
  division: Division,
  edit: AutomaticEdit,
  onBetter: (share: number, view: DivisionView | null) => void,
): Promise<Tried | null> {
  const open = openPlanOf(useDivision.getState());
  try {
    const { edit: done, answer } = await searchEdit(division, edit, {
      baseId: base.id,
      communityId: open?.communityId ?? "",
      author: "",
      onProgress: (share, best) =>
        onBetter(
          share,
          best === null ? null : viewDivision(base, applyChange(division, best).division),
        ),
    });
    if (!answer.ok) return { kind: "refused", reason: answer.error };
    const view = viewDivision(base, applyChange(division, answer.value).division);
    return { kind: "done", edit: done, view };
  } catch (reason) {
    return reason instanceof Stopped ? null : { kind: "refused", reason };
  }
}
