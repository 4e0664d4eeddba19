import { create } from "zustand";
import { openPlanOf, useDivision } from "../state/page-state.ts";

/** What the dialog was opened for. */
export interface ExportTarget {
  /** `null`: the grids in force. */
  readonly plan: { readonly id: string; readonly name: string } | null;
  /** The community that is looked at. */
  readonly communityId: string | null;
}

interface ExportPage {
  readonly target: ExportTarget | null;
}

export const useExport = create<ExportPage>(() => ({ target: null }));

export const openExport = (target: ExportTarget | null): void => useExport.setState({ target });

/** For what is open: a plan, else the grids in force. */
export function openExportHere(): void {
  const page = useDivision.getState();
  const open = openPlanOf(page);
  openExport(
    open === null
      ? { plan: null, communityId: page.communityId }
      : { plan: { id: open.plan.id, name: open.plan.name }, communityId: open.communityId },
  );
}
