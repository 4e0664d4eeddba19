import { clearSelection, type MapMode } from "../map/index.ts";
import { doGhost } from "./do-ghost.ts";
import type { Ghost } from "./ghost.ts";
import {
  NO_DRAFT,
  NO_SELECTION,
  useDivision,
  type DivisionPage,
  type OpenPlan,
} from "./page-state.ts";
import { comingAlong, swapGhost } from "./swap-ghost.ts";
import { presentPage, unitAt } from "./units-at.ts";

/**
 * The swap (互换): the first click takes a unit, or what a compound has in its grid; the second says
 * what of the neighbouring grid comes in its place.
 */
export const swapMode: MapMode = {
  id: "division-swap",
  enter: (map) => {
    map.setCursor("pointer");
    useDivision.setState({ selection: NO_SELECTION });
    map.on("move", ({ position, buttons }) => {
      const { page, open } = presentPage();
      if (open === null || buttons !== 0 || page.work !== null) return;
      const unit = unitAt(open, position);
      const ghost = unit < 0 ? null : swapGhost(page, open, unit);
      const { draft } = page;
      const isSame = draft.kind === "ghost" && ghost !== null && isAlike(draft, ghost);
      if (!isSame && (ghost !== null || draft.kind === "ghost"))
        useDivision.setState({ draft: ghost ?? NO_DRAFT });
    });
    map.on("click", ({ position }) => {
      const { page, open } = presentPage();
      if (open === null || page.work !== null) return;
      const unit = unitAt(open, position);
      clearSelection();
      if (unit >= 0) void take(page, open, unit);
    });
    map.on("leave", () => useDivision.setState({ draft: NO_DRAFT }));
    return () => useDivision.setState({ draft: NO_DRAFT });
  },
};

const isAlike = (a: Ghost, b: Ghost): boolean => JSON.stringify(a.edit) === JSON.stringify(b.edit);

async function take(page: DivisionPage, open: OpenPlan, unit: number): Promise<void> {
  const ghost = swapGhost(page, open, unit);
  useDivision.setState({ notice: null, hint: null });
  if (ghost === null) {
    const units = comingAlong(page, open.session.division, unit);
    useDivision.setState({ selection: { kind: "units", units }, hint: "swap" });
    return;
  }
  await doGhost(ghost);
  if (useDivision.getState().notice === null) useDivision.setState({ selection: NO_SELECTION });
}
