import { unitsInLasso, withoutKnots, type Lasso } from "@onegrid/core/division";
import { toDegrees, type Position } from "@onegrid/core/geometry";
import type { MapMode, MapPointer, ModeMap, ScreenPoint } from "../../map/index.ts";
import { ghostOf, sketchGhost, type Ghost, type Sketch } from "./ghost.ts";
import { doGhost, offered } from "./do-ghost.ts";
import { NO_DRAFT, NO_SELECTION, useDivision, type OpenPlan } from "../state/page-state.ts";
import { areaTarget, maskAt } from "./press-target.ts";
import { extendStroke, strokeEdit } from "./stroke.ts";
import { planeOf } from "../state/unit-index.ts";
import { presentPage, unitAt } from "../state/units-at.ts";

const LEFT = 1;
/** Points of a lasso are this far from each other, in pixels: a hand is no finer. */
const STEP_PIXELS = 4;

interface Drawing {
  readonly pressed: Position;
  readonly isAdding: boolean;
  /** The line so far; of a rectangle its four corners. */
  readonly line: readonly Position[];
  readonly last: ScreenPoint;
}

/** The lasso (套索) and the rectangle: what they hold is selected, or goes to a grid at once. */
export const areaMode = (kind: "box" | "lasso"): MapMode => ({
  id: `division-${kind}`,
  enter: (map) => {
    map.setCursor("crosshair");
    map.setPanning(false);
    let drawing: Drawing | null = null;
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT) return;
      pointer.hold();
      drawing = begin(pointer);
      useDivision.setState({ draft: NO_DRAFT, notice: null, hint: null });
    });
    map.on("move", (pointer) => {
      if (drawing === null) return;
      if ((pointer.buttons & LEFT) === 0) return finish(pointer);
      const next = kind === "box" ? stretch(map, drawing, pointer) : lengthen(drawing, pointer);
      if (next === drawing) return;
      drawing = next;
      show(drawing);
    });
    const finish = (pointer: MapPointer): void => {
      const done = drawing;
      drawing = null;
      if (done !== null && done.line.length > 2) void letGo(done, pointer);
    };
    map.on("up", finish);
    return () => useDivision.setState({ draft: NO_DRAFT });
  },
});

const begin = ({ position, point, isShift }: MapPointer): Drawing => ({
  pressed: position,
  isAdding: isShift,
  line: [position],
  last: point,
});

/** A rectangle of the screen, whichever way the map is turned. */
function stretch(map: ModeMap, drawing: Drawing, { point, position }: MapPointer): Drawing {
  const from = map.project(drawing.pressed);
  const corners = [{ x: point.x, y: from.y }, point, { x: from.x, y: point.y }];
  if (from.x === point.x || from.y === point.y) return drawing;
  const [a, , c] = corners.map((corner) => map.unproject(corner));
  if (a === undefined || c === undefined) return drawing;
  return { ...drawing, line: [drawing.pressed, a, position, c], last: point };
}

function lengthen(drawing: Drawing, { point, position }: MapPointer): Drawing {
  const { last, line } = drawing;
  if (Math.hypot(point.x - last.x, point.y - last.y) < STEP_PIXELS) return drawing;
  return { ...drawing, line: [...line, position], last: point };
}

function show(drawing: Drawing): void {
  const { open } = presentPage();
  if (open !== null) useDivision.setState({ draft: areaGhost(open, drawing, drawing.line) });
}

type Area = Pick<Drawing, "pressed">;

/** What the area holds and, when it paints, what letting go would do: the same call that does it. */
function areaGhost(open: OpenPlan, { pressed }: Area, line: readonly Position[]): Ghost {
  const { page } = presentPage();
  const { brush } = page;
  const lasso: Lasso = line.map((position) => planeOf(open.base, position));
  const sketch: Sketch = { line, isClosed: true, marks: [] };
  const held = unitsInLasso(open.base.ground, lasso, brush.level);
  if (!held.ok) {
    const { error } = held;
    if (error.code !== "division.ring-crosses-itself") return sketchGhost(sketch, error);
    const [x, y] = error.at;
    return sketchGhost({ ...sketch, marks: [toDegrees(open.base.map, x, y)] }, error);
  }
  const nothing = { ...sketchGhost(sketch), units: held.value };
  if (brush.area === "select") return nothing;
  const { division } = open.session;
  const under = unitAt(open, pressed);
  const target = areaTarget(page, division, under);
  if (target === null) return nothing;
  const rules = { level: "unit", mask: maskAt(brush.mask, under) } as const;
  const stroke = extendStroke(
    division,
    { target, units: new Set(), mayBreak: brush.mayBreak },
    held.value,
    rules,
  );
  if (stroke.units.size === 0) return { ...sketchGhost(sketch), hint: "nothing" };
  return ghostOf(open, strokeEdit(division, stroke), sketch);
}

async function letGo(drawing: Drawing, { isShift }: MapPointer): Promise<void> {
  const { page, open } = presentPage();
  if (open === null || page.work !== null) return;
  await settleArea(open, areaGhost(open, drawing, drawing.line), {
    pressed: drawing.pressed,
    isAdding: drawing.isAdding || isShift,
  });
}

interface Settling extends Area {
  readonly isAdding: boolean;
}

/** A line that crosses itself stays drawn, with the way out beside it. */
async function settleArea(open: OpenPlan, ghost: Ghost, settling: Settling): Promise<void> {
  if (ghost.refusal?.code === "division.ring-crosses-itself" && ghost.sketch !== null) {
    const { line } = ghost.sketch;
    const draft = offered(ghost, "division:tool.cutKnot", () => {
      void cutKnots(line, settling);
    });
    useDivision.setState({ draft });
  } else if (presentPage().page.brush.area === "select") select(ghost.units, settling.isAdding);
  else await doGhost(ghost);
}

async function cutKnots(line: readonly Position[], settling: Settling): Promise<void> {
  const { open } = presentPage();
  if (open === null) return;
  const lasso = withoutKnots(line.map((position) => planeOf(open.base, position)));
  const ring = lasso.map(([x, y]) => toDegrees(open.base.map, x, y));
  await settleArea(open, areaGhost(open, settling, ring), settling);
}

function select(units: readonly number[], isAdding: boolean): void {
  const { selection } = useDivision.getState();
  const before = isAdding && selection.kind === "units" ? selection.units : [];
  const all = [...new Set([...before, ...units])];
  useDivision.setState({
    draft: NO_DRAFT,
    selection: all.length === 0 ? NO_SELECTION : { kind: "units", units: all },
  });
}
