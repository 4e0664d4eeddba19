import { fail, ok, type Result } from "../../result.ts";
import { cutsAlong, type SignedArc, type UnitCut } from "../../topology/index.ts";
import { cutRefusal, cutsOf, groundWithCuts, stageCuts } from "../model/cut-ground.ts";
import { cutRegion } from "./cut-region.ts";
import { findCrossing } from "./drawn-line.ts";
import { findWalk, landOf, type PlanePoint } from "../model/land.ts";
import { NOTHING } from "../change/lock.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { findUnknownGrid } from "../change/make-change.ts";
import type { Division, DivisionChange, DivisionError, GridId, UnitId } from "../model/model.ts";
import { splitIntoPieces } from "./split-by-border.ts";

type Answer = Result<DivisionChange, DivisionError>;

export interface FreeCut {
  readonly gridId: GridId;
  /** Drawn freely through units of the grid, from outside of each to outside. */
  readonly line: readonly PlanePoint[];
  /** The grid is split along the cut as well, where it goes right through. */
  readonly splits?: boolean | undefined;
}

/**
 * Cuts the units under a line in two (切割): children with ids parent/1 and parent/2, households by
 * building. The grid keeps both children, or is split along the line.
 */
export function freeCut(division: Division, { gridId, line, splits }: FreeCut): Answer {
  const unknown = findUnknownGrid(division, [gridId]);
  if (unknown) return fail(unknown);
  const crossing = findCrossing(line);
  if (crossing) return fail({ code: "division.line-crosses-itself", at: crossing });
  const cuts = cutsUnder(division, gridId, line);
  if (!cuts.ok) return cuts;
  const lock = division.locks.find((each) => isInTheWay(division, each, gridId, cuts.value));
  if (lock) return fail({ code: "division.locked", lock });
  const made = groundWithCuts(division.ground, [...cutsOf(division.ground), ...cuts.value]);
  if (!made.ok) return fail(cutRefusal(made.error));
  const change: DivisionChange = { ...NOTHING, edit: "free-cut", addedCuts: cuts.value };
  return splits === true ? splitAlong(division, change, gridId) : ok(change);
}

/** The cuts that a line makes in a grid, or where it ends inside a unit. */
function cutsUnder(
  division: Division,
  gridId: GridId,
  line: readonly PlanePoint[],
): Result<UnitCut[], DivisionError> {
  const land = landOf(division.ground);
  const numbers = unitsOfGrid(division, gridId).map((unit) => land.numbers[unit] ?? -1);
  const { cuts, looseEnd } = cutsAlong(land.map, numbers, line, land.borders);
  if (looseEnd) return fail({ code: "division.cut-ends-inside", ...looseEnd });
  if (cuts.length === 0) return fail({ code: "division.line-does-not-divide", gridId });
  return ok(cuts);
}

function isInTheWay(
  { ground }: Division,
  lock: Division["locks"][number],
  gridId: GridId,
  cuts: readonly UnitCut[],
): boolean {
  if (lock.kind === "grid") return lock.gridId === gridId;
  if (lock.kind === "border")
    return cuts.some(({ unitId }) => unitId === lock.unitId || unitId === lock.otherId);
  return cuts.some(({ unitId }) => {
    const compound = ground.graph.compound[ground.indexOf.get(unitId) ?? -1] ?? -1;
    return ground.compoundIds[compound] === lock.compoundId;
  });
}

/** The same change with the grid split where the cuts and the arcs between them go right through. */
function splitAlong(division: Division, change: DivisionChange, gridId: GridId): Answer {
  const between = stageCuts(division, change);
  if (!between) throw new Error("cuts that were just made do not fit");
  const { staged } = between;
  const land = landOf(staged.ground);
  const walk = (change.addedCuts ?? []).flatMap(
    ({ path }): SignedArc[] => findWalk(land, path) ?? [],
  );
  const pieces = cutRegion(staged.ground, land, unitsOfGrid(staged, gridId), walk);
  const split = splitIntoPieces(staged, { edit: "free-cut", gridId, pieces });
  if (!split.ok) return split;
  return ok({ ...split.value, addedCuts: change.addedCuts ?? [] });
}

/** Makes the children of a cut one unit again (复原); both are in one grid then. */
export function joinChildren(division: Division, { unitId }: { readonly unitId: UnitId }): Answer {
  const cut = cutsOf(division.ground).find((each) => each.unitId === unitId);
  if (!cut) return fail({ code: "division.unknown-unit", unitId });
  const children = [`${unitId}/1`, `${unitId}/2`];
  const grids = children.map((child) => {
    const unit = division.ground.indexOf.get(child);
    return unit === undefined ? undefined : (division.gridOf[unit] ?? null);
  });
  const isApart = grids.includes(undefined) || grids[0] !== grids[1];
  if (isApart) return fail({ code: "division.children-apart", unitId });
  const lock = division.locks.find(
    (each) =>
      (each.kind === "grid" && each.gridId === grids[0]) ||
      (each.kind === "border" &&
        (children.includes(each.unitId) || children.includes(each.otherId))),
  );
  if (lock) return fail({ code: "division.locked", lock });
  const change: DivisionChange = { ...NOTHING, edit: "join-children", removedCuts: [cut] };
  return stageCuts(division, change)
    ? ok(change)
    : fail({ code: "division.children-apart", unitId });
}
