import {
  editAtOnce,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type GridId,
  type QuickEdit,
} from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import type { TextKey } from "../../i18n/index.ts";
import type { LayerSpec, MapPalette } from "../../map/index.ts";
import { foresee, type Foreseen } from "../state/foresee.ts";
import type { OpenPlan } from "../state/page-state.ts";
import type { Refusal } from "../session/session-types.ts";
import type { HouseholdShift } from "./stroke.ts";

/** What the hand has drawn: a line, or a ring that is not closed yet. */
export interface Sketch {
  readonly line: readonly Position[];
  readonly isClosed: boolean;
  /** Places on it that are in the way, such as where it crosses itself. */
  readonly marks: readonly Position[];
}

/**
 * What a tool would do if it were clicked or let go now, before it is: units that change hands, the
 * new numbers, or the refusal in words. Made by the same pure call that does it.
 */
export interface Ghost {
  readonly kind: "ghost";
  /** `null`: there is nothing to do yet, or the rules refuse it before it is an edit. */
  readonly edit: DivisionEdit | null;
  /** Units that would change hands. */
  readonly units: readonly number[];
  readonly shifts: readonly HouseholdShift[];
  readonly refusal: Refusal | null;
  /** All numbers as they would be; `null`: it would not go through. */
  readonly foreseen: Foreseen | null;
  readonly sketch: Sketch | null;
  /** Why nothing would happen, where no rule refuses it. */
  readonly hint?: "nothing" | "same" | "pick" | "cutsUnits";
  /** A way out of the refusal, beside it. */
  readonly offer?: { readonly title: TextKey; readonly run: () => void };
  /** What the tool draws beyond units and its sketch; the same function as long as it is the same. */
  readonly layers?: (palette: MapPalette) => readonly LayerSpec[];
}

type Shown = Pick<OpenPlan, "session" | "view">;

const EMPTY: Ghost = {
  kind: "ghost",
  edit: null,
  units: [],
  shifts: [],
  refusal: null,
  foreseen: null,
  sketch: null,
};

/** A sketch that is no edit yet, or one that is refused before it is one. */
export const sketchGhost = (sketch: Sketch | null, refusal: Refusal | null = null): Ghost => ({
  ...EMPTY,
  sketch,
  refusal,
});

/** The ghost of an edit that needs no search; a refused one still shows what was asked for. */
export function ghostOf(open: Shown, edit: QuickEdit, sketch: Sketch | null = null): Ghost {
  const { division } = open.session;
  const foreseen = editAtOnce(division, edit, "");
  return foreseen.ok
    ? ghostOfChange(open, edit, foreseen.value, sketch)
    : refusedGhost(open, edit, foreseen.error, sketch);
}

/** The ghost of an edit that is known to be refused. */
export function refusedGhost(
  { session }: Shown,
  edit: QuickEdit,
  refusal: Refusal,
  sketch: Sketch | null,
): Ghost {
  const asked = "unitIds" in edit ? unitsOf(session.division, edit.unitIds) : [];
  return { ...EMPTY, edit, units: asked, refusal, sketch };
}

export function ghostOfChange(
  open: Shown,
  edit: DivisionEdit,
  change: DivisionChange,
  sketch: Sketch | null = null,
): Ghost {
  const { division } = open.session;
  const units = unitsOf(
    division,
    change.moves.map(({ unitId }) => unitId),
  );
  return {
    ...EMPTY,
    edit,
    units,
    shifts: changeShifts(open, change),
    foreseen: foresee(open, change),
    sketch,
  };
}

const unitsOf = ({ ground }: Division, unitIds: readonly string[]): number[] =>
  unitIds.flatMap((unitId) => ground.indexOf.get(unitId) ?? []);

/** Households of every grid that a change touches, before and after; those that grow first. */
function changeShifts({ session, view }: Shown, change: DivisionChange): HouseholdShift[] {
  const { ground } = session.division;
  const gained = new Map<GridId | null, number>();
  for (const { unitId, from, to } of change.moves) {
    const own = ground.graph.households[ground.indexOf.get(unitId) ?? -1] ?? 0;
    gained.set(to, (gained.get(to) ?? 0) + own);
    gained.set(from, (gained.get(from) ?? 0) - own);
  }
  const added = new Set<GridId | null>(change.addedGrids);
  const before = (gridId: GridId | null): number =>
    gridId === null
      ? view.facts.unassigned.households
      : (view.facts.grids.get(gridId)?.households ?? 0);
  return [...gained]
    .toSorted(([, a], [, b]) => b - a)
    .map(([gridId, more]) => ({
      gridId,
      isNew: added.has(gridId),
      before: before(gridId),
      after: before(gridId) + more,
    }));
}
