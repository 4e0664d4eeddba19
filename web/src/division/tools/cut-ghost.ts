import {
  applyChange,
  editAtOnce,
  householdsByGrid,
  type DivisionChange,
  type GridId,
  type PlanePoint,
} from "@onegrid/core/division";
import { lineSketch, withKnot, withWay } from "./border-ghosts.ts";
import { useBorders } from "./border-state.ts";
import { refusedGhost, sketchGhost, type Ghost } from "./ghost.ts";
import type { OpenPlan } from "../state/page-state.ts";
import type { HouseholdShift } from "./stroke.ts";

/** With more units the pieces are made when the line is done, not at every step of the pointer. */
const MOST_UNITS = 4000;

/** What cutting units along a line would do: the numbers after it, or why it cannot be. */
export function cutGhost(open: OpenPlan, gridId: GridId, line: readonly PlanePoint[]): Ghost {
  const { division } = open.session;
  const { cutSplits } = useBorders.getState();
  const edit = { edit: "free-cut", gridId, line, splits: cutSplits } as const;
  if (division.ground.graph.count > MOST_UNITS)
    return withWay({ ...sketchGhost(lineSketch(open.base, line)), edit });
  const foreseen = editAtOnce(division, edit, "");
  const sketch = lineSketch(open.base, line);
  if (!foreseen.ok) return withKnot(open, refusedGhost(open, edit, foreseen.error, sketch), line);
  const ghost = { ...sketchGhost(sketch), edit };
  const shifts = shiftsAfter(open, foreseen.value);
  return withWay({
    ...ghost,
    shifts,
    ...(shifts.length === 0 ? { hint: "cutsUnits" as const } : {}),
  });
}

/** Grids whose number changes; the units of a cut are not those of the division before it. */
function shiftsAfter({ session, view }: OpenPlan, change: DivisionChange): HouseholdShift[] {
  const after = householdsByGrid(applyChange(session.division, change).division);
  const touched = new Set(change.moves.flatMap(({ from, to }) => [to, from]));
  return [...touched].map((gridId) => ({
    gridId,
    isNew: change.addedGrids.some((id) => id === gridId),
    before: view.facts.grids.get(gridId ?? "")?.households ?? 0,
    after: after.get(gridId) ?? 0,
  }));
}
