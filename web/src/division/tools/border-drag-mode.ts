import { gripBorder, type Grip, type GridId } from "@onegrid/core/division";
import type { MapMode, MapPointer, ModeMap } from "../../map/index.ts";
import { chooseStretch, landUnder, pullEdit, pullGhost, withWay } from "./border-ghosts.ts";
import { useBorders, type ChosenStretch } from "./border-state.ts";
import { doGhost } from "./do-ghost.ts";
import { sketchGhost } from "./ghost.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";
import { endHover, showHover } from "./show-hover.ts";
import { planeOf, unitsInDisc } from "../state/unit-index.ts";
import { presentPage, radiusInPlane, unitAt, unitIndexOf } from "../state/units-at.ts";

const LEFT = 1;
/** A border is taken from this far, in pixels. */
const REACH_PIXELS = 10;
/** A hand that clicks moves this far, in pixels. */
const STILL_PIXELS = 4;

interface Pull {
  readonly grip: Grip;
  readonly pressed: MapPointer;
  readonly giver: GridId | null | undefined;
  readonly hasMoved: boolean;
}

/** Moves a border (移动边界): one drag is one edit; a click chooses the stretch, to lock it. */
export const borderDragMode: MapMode = {
  id: "division-border",
  enter: (map) => {
    let pull: Pull | null = null;
    map.on("down", (pointer) => {
      const { page, open } = presentPage();
      if (pointer.buttons !== LEFT || open === null || page.work !== null) return;
      const grip = gripAt(map, open, pointer);
      useDivision.setState({ draft: NO_DRAFT, notice: null, hint: null });
      useBorders.setState({ stretch: null });
      if (grip === undefined) return;
      pointer.hold();
      pull = { grip, pressed: pointer, giver: undefined, hasMoved: false };
    });
    const finish = (): void => {
      const done = pull;
      pull = null;
      if (done !== null) void letGo(done);
    };
    map.on("move", (pointer) => {
      const { open } = presentPage();
      if (open === null) return undefined;
      if (pull === null) return hover(map, open, pointer);
      if ((pointer.buttons & LEFT) === 0) return finish();
      pull = drag(open, pull, pointer);
      return undefined;
    });
    map.on("up", finish);
    return () => {
      useBorders.setState({ stretch: null });
      useDivision.setState({ draft: NO_DRAFT });
    };
  },
};

function gripAt(map: ModeMap, open: OpenPlan, pointer: MapPointer): Grip | undefined {
  const at = planeOf(open.base, pointer.position);
  const reach = radiusInPlane(map, pointer, open, REACH_PIXELS);
  const units = unitsInDisc(unitIndexOf(open.base), at, reach);
  return gripBorder(open.session.division, landUnder(open), units, { at, reach });
}

/** The stretch that a press would take, as a line. */
function hover(map: ModeMap, open: OpenPlan, pointer: MapPointer): void {
  if (pointer.buttons !== 0 || useDivision.getState().notice !== null) return;
  const grip = gripAt(map, open, pointer);
  map.setCursor(grip === undefined ? "default" : "grab");
  const { stretch } = useBorders.getState();
  if (grip === undefined && stretch === null) return endHover();
  // The stretch lies between two junctions: all of it is the same wherever it is pointed at.
  const key = grip === undefined ? stretchKey(stretch) : `arc ${grip.signed >> 1}`;
  showHover(open, key, () => {
    const line = grip === undefined ? (stretch?.line ?? []) : chooseStretch(open, grip).line;
    return withWay(sketchGhost({ line, isClosed: false, marks: [] }));
  });
}

const stretchKey = (stretch: ChosenStretch | null): string => `stretch ${stretch?.pairs.join(" ")}`;

function drag(open: OpenPlan, pull: Pull, pointer: MapPointer): Pull {
  const { pressed, grip } = pull;
  const off = Math.hypot(pointer.point.x - pressed.point.x, pointer.point.y - pressed.point.y);
  if (!pull.hasMoved && off < STILL_PIXELS) return pull;
  const under = unitAt(open, pointer.position);
  const gridId = under < 0 ? undefined : (open.session.division.gridOf[under] ?? null);
  // Beyond its grids the border still follows: what it was pulled into last goes on giving.
  const giver = gridId !== undefined && grip.parties.has(gridId) ? gridId : pull.giver;
  const edit = giver === undefined ? null : pullEdit(open, grip, pointer.position, giver);
  if (edit === null) endHover();
  else showHover(open, JSON.stringify(edit), () => pullGhost(open, edit));
  return { ...pull, giver, hasMoved: true };
}

async function letGo({ grip, hasMoved }: Pull): Promise<void> {
  const { page, open } = presentPage();
  if (open === null) return;
  if (!hasMoved) useBorders.setState({ stretch: chooseStretch(open, grip) });
  else if (page.draft.kind === "ghost" && page.draft.edit !== null) await doGhost(page.draft);
  else endHover();
}
