import type { Division, PaintMask } from "@onegrid/core/division";
import {
  selectedGrids,
  type BrushHint,
  type DivisionPage,
  type MaskChoice,
} from "../state/page-state.ts";
import { lockedGrids, type StrokeTarget } from "./stroke.ts";

export type PaintTool = "brush" | "erase";

type Page = Pick<DivisionPage, "brush" | "selection">;

/** A stroke from a grid makes that grid grow; one from free ground makes a new grid. */
export function pressTarget(
  tool: PaintTool,
  { brush }: Page,
  division: Division,
  pressed: number,
): StrokeTarget | null {
  if (tool === "erase") return { kind: "none" };
  if (brush.target === "new") return { kind: "new" };
  if (brush.target !== "pressed") {
    const { gridId } = brush.target;
    return division.grids.includes(gridId) ? { kind: "grid", gridId } : null;
  }
  if (pressed < 0) return null;
  const gridId = division.gridOf[pressed] ?? null;
  return gridId === null ? { kind: "new" } : { kind: "grid", gridId };
}

/**
 * Where a click without a drag gives the unit under it: to the one selected grid, if the brush is not
 * told otherwise. `null`: it means what a press means.
 */
export function clickTarget(
  tool: PaintTool,
  page: Page,
  { gridOf, grids }: Division,
  pressed: number,
): StrokeTarget | null {
  const [gridId, ...others] = selectedGrids(page);
  if (tool === "erase" || page.brush.target !== "pressed" || pressed < 0) return null;
  if (gridId === undefined || others.length > 0 || !grids.includes(gridId)) return null;
  return gridOf[pressed] === gridId ? null : { kind: "grid", gridId };
}

/** Why a press took no unit: what is left when nothing under it may change hands. */
export function hintFor(
  { brush, tool }: Pick<DivisionPage, "brush" | "tool">,
  division: Division,
  pressed: number,
): BrushHint {
  const gridId = division.gridOf[pressed] ?? null;
  if (gridId !== null && lockedGrids(division).has(gridId)) return "locked";
  return tool === "brush" && brush.target === "pressed" ? "drag" : "already";
}

/** Where a press with no tool of its own rules goes: into the one selected grid, else as a stroke. */
export const areaTarget = (page: Page, division: Division, pressed: number): StrokeTarget | null =>
  clickTarget("brush", page, division, pressed) ?? pressTarget("brush", page, division, pressed);

/** The mask that the choice means where the pointer was pressed. */
export function maskAt(choice: MaskChoice, pressed: number): PaintMask {
  if (choice === "all") return {};
  if (choice === "unassigned") return { from: null };
  if (typeof choice === "object") return choice;
  return pressed < 0 ? {} : { within: { level: choice, unit: pressed } };
}
