import type { MapMode, MapPointer, ModeMap } from "../../map/index.ts";
import { GATE_LAYERS, STATION_LAYERS } from "./try-layers.ts";
import { useTry } from "./try-state.ts";
import {
  addStation,
  drawTo,
  dropDrawn,
  endDrawn,
  commit,
  hold,
  moveTo,
  nudge,
  pickStation,
  toggleGate,
  toggleStation,
} from "./try-actions.ts";

export const TRY_MODE = "coverage.try";
/** Pixels round the pointer in which a mark is hit. */
const REACH = 6;
/** A hand that shakes does not move a station. */
const DRAG_PIXELS = 4;

function idAt(map: ModeMap, { point }: MapPointer, layers: readonly string[]): string | null {
  const id = map.pick(point, layers, REACH)[0]?.properties["id"];
  return typeof id === "string" ? id : null;
}

/** Drags stations, and clicks what the tool is for; elsewhere the map pans as always. */
export const tryMode: MapMode = {
  id: TRY_MODE,
  enter: (map) => {
    let held: { readonly id: string; readonly x: number; readonly y: number } | null = null;
    let isMoving = false;
    const letGo = (): void => {
      held = null;
      isMoving = false;
      map.setPanning(true);
    };
    map.on("down", (pointer) => {
      const id = idAt(map, pointer, STATION_LAYERS);
      if (id === null || useTry.getState().tool !== "move") return;
      pointer.hold();
      map.setPanning(false);
      held = { id, ...pointer.point };
      pickStation(id);
    });
    map.on("move", (pointer) => {
      if (held === null) return hover(map, pointer);
      const { x, y } = pointer.point;
      isMoving ||= Math.hypot(x - held.x, y - held.y) >= DRAG_PIXELS;
      if (isMoving) hold(moveTo(held.id, pointer.position));
    });
    map.on("up", (pointer) => {
      if (held !== null && isMoving) commit(moveTo(held.id, pointer.position));
      letGo();
    });
    listenToClicks(map);
    const stopKeys = listenToKeys(() => {
      if (isDrawing()) return dropDrawn();
      if (held === null) return pickStation(null);
      letGo();
      hold(null);
    });
    return () => {
      stopKeys();
      letGo();
    };
  },
};

function listenToClicks(map: ModeMap): void {
  map.on("click", (pointer) => click(map, pointer));
  map.on("double-click", (pointer) => {
    if (!isDrawing()) return;
    pointer.hold();
    endDrawn();
  });
}

function hover(map: ModeMap, pointer: MapPointer): void {
  if (pointer.buttons !== 0) return;
  const { tool } = useTry.getState();
  if (tool === "add" || isDrawing()) return map.setCursor("crosshair");
  const isHit = idAt(map, pointer, tool === "gate" ? GATE_LAYERS : STATION_LAYERS) !== null;
  map.setCursor(isHit ? (tool === "move" ? "grab" : "pointer") : "default");
}

function click(map: ModeMap, pointer: MapPointer): void {
  const { tool } = useTry.getState();
  if (tool === "add") return addStation(pointer.position);
  if (isDrawing()) return drawTo(pointer.position);
  if (tool === "move") return;
  const id = idAt(map, pointer, tool === "gate" ? GATE_LAYERS : STATION_LAYERS);
  if (id === null) return;
  if (tool === "gate") toggleGate(id);
  else if (tool === "hours") pickStation(id);
  else toggleStation(id);
}

const isDrawing = (): boolean => ["path", "bridge"].includes(useTry.getState().tool);

const ARROWS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const NUDGE_METRES = 10;
const LONG_NUDGE_METRES = 50;

/** Before the map hears them: with a station in hand the arrows move it and not the map. */
function listenToKeys(escape: () => void): () => void {
  const listen = (event: KeyboardEvent): void => {
    const isTyping =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isTyping || event.ctrlKey || event.metaKey) return;
    const action = actionOf(event, escape);
    if (action === null) return;
    action();
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("keydown", listen, { capture: true });
  return () => window.removeEventListener("keydown", listen, { capture: true });
}

/** What a key does just now; `null`: it is not for this tool. */
function actionOf({ key, shiftKey }: KeyboardEvent, escape: () => void): (() => void) | null {
  const { drawn, picked } = useTry.getState();
  const arrow = picked === null ? undefined : ARROWS[key];
  if (arrow) return () => nudge(...arrow, shiftKey ? LONG_NUDGE_METRES : NUDGE_METRES);
  if (drawn.length > 0 && key === "Enter") return endDrawn;
  const hasSomething = picked !== null || drawn.length > 0;
  return hasSomething && key === "Escape" ? escape : null;
}
