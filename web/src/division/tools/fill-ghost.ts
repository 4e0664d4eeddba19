import { fillUnits } from "@onegrid/core/division";
import { ghostOf, sketchGhost, type Ghost } from "./ghost.ts";
import type { DivisionPage, OpenPlan } from "../state/page-state.ts";
import { areaTarget, maskAt } from "./press-target.ts";
import { extendStroke, strokeEdit } from "./stroke.ts";

/** What a click on a unit would fill. */
export function fillGhost(
  page: Pick<DivisionPage, "brush" | "selection">,
  open: Pick<OpenPlan, "session" | "view">,
  unit: number,
): Ghost {
  const { division } = open.session;
  const { level, stopAt, mask: choice } = page.brush;
  const mask = maskAt(choice, unit);
  const filled = fillUnits(division, unit, { level, stopAt, mask });
  if (!filled.ok) return sketchGhost(null, filled.error);
  const target = areaTarget(page, division, unit);
  if (target === null) return sketchGhost(null);
  const rules = { level: "unit", mask } as const;
  const stroke = extendStroke(
    division,
    { target, units: new Set(), mayBreak: page.brush.mayBreak },
    filled.value,
    rules,
  );
  if (stroke.units.size === 0) return { ...sketchGhost(null), hint: "nothing" };
  return ghostOf(open, strokeEdit(division, stroke));
}
