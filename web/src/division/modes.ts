import type { Position } from "@onegrid/core/geometry";
import { clearSelection, type MapMode } from "../map/index.ts";
import {
  NO_DRAFT,
  NO_SELECTION,
  selectedGrids,
  useDivision,
  type DivisionPage,
  type GridSelection,
  type OpenPlan,
} from "./page-state.ts";
import { unitsInBox } from "./unit-index.ts";
import { presentPage, unitAt } from "./units-at.ts";

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

/** A box chooses the units in it. */
export const boxMode: MapMode = {
  id: "division-box",
  enter: (map) => {
    map.setCursor("crosshair");
    map.setPanning(false);
    let start: Position | null = null;
    map.on("down", ({ position, buttons, hold }) => {
      if (buttons !== 1) return;
      hold();
      start = position;
    });
    map.on("move", ({ position }) => {
      if (start !== null)
        useDivision.setState({ draft: { kind: "box", corners: [start, position] } });
    });
    map.on("up", ({ position, isShift }) => {
      const { page, open } = presentPage();
      const from = start;
      start = null;
      if (open === null || from === null) return;
      const units = unitsInBox(open.base, from, position);
      const before = isShift && page.selection.kind === "units" ? page.selection.units : [];
      const all = [...new Set([...before, ...units])];
      useDivision.setState({
        draft: NO_DRAFT,
        selection: all.length === 0 ? NO_SELECTION : { kind: "units", units: all },
      });
    });
    return () => useDivision.setState({ draft: NO_DRAFT });
  },
};
