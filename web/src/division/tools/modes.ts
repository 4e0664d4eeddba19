import { clearSelection, type MapMode } from "../../map/index.ts";
import {
  NO_SELECTION,
  selectedGrids,
  useDivision,
  type DivisionPage,
  type GridSelection,
  type OpenPlan,
} from "../state/page-state.ts";
import { presentPage, unitAt } from "../state/units-at.ts";

/** A click chooses. */
export const selectMode: MapMode = {
  id: "division-select",
  enter: (map) => {
    map.on("click", ({ position, isShift, isCtrl }) => {
      const { page, open } = presentPage();
      if (open === null) return;
      const unit = unitAt(open, position);
      clearSelection();
      useDivision.setState({ selection: choose(page, open, unit, { isShift, isCtrl }) });
    });
    map.on("move", ({ position, buttons }) => {
      const { page, open } = presentPage();
      if (open === null || buttons !== 0) return;
      const unit = unitAt(open, position);
      map.setCursor(unit < 0 ? "default" : "pointer");
      const hovered = open.session.division.gridOf[unit] ?? null;
      if (hovered !== page.hovered) useDivision.setState({ hovered });
    });
    map.on("leave", () => useDivision.setState({ hovered: null }));
    return () => useDivision.setState({ hovered: null });
  },
};

interface Keys {
  readonly isShift: boolean;
  readonly isCtrl: boolean;
}

/** A click chooses a grid, Shift adds grids, Ctrl adds single units. */
function choose(page: DivisionPage, open: OpenPlan, unit: number, keys: Keys): GridSelection {
  if (unit < 0) return NO_SELECTION;
  const gridId = open.session.division.gridOf[unit] ?? null;
  if (keys.isCtrl || gridId === null) return toggleUnit(page.selection, unit, keys);
  const chosen = selectedGrids(page);
  if (!keys.isShift) return { kind: "grids", gridIds: [gridId] };
  const next = chosen.includes(gridId)
    ? chosen.filter((one) => one !== gridId)
    : [...chosen, gridId];
  return next.length === 0 ? NO_SELECTION : { kind: "grids", gridIds: next };
}

function toggleUnit(selection: GridSelection, unit: number, keys: Keys): GridSelection {
  const before = selection.kind === "units" && (keys.isCtrl || keys.isShift) ? selection.units : [];
  const units = before.includes(unit) ? before.filter((one) => one !== unit) : [...before, unit];
  return units.length === 0 ? NO_SELECTION : { kind: "units", units };
}
