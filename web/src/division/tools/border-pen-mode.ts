import type { BorderEdit, GridId } from "@onegrid/core/division";
import type { MapMode, MapPointer, ModeMap } from "../../map/index.ts";
import {
  anchorsOf,
  beginStraight,
  beginWire,
  penStep,
  withoutLast,
  type PenLine,
} from "./border-pen.ts";
import { withWay } from "./border-ghosts.ts";
import { useBorders } from "./border-state.ts";
import { doGhost, offered } from "./do-ghost.ts";
import { ghostOf, type Ghost } from "./ghost.ts";
import { NO_DRAFT, selectedGrids, useDivision, type OpenPlan } from "../state/page-state.ts";
import { presentPage, radiusInPlane, unitAt } from "../state/units-at.ts";

const LEFT = 1;
/** The edge of the grid draws the line this near, in pixels. */
const REACH_PIXELS = 14;
const STILL_PIXELS = 6;

type SplitEdit = Extract<BorderEdit, { readonly edit: "split-by-route" | "split-by-line" }>;

/** Pieces of which the planner says which become the new grid. */
interface Picking {
  readonly edit: SplitEdit;
  readonly ghost: Ghost;
  readonly pieces: readonly (readonly string[])[];
  readonly picked: ReadonlySet<number>;
}

interface Pen {
  line: PenLine | null;
  pressed: MapPointer | null;
  last: MapPointer | null;
  picking: Picking | null;
  /** The click that set the first anchor is over. */
  hasStarted: boolean;
}

/**
 * Splits a grid with a line (沿路拆分, 画线拆分): click from edge to edge, or drag. Enter ends it,
 * Backspace takes back an anchor, Escape the line; Ctrl draws straight instead of along the arcs.
 */
export const borderPenMode = (tool: "pen" | "cut"): MapMode => ({
  id: `division-${tool}`,
  enter: (map) => {
    map.setCursor("crosshair");
    map.setPanning(false);
    const pen: Pen = { line: null, pressed: null, last: null, picking: null, hasStarted: false };
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT || presentPage().page.work !== null) return;
      pointer.hold();
      useDivision.setState({ notice: null, hint: null });
      pen.pressed = pointer;
      if (pen.picking === null && pen.line === null) begin(tool, pen, pointer);
    });
    map.on("move", (pointer) => {
      pen.last = pointer;
      if (pen.picking === null && pen.line !== null) show(map, pen, pointer);
    });
    map.on("up", (pointer) => press(map, pen, pointer));
    const onKey = (event: KeyboardEvent): void => handleKey(map, pen, event);
    // Before the page's own shortcuts: Escape first takes the line, then the tool.
    window.addEventListener("keydown", onKey, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      useDivision.setState({ draft: NO_DRAFT });
    };
  },
});

function begin(tool: "pen" | "cut", pen: Pen, { position, isCtrl }: MapPointer): void {
  const { page, open } = presentPage();
  const gridId = open === null ? null : gridFor(open, selectedGrids(page), position);
  if (open === null) return;
  if (gridId === null) return useDivision.setState({ hint: "pen" });
  const isStraight = isCtrl !== (useBorders.getState().pen === "straight");
  const kind = tool === "cut" ? "cut" : "straight";
  pen.line =
    isStraight || tool === "cut"
      ? beginStraight(open, gridId, { kind, position })
      : beginWire(open, gridId, position);
}

/** The one selected grid, else the grid under the pointer. */
function gridFor(
  open: OpenPlan,
  selected: readonly GridId[],
  position: MapPointer["position"],
): GridId | null {
  const [only, ...more] = selected;
  if (only !== undefined && more.length === 0) return only;
  return open.session.division.gridOf[unitAt(open, position)] ?? null;
}

function step(map: ModeMap, line: PenLine, pointer: MapPointer) {
  const { open } = presentPage();
  if (open === null) return null;
  const reach = radiusInPlane(map, pointer, open, REACH_PIXELS);
  const made = penStep(open, line, { position: pointer.position, reach });
  return { ...made, ghost: withWay(made.ghost, anchorsOf(open, line)) };
}

function show(map: ModeMap, pen: Pen, pointer: MapPointer): void {
  const made = pen.line === null ? null : step(map, pen.line, pointer);
  if (made !== null) useDivision.setState({ draft: made.ghost });
}

/** A click sets an anchor, or divides where the line is whole; the end of a drag divides, too. */
function press(map: ModeMap, pen: Pen, pointer: MapPointer): void {
  const { pressed, line } = pen;
  pen.pressed = null;
  if (pressed === null) return;
  if (pen.picking !== null) return pick(pen, pointer);
  if (line === null) return;
  const made = step(map, line, pointer);
  if (made === null) return;
  const off = Math.hypot(pointer.point.x - pressed.point.x, pointer.point.y - pressed.point.y);
  const isFirst = !pen.hasStarted && off < STILL_PIXELS;
  pen.hasStarted = true;
  if (isFirst) return;
  if (made.isWhole && !pointer.isShift) void divide(pen, made.ghost);
  else pen.line = made.longer;
}

async function divide(pen: Pen, ghost: Ghost): Promise<void> {
  const { edit, refusal } = ghost;
  reset(pen);
  const isSplit = edit?.edit === "split-by-route" || edit?.edit === "split-by-line";
  if (isSplit && refusal?.code === "division.too-many-pieces") {
    const picked = new Set([...refusal.pieces.keys()].slice(1));
    pen.picking = { edit, ghost, pieces: refusal.pieces, picked };
    showPicking(pen);
  } else await doGhost(ghost);
}

function reset(pen: Pen): void {
  pen.line = null;
  pen.hasStarted = false;
  pen.picking = null;
}

function handleKey(map: ModeMap, pen: Pen, event: KeyboardEvent): void {
  const isBusy = pen.line !== null || pen.picking !== null;
  if (!isBusy || event.target instanceof HTMLInputElement) return;
  if (event.key === "Escape") {
    reset(pen);
    useDivision.setState({ draft: NO_DRAFT });
  } else if (event.key === "Enter") accept(pen);
  else if (event.key === "Backspace" && pen.line !== null) {
    pen.line = withoutLast(pen.line);
    if (pen.line === null) reset(pen);
    if (pen.line !== null && pen.last !== null) show(map, pen, pen.last);
    else useDivision.setState({ draft: NO_DRAFT });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function accept(pen: Pen): void {
  const { draft } = presentPage().page;
  if (pen.picking !== null) void take(pen);
  else if (draft.kind === "ghost" && draft.edit !== null) void divide(pen, draft);
}

/** A click on a piece takes it into the new grid, or out of it. */
function pick(pen: Pen, { position }: MapPointer): void {
  const { open } = presentPage();
  const { picking } = pen;
  if (open === null || picking === null) return;
  const unitId = open.session.division.ground.unitIds[unitAt(open, position)] ?? "";
  const piece = picking.pieces.findIndex((one) => one.includes(unitId));
  if (piece < 0) return;
  const others = [...picking.picked].filter((one) => one !== piece);
  const isOut = others.length < picking.picked.size;
  pen.picking = { ...picking, picked: new Set(isOut ? others : [...others, piece]) };
  showPicking(pen);
}

const pickedEdit = ({ edit, pieces, picked }: Picking): SplitEdit => ({
  ...edit,
  picked: [...picked].flatMap((piece) => pieces[piece]?.[0] ?? []),
});

function showPicking(pen: Pen): void {
  const { open } = presentPage();
  const { picking } = pen;
  if (open === null || picking === null) return;
  if (picking.picked.size === 0) {
    useDivision.setState({ draft: { ...picking.ghost, units: [], shifts: [] } });
    return;
  }
  const ghost = ghostOf(open, pickedEdit(picking), picking.ghost.sketch);
  const draft = offered({ ...ghost, hint: "pick" }, "division:border.takePieces", () => {
    void take(pen);
  });
  useDivision.setState({ draft });
}

async function take(pen: Pen): Promise<void> {
  const { open } = presentPage();
  const { picking } = pen;
  if (open === null || picking === null || picking.picked.size === 0) return;
  const ghost = ghostOf(open, pickedEdit(picking), picking.ghost.sketch);
  reset(pen);
  await doGhost(ghost);
}
