import type { Position } from "@onegrid/core/geometry";
import type { MapPointer, ModeMap } from "../../map/index.ts";
import { openPlanOf, useDivision, type DivisionPage, type OpenPlan } from "./page-state.ts";
import { indexUnits, planeOf, unitsInDisc, type UnitIndex } from "./unit-index.ts";

const indexes = new WeakMap<OpenPlan["base"], UnitIndex>();

/** The units of a base by place, made once. */
export function unitIndexOf(base: OpenPlan["base"]): UnitIndex {
  const before = indexes.get(base);
  if (before !== undefined) return before;
  const index = indexUnits(base);
  indexes.set(base, index);
  return index;
}

/** The unit under a position; −1: none of this community. */
export function unitAt({ base }: OpenPlan, position: Position): number {
  return unitsInDisc(unitIndexOf(base), planeOf(base, position), 0)[0] ?? -1;
}

/** So many pixels of the screen, here, in centimetres of the map's plane. */
export function radiusInPlane(
  map: ModeMap,
  { point, position }: Pick<MapPointer, "point" | "position">,
  { base }: Pick<OpenPlan, "base">,
  pixels: number,
): number {
  if (pixels === 0) return 0;
  const [x, y] = planeOf(base, position);
  const [u, v] = planeOf(base, map.unproject({ x: point.x + pixels, y: point.y }));
  return Math.hypot(u - x, v - y);
}

/** The page as it stands when the pointer tells something. */
export const presentPage = (): { page: DivisionPage; open: OpenPlan | null } => {
  const page = useDivision.getState();
  return { page, open: openPlanOf(page) };
};
