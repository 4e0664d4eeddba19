import { clearSelection, type MapMode } from "../../map/index.ts";
import { doGhost } from "./do-ghost.ts";
import { ghostOf } from "./ghost.ts";
import {
  NO_DRAFT,
  NO_SELECTION,
  useDivision,
  type DivisionPage,
  type OpenPlan,
} from "../state/page-state.ts";
import { endHover, showHover } from "./show-hover.ts";
import { comingAlong, swapEdit } from "./swap-edit.ts";
import { presentPage, unitAt } from "../state/units-at.ts";

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
      const edit = unit < 0 ? null : swapEdit(page, open, unit);
      if (edit === null) endHover();
      else showHover(open, JSON.stringify(edit), () => ghostOf(open, edit));
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

async function take(page: DivisionPage, open: OpenPlan, unit: number): Promise<void> {
  const edit = swapEdit(page, open, unit);
  useDivision.setState({ notice: null, hint: null });
  if (edit === null) {
    const units = comingAlong(page, open.session.division, unit);
    useDivision.setState({ selection: { kind: "units", units }, hint: "swap" });
    return;
  }
  await doGhost(ghostOf(open, edit));
  if (useDivision.getState().notice === null) useDivision.setState({ selection: NO_SELECTION });
}
