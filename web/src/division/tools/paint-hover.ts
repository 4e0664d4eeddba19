import type { HandEdit } from "@onegrid/core/division";
import type { MapPointer, ModeMap } from "../../map/index.ts";
import { ghostOf } from "./ghost.ts";
import type { DivisionPage, OpenPlan } from "../state/page-state.ts";
import { clickTarget, maskAt, pressTarget, type PaintTool } from "./press-target.ts";
import { endHover, showHover } from "./show-hover.ts";
import { extendStroke, strokeEdit, type StrokeRules } from "./stroke.ts";
import { planeOf, unitsInDisc } from "../state/unit-index.ts";
import { presentPage, radiusInPlane, unitAt, unitIndexOf } from "../state/units-at.ts";

/** What a click here would do, before it is one. */
export function hover(tool: PaintTool, map: ModeMap, pointer: MapPointer): void {
  const { page, open } = presentPage();
  if (open === null || page.work !== null || pointer.buttons !== 0) return;
  const edit = hoverEdit(tool, page, open, unitsTouched(map, pointer, page, open));
  if (edit === null) endHover();
  else showHover(open, JSON.stringify(edit), () => ghostOf(open, edit));
}

interface Touched {
  readonly pressed: number;
  readonly all: Iterable<number>;
}

function unitsTouched(
  map: ModeMap,
  pointer: MapPointer,
  { brush }: DivisionPage,
  open: OpenPlan,
): Touched {
  const { base } = open;
  const radius = radiusInPlane(map, pointer, open, brush.radiusPixels);
  return {
    pressed: unitAt(open, pointer.position),
    all: unitsInDisc(unitIndexOf(base), planeOf(base, pointer.position), radius),
  };
}

/** What a click would do: to one unit for the selected grid, else a dab of the brush. */
export function hoverEdit(
  tool: PaintTool,
  page: Pick<DivisionPage, "brush" | "selection">,
  { session: { division } }: Pick<OpenPlan, "session">,
  { pressed, all }: Touched,
): HandEdit | null {
  const clicked = clickTarget(tool, page, division, pressed);
  const target = clicked ?? pressTarget(tool, page, division, pressed);
  if (target === null) return null;
  const units = clicked === null ? all : [pressed];
  const empty = { target, units: new Set<number>(), mayBreak: page.brush.mayBreak };
  const stroke = extendStroke(division, empty, units, rulesAt(page, pressed));
  return stroke.units.size === 0 ? null : strokeEdit(division, stroke);
}

export const rulesAt = ({ brush }: Pick<DivisionPage, "brush">, pressed = -1): StrokeRules => ({
  level: brush.level,
  mask: maskAt(brush.mask, pressed),
});
