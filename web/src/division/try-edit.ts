import { applyChange, type Division, type DivisionEdit } from "@onegrid/core/division";
import { viewDivision, type DivisionView } from "./grid-view.ts";
import type { OpenBase } from "./open-base.ts";
import { openPlanOf, useDivision } from "./page-state.ts";
import { predictEdit, Stopped } from "./predict-edit.ts";

export type Tried =
  | { readonly kind: "done"; readonly view: DivisionView }
  | { readonly kind: "refused"; readonly reason: unknown };

/** What an automatic edit would make, without doing it; `null` when another one took its place. */
export async function tryEdit(
  base: OpenBase,
  division: Division,
  edit: DivisionEdit,
): Promise<Tried | null> {
  const open = openPlanOf(useDivision.getState());
  try {
    const answer = await predictEdit(division, edit, {
      baseId: base.id,
      communityId: open?.communityId ?? "",
      author: "",
      onProgress: () => undefined,
    });
    if (!answer.ok) return { kind: "refused", reason: answer.error };
    return { kind: "done", view: viewDivision(base, applyChange(division, answer.value).division) };
  } catch (reason) {
    return reason instanceof Stopped ? null : { kind: "refused", reason };
  }
}
