import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { LayerSpec } from "./layer-spec.ts";
import { clearSelection, hover, selectObject, useMapState } from "./map-store.ts";
import {
  useMapMode,
  type MapMode,
  type MapPointer,
  type ModeMap,
  type PointerKind,
} from "./mode.ts";
import { nextObject, pickFeatures, pickObjects } from "./pick.ts";

const EVENTS = {
  down: "mousedown",
  move: "mousemove",
  up: "mouseup",
  click: "click",
  "double-click": "dblclick",
  context: "contextmenu",
  leave: "mouseout",
} as const satisfies Record<PointerKind, string>;

const pointerOf = (event: MapMouseEvent): MapPointer => ({
  position: [event.lngLat.lng, event.lngLat.lat],
  point: { x: event.point.x, y: event.point.y },
  isShift: event.originalEvent.shiftKey,
  isCtrl: event.originalEvent.ctrlKey || event.originalEvent.metaKey,
  isAlt: event.originalEvent.altKey,
  buttons: event.originalEvent.buttons,
  hold: () => event.preventDefault(),
});

/** Joins pointer and modes; what it gives back takes everything off the map again. */
export function startGestures(map: MapLibre, drawn: () => readonly LayerSpec[]): () => void {
  const resting = restingMode(map, drawn);
  let leave = enter(map, useMapMode.getState().mode ?? resting);
  const stop = useMapMode.subscribe(({ mode }, { mode: old }) => {
    if (mode === old) return;
    leave();
    leave = enter(map, mode ?? resting);
  });
  return () => {
    stop();
    leave();
  };
}

/** Enters the mode and gives back what undoes all it did through `ModeMap`. */
function enter(map: MapLibre, mode: MapMode): () => void {
  const undo: (() => void)[] = [];
  const canvas = map.getCanvas();
  const modeMap: ModeMap = {
    on: (kind, handler) => {
      const listener = (event: MapMouseEvent): void => handler(pointerOf(event));
      map.on(EVENTS[kind], listener);
      undo.push(() => map.off(EVENTS[kind], listener));
    },
    pick: (where, specIds, radius) => pickFeatures(map, where, specIds, radius),
    project: (position) => map.project([position[0], position[1]]),
    unproject: ({ x, y }) => {
      const { lng, lat } = map.unproject([x, y]);
      return [lng, lat];
    },
    setCursor: (cursor) => (canvas.style.cursor = cursor === "default" ? "" : cursor),
    setPanning: (isOn) => (isOn ? map.dragPan.enable() : map.dragPan.disable()),
    element: map.getContainer(),
    bounds: () => {
      const box = map.getBounds();
      return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    },
  };
  const leave = mode.enter(modeMap);
  return () => {
    leave?.();
    for (const step of undo) step();
    canvas.style.cursor = "";
    map.dragPan.enable();
  };
}

/** A click chooses what lies there; the hand says what can be chosen. */
const restingMode = (map: MapLibre, drawn: () => readonly LayerSpec[]): MapMode => ({
  id: "rest",
  enter: (modeMap) => {
    let frame = 0;
    modeMap.on("click", ({ point }) => {
      const candidates = pickObjects(map, point, drawn());
      const hit = nextObject(candidates, useMapState.getState().selection);
      if (hit === null) clearSelection();
      else selectObject(hit.layer, hit.id);
    });
    modeMap.on("move", ({ point, buttons }) => {
      cancelAnimationFrame(frame);
      // Looking for what is under a pointer that drags the map would make the drag stutter.
      if (buttons !== 0 || map.isMoving()) return;
      frame = requestAnimationFrame(() => {
        const [top = null] = pickObjects(map, point, drawn());
        modeMap.setCursor(top === null ? "default" : "pointer");
        hover(top);
      });
    });
    modeMap.on("leave", () => hover(null));
    return () => {
      cancelAnimationFrame(frame);
      hover(null);
    };
  },
});
