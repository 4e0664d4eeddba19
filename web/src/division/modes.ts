import type { Position } from "@onegrid/core/geometry";
import { clearSelection, type MapMode, type MapPointer, type ModeMap } from "../map/index.ts";
import { showBrush } from "./brush-cursor.ts";
import {
  NO_DRAFT,
  NO_SELECTION,
  openPlanOf,
  selectedGrids,
  useDivision,
  type DivisionPage,
  type GridSelection,
  type OpenPlan,
  type Tool,
} from "./page-state.ts";
import { perform } from "./perform.ts";
import {
  extendStroke,
  foreseeStroke,
  strokeEdit,
  strokeShifts,
  type Stroke,
  type StrokeTarget,
} from "./stroke.ts";
import {
  indexUnits,
  planeOf,
  unitsInBox,
  unitsInDisc,
  unitsUnderStroke,
  type UnitIndex,
} from "./unit-index.ts";

const indexes = new WeakMap<OpenPlan["base"], UnitIndex>();

function indexOf(base: OpenPlan["base"]): UnitIndex {
  const before = indexes.get(base);
  if (before !== undefined) return before;
  const index = indexUnits(base);
  indexes.set(base, index);
  return index;
}

/** The unit under a position; −1: none of this community. */
function unitAt({ base }: OpenPlan, position: Position): number {
  return unitsInDisc(indexOf(base), planeOf(base, position), 0)[0] ?? -1;
}

const now = (): { page: DivisionPage; open: OpenPlan | null } => {
  const page = useDivision.getState();
  return { page, open: openPlanOf(page) };
};

/** How the pointer is understood with each tool. */
export const modeOf = (tool: Tool): MapMode => {
  if (tool === "select") return selectMode;
  return tool === "box" ? boxMode : paintMode(tool);
};

const selectMode: MapMode = {
  id: "division-select",
  enter: (map) => {
    map.on("click", ({ position, isShift, isCtrl }) => {
      const { page, open } = now();
      if (open === null) return;
      const unit = unitAt(open, position);
      clearSelection();
      useDivision.setState({ selection: choose(page, open, unit, { isShift, isCtrl }) });
    });
    map.on("move", ({ position, buttons }) => {
      const { page, open } = now();
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

const boxMode: MapMode = {
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
      const { page, open } = now();
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

const LEFT = 1;

const paintMode = (tool: "brush" | "erase"): MapMode => ({
  id: `division-${tool}`,
  enter: (map) => {
    const cursor = showBrush(map.element);
    map.setCursor("crosshair");
    map.setPanning(false);
    let last: Position | null = null;
    const finish = (): void => {
      last = null;
      void letGo();
    };
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT) return;
      pointer.hold();
      last = pointer.position;
      press(tool, map, pointer);
    });
    map.on("move", (pointer) => {
      cursor.moveTo(pointer.point);
      if (last === null) return;
      // Let go outside the map: the button is up when the pointer comes back.
      if ((pointer.buttons & LEFT) === 0) return finish();
      paint(map, last, pointer);
      last = pointer.position;
      return undefined;
    });
    map.on("up", () => {
      if (last !== null) finish();
    });
    map.on("leave", () => cursor.hide());
    return () => {
      cursor.remove();
      useDivision.setState({ draft: NO_DRAFT });
    };
  },
});

function press(tool: "brush" | "erase", map: ModeMap, pointer: MapPointer): void {
  const { page, open } = now();
  if (open === null || page.work !== null) return;
  const target = targetOf(tool, page, open, unitAt(open, pointer.position));
  if (target === null) return;
  useDivision.setState({
    notice: null,
    draft: { kind: "stroke", stroke: { target, units: new Set() }, shifts: [], refusal: null },
  });
  paint(map, pointer.position, pointer);
}

/** A stroke from a grid makes that grid grow; one from free ground makes a new grid. */
function targetOf(
  tool: "brush" | "erase",
  { brush }: DivisionPage,
  open: OpenPlan,
  pressed: number,
): StrokeTarget | null {
  if (tool === "erase") return { kind: "none" };
  if (brush.target === "new") return { kind: "new" };
  const { division } = open.session;
  if (brush.target !== "pressed") {
    const { gridId } = brush.target;
    return division.grids.includes(gridId) ? { kind: "grid", gridId } : null;
  }
  if (pressed < 0) return null;
  const gridId = division.gridOf[pressed] ?? null;
  return gridId === null ? { kind: "new" } : { kind: "grid", gridId };
}

function paint(map: ModeMap, from: Position, pointer: MapPointer): void {
  const { page, open } = now();
  if (open === null || page.draft.kind !== "stroke") return;
  const { base, session } = open;
  const { stroke } = page.draft;
  const radius = radiusInPlane(map, pointer, open, page.brush.radiusPixels);
  const ends = [planeOf(base, from), planeOf(base, pointer.position)] as const;
  const touched = unitsUnderStroke(indexOf(base), ends[0], ends[1], radius);
  const next = extendStroke(session.division, stroke, touched, page.brush);
  if (next !== stroke) showStroke(open, next);
}

function radiusInPlane(
  map: ModeMap,
  { point, position }: MapPointer,
  { base }: OpenPlan,
  pixels: number,
): number {
  if (pixels === 0) return 0;
  const [x, y] = planeOf(base, position);
  const [u, v] = planeOf(base, map.unproject({ x: point.x + pixels, y: point.y }));
  return Math.hypot(u - x, v - y);
}

function showStroke({ view, session }: OpenPlan, stroke: Stroke): void {
  const { facts } = view;
  const foreseen = foreseeStroke(session.division, stroke);
  const householdsOf = (gridId: string): number => facts.grids.get(gridId)?.households ?? 0;
  const free = facts.unassigned.households;
  useDivision.setState({
    draft: {
      kind: "stroke",
      stroke,
      shifts: strokeShifts(session.division, stroke, householdsOf, free),
      refusal: foreseen === null || foreseen.ok ? null : foreseen.error,
    },
  });
}

/** One drag is one edit. The ghost stays until the edit has taken its place. */
async function letGo(): Promise<void> {
  const { page, open } = now();
  const { draft } = page;
  if (open !== null && draft.kind === "stroke" && draft.stroke.units.size > 0)
    await perform(strokeEdit(open.session.division, draft.stroke));
  if (useDivision.getState().draft === draft) useDivision.setState({ draft: NO_DRAFT });
}
