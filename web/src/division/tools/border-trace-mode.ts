import type { GridId } from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import type { MapMode, MapPointer, ScreenPoint } from "../../map/index.ts";
import { traceGhost } from "./border-ghosts.ts";
import { doGhost } from "./do-ghost.ts";
import { NO_DRAFT, useDivision } from "../state/page-state.ts";
import { presentPage, unitAt } from "../state/units-at.ts";

const LEFT = 1;
/** Points of a stroke are this far from each other, in pixels: a hand is no finer. */
const STEP_PIXELS = 6;

interface Stroke {
  readonly line: readonly Position[];
  readonly gridsAlong: readonly (GridId | null)[];
  readonly last: ScreenPoint;
}

/** Draws a border anew (重画边界): a stroke, pulled to roads and walls while it is drawn. */
export const borderTraceMode: MapMode = {
  id: "division-trace",
  enter: (map) => {
    map.setCursor("crosshair");
    map.setPanning(false);
    let stroke: Stroke | null = null;
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT || presentPage().page.work !== null) return;
      pointer.hold();
      useDivision.setState({ draft: NO_DRAFT, notice: null, hint: null });
      stroke = lengthen({ line: [], gridsAlong: [], last: pointer.point }, pointer);
    });
    const finish = (): void => {
      const done = stroke;
      stroke = null;
      const { draft } = presentPage().page;
      if (done !== null && done.line.length > 1 && draft.kind === "ghost")
        void doGhost(draft, draft.hint === "same" ? "already" : "trace");
    };
    map.on("move", (pointer) => {
      if (stroke === null) return undefined;
      if ((pointer.buttons & LEFT) === 0) return finish();
      const { x, y } = stroke.last;
      if (Math.hypot(pointer.point.x - x, pointer.point.y - y) < STEP_PIXELS) return undefined;
      stroke = lengthen(stroke, pointer);
      show(stroke);
      return undefined;
    });
    map.on("up", finish);
    return () => useDivision.setState({ draft: NO_DRAFT });
  },
};

function lengthen(stroke: Stroke, { position, point }: MapPointer): Stroke {
  const { open } = presentPage();
  const unit = open === null ? -1 : unitAt(open, position);
  const gridId = open?.session.division.gridOf[unit] ?? null;
  return {
    line: [...stroke.line, position],
    gridsAlong: [...stroke.gridsAlong, gridId],
    last: point,
  };
}

function show({ line, gridsAlong }: Stroke): void {
  const { page, open } = presentPage();
  if (open !== null) useDivision.setState({ draft: traceGhost(page, open, line, gridsAlong) });
}
