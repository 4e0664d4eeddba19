import type { Position } from "@onegrid/core/geometry";
import type { MapMode, ModeMap, ScreenPoint } from "../../map/index.ts";
import { addCorner, setCorners, undoCorner } from "./drawn-area.ts";

const LEFT = 1;
/** Points of a line that a hand draws are this far from each other, in pixels. */
const STEP_PIXELS = 6;
const MODE = "dispatch-area";

let present: ModeMap | null = null;

/** Sets a corner in the middle of the map: with the arrow keys it is brought to any place. */
export function addMiddle(): void {
  if (present === null) return;
  const { clientWidth, clientHeight } = present.element;
  addCorner(present.unproject({ x: clientWidth / 2, y: clientHeight / 2 }));
}

/** A press sets a corner, a drag draws the whole line; Enter and Backspace do it at the middle of the map. */
export const areaMode: MapMode = {
  id: MODE,
  enter: (map) => {
    present = map;
    map.setCursor("crosshair");
    map.setPanning(false);
    let line: Position[] | null = null;
    let last: ScreenPoint = { x: 0, y: 0 };
    map.on("down", (pointer) => {
      if (pointer.buttons !== LEFT) return;
      pointer.hold();
      line = [pointer.position];
      last = pointer.point;
    });
    map.on("move", ({ point, position, buttons }) => {
      if (line === null || (buttons & LEFT) === 0) return;
      if (Math.hypot(point.x - last.x, point.y - last.y) < STEP_PIXELS) return;
      line.push(position);
      last = point;
      if (line.length > 2) setCorners(line);
    });
    map.on("up", () => {
      const [only, second] = line ?? [];
      if (only !== undefined && second === undefined) addCorner(only);
      line = null;
    });
    map.element.addEventListener("keydown", onKey);
    return () => {
      map.element.removeEventListener("keydown", onKey);
      present = null;
    };
  },
};

function onKey(event: KeyboardEvent): void {
  if (event.key === "Enter") addMiddle();
  else if (event.key === "Backspace") undoCorner();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
