/**
 * What the page computes between a move of the pointer and the next frame, without React and without
 * the map library: measured by `npm run bench -- editing`.
 */
import {
  applyChange,
  editAtOnce,
  type Division,
  type DivisionEdit,
  type QuickEdit,
} from "@onegrid/core/division";
import { ghostOf, type Ghost } from "../tools/ghost.ts";
import { viewDivision, type DivisionView } from "./grid-view.ts";
import { openBase, type OpenBase } from "./open-base.ts";
import type { OpenPlan } from "./page-state.ts";
import { extendStroke, strokeEdit, type Stroke } from "../tools/stroke.ts";
import { indexUnits, unitsUnderStroke, type UnitIndex } from "./unit-index.ts";

type PlanePosition = readonly [x: number, y: number];

export interface Bench {
  readonly base: OpenBase;
  readonly index: UnitIndex;
  division: Division;
  view: DivisionView;
}

export function openBench(
  bytes: ArrayBuffer,
  communityId: string,
  divide: (base: OpenBase) => Division,
): Bench {
  const base = openBase("bench", bytes, communityId);
  const division = divide(base);
  return { base, index: indexUnits(base), division, view: viewDivision(base, division) };
}

const shownIn = ({ division, view }: Bench): Pick<OpenPlan, "session" | "view"> => ({
  session: { division, log: [], unsent: [], save: { kind: "saved", at: null }, dropped: [] },
  view,
});

/** One move of the brush: units under it, the stroke, what it would do with all numbers. */
export function brushStep(
  bench: Bench,
  stroke: Stroke,
  way: { readonly from: PlanePosition; readonly to: PlanePosition; readonly radius: number },
): { readonly stroke: Stroke; readonly ghost: Ghost | null } {
  const touched = unitsUnderStroke(bench.index, way.from, way.to, way.radius);
  const rules = { level: "unit", mask: {} } as const;
  const next = extendStroke(bench.division, stroke, touched, rules);
  if (next.units.size === 0) return { stroke: next, ghost: null };
  return { stroke: next, ghost: ghostOf(shownIn(bench), strokeEdit(bench.division, next)) };
}

/** The ghost of units given to a grid: what lasso and fill end in. */
export function giveStep(bench: Bench, units: readonly number[], gridId: string): Ghost {
  const stroke: Stroke = { target: { kind: "grid", gridId }, units: new Set(units) };
  return ghostOf(shownIn(bench), strokeEdit(bench.division, stroke));
}

/** The ghost of an edit of the pen. */
export const ghostStep = (bench: Bench, edit: QuickEdit): Ghost => ghostOf(shownIn(bench), edit);

/** An edit with everything that is shown after it; whether it was allowed. */
export function editStep(bench: Bench, edit: DivisionEdit): boolean {
  if ("preset" in edit) throw new Error("needs a search");
  const change = editAtOnce(bench.division, edit, "");
  if (!change.ok) return false;
  const { division } = applyChange(bench.division, change.value);
  bench.view = viewDivision(bench.base, division, bench.view);
  bench.division = division;
  return true;
}

/** Shapes, numbers, colours and labels of everything. */
export const viewAll = ({ base, division }: Bench): DivisionView => viewDivision(base, division);
