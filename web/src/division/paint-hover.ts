import type { MapPointer, ModeMap } from "../map/index.ts";
import { ghostOf, type Ghost } from "./ghost.ts";
import { NO_DRAFT, useDivision, type DivisionPage, type OpenPlan } from "./page-state.ts";
import { clickTarget, maskAt, pressTarget, type PaintTool } from "./press-target.ts";
import { extendStroke, strokeEdit, type StrokeRules } from "./stroke.ts";
import { planeOf, unitsInDisc } from "./unit-index.ts";
import { presentPage, unitAt, unitIndexOf } from "./units-at.ts";

/** What a click here would do, before it is one. */
export function hover(tool: PaintTool, map: ModeMap, pointer: MapPointer): void {
  const { page, open } = presentPage();
  if (open === null || page.work !== null || pointer.buttons !== 0) return;
  const ghost = hoverGhost(tool, page, open, unitsTouched(map, pointer, page, open));
  const { draft } = useDivision.getState();
  const isSame =
    draft.kind === "ghost" && ghost !== null && draft.units.join() === ghost.units.join();
  if (!isSame && (ghost !== null || draft.kind === "ghost"))
    useDivision.setState({ draft: ghost ?? NO_DRAFT });
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

/** The ghost of a click, which is one unit for the selected grid and else a dab of the brush. */
export function hoverGhost(
  tool: PaintTool,
  page: Pick<DivisionPage, "brush" | "selection">,
  open: Pick<OpenPlan, "session" | "view">,
  { pressed, all }: Touched,
): Ghost | null {
  const { division } = open.session;
  const clicked = clickTarget(tool, page, division, pressed);
  const target = clicked ?? pressTarget(tool, page, division, pressed);
  if (target === null) return null;
  const units = clicked === null ? all : [pressed];
  const empty = { target, units: new Set<number>(), mayBreak: page.brush.mayBreak };
  const stroke = extendStroke(division, empty, units, rulesAt(page, pressed));
  return stroke.units.size === 0 ? null : ghostOf(open, strokeEdit(division, stroke));
}

/** A ghost that only the hovering pointer has made. */
export function endHover(): void {
  if (useDivision.getState().draft.kind === "ghost") useDivision.setState({ draft: NO_DRAFT });
}

export const rulesAt = ({ brush }: Pick<DivisionPage, "brush">, pressed = -1): StrokeRules => ({
  level: brush.level,
  mask: maskAt(brush.mask, pressed),
});

/** The brush in centimetres of the map's plane. */
export function radiusInPlane(
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
