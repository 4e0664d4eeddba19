import type { Position } from "@onegrid/core/geometry";
import type { MapMode, MapPointer, ModeMap, ScreenPoint } from "../../map/index.ts";
import { showBrush } from "./brush-cursor.ts";
import { hover, rulesAt } from "./paint-hover.ts";
import { foresee } from "../state/foresee.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";
import { clickTarget, hintFor, pressTarget, type PaintTool } from "./press-target.ts";
import { endHover } from "./show-hover.ts";
import {
  extendStroke,
  foreseeStroke,
  groundAlong,
  strokeEdit,
  strokeShifts,
  type Stroke,
} from "./stroke.ts";
import { planeOf, unitsUnderStroke } from "../state/unit-index.ts";
import { presentPage, radiusInPlane, unitAt, unitIndexOf } from "../state/units-at.ts";

const LEFT = 1;
/** A hand that clicks moves this far, in pixels. */
const STILL_PIXELS = 4;

/** The brush and the eraser: one drag is one edit, and so is a click where it is clear what it means. */
export const paintMode = (tool: PaintTool): MapMode => ({
  id: `division-${tool}`,
  enter: (map) => {
    const cursor = showBrush(map.element);
    map.setCursor("crosshair");
    map.setPanning(false);
    let pressed: MapPointer | null = null;
    let last: Position | null = null;
    const finish = (): void => {
      if (pressed !== null && last === null) click(tool, map, pressed);
      if (pressed !== null) void letGo(pressed.position);
      [pressed, last] = [null, null];
    };
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT) return;
      pointer.hold();
      pressed = pointer;
      useDivision.setState({ draft: NO_DRAFT, notice: null, hint: null });
    });
    map.on("move", (pointer) => {
      cursor.moveTo(pointer.point);
      if (pressed === null) return hover(tool, map, pointer);
      // Let go outside the map: the button is up when the pointer comes back.
      if ((pointer.buttons & LEFT) === 0) return finish();
      if (last === null && isStill(pressed.point, pointer.point)) return;
      if (last === null) begin(tool, map, pressed);
      paint(map, last ?? pressed.position, pointer);
      last = pointer.position;
      return undefined;
    });
    map.on("up", finish);
    map.on("leave", () => {
      cursor.hide();
      endHover();
    });
    return () => {
      cursor.remove();
      useDivision.setState({ draft: NO_DRAFT, hint: null });
    };
  },
});

const isStill = (from: ScreenPoint, to: ScreenPoint): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) < STILL_PIXELS;

function begin(tool: PaintTool, map: ModeMap, pressed: MapPointer): void {
  const { page, open } = presentPage();
  if (open === null || page.work !== null) return;
  const target = pressTarget(tool, page, open.session.division, unitAt(open, pressed.position));
  if (target === null) return;
  showStroke(open, {
    target,
    units: new Set(),
    mayBreak: page.brush.mayBreak,
    pressed: unitAt(open, pressed.position),
  });
  paint(map, pressed.position, pressed);
}

/** A press without a drag: into the selected grid, else as the first dab of a stroke. */
function click(tool: PaintTool, map: ModeMap, pressed: MapPointer): void {
  const { page, open } = presentPage();
  if (open === null || page.work !== null) return;
  const { division } = open.session;
  const unit = unitAt(open, pressed.position);
  const target = clickTarget(tool, page, division, unit);
  if (target === null) begin(tool, map, pressed);
  else
    showStroke(
      open,
      extendStroke(
        division,
        { target, units: new Set(), mayBreak: page.brush.mayBreak, pressed: unit },
        [unit],
        rulesAt(page, unit),
      ),
    );
}

function paint(map: ModeMap, from: Position, pointer: MapPointer): void {
  const { page, open } = presentPage();
  if (open === null || page.draft.kind !== "stroke") return;
  const { base, session } = open;
  const { stroke } = page.draft;
  const radius = radiusInPlane(map, pointer, open, page.brush.radiusPixels);
  const ends = [planeOf(base, from), planeOf(base, pointer.position)] as const;
  const touched = unitsUnderStroke(unitIndexOf(base), ends[0], ends[1], radius);
  const next = extendStroke(session.division, stroke, touched, rulesAt(page, stroke.pressed));
  if (next !== stroke) showStroke(open, next);
}

function showStroke(open: OpenPlan, stroke: Stroke): void {
  const { view, session, base } = open;
  const { facts } = view;
  const { division } = session;
  const first = foreseeStroke(division, stroke);
  const isCutOff = first?.ok === false && first.error.code === "division.breaks-contiguity";
  const along = isCutOff ? groundAlong(base, division, stroke) : [];
  const whole = { ...stroke, units: new Set([...stroke.units, ...along]) };
  const result = along.length === 0 ? first : foreseeStroke(division, whole);
  const householdsOf = (gridId: string): number => facts.grids.get(gridId)?.households ?? 0;
  useDivision.setState({
    draft: {
      kind: "stroke",
      stroke,
      along,
      shifts: strokeShifts(division, stroke, householdsOf, facts.unassigned.households),
      refusal: result === null || result.ok ? null : result.error,
      foreseen: result?.ok === true ? foresee(open, result.value) : null,
    },
  });
}

/** One drag is one edit. The ghost stays until the edit has taken its place. */
async function letGo(pressed: Position): Promise<void> {
  const { page, open } = presentPage();
  const { draft } = page;
  if (open === null || draft.kind !== "stroke") return;
  const { units } = draft.stroke;
  const { division } = open.session;
  if (units.size === 0)
    useDivision.setState({ hint: hintFor(page, division, unitAt(open, pressed)) });
  else
    await perform(
      strokeEdit(division, { ...draft.stroke, units: new Set([...units, ...draft.along]) }),
    );
  if (useDivision.getState().draft === draft) useDivision.setState({ draft: NO_DRAFT });
}
