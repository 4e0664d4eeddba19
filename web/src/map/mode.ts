import type { Bbox, Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import type { FeatureId } from "./layer-spec.ts";

/** Something under the pointer. */
export interface Picked {
  /** Id of the `LayerSpec` it is drawn by. */
  readonly specId: string;
  readonly featureId: FeatureId | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Pixels from the map's top left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

export interface MapPointer {
  readonly position: Position;
  readonly point: ScreenPoint;
  readonly isShift: boolean;
  readonly isCtrl: boolean;
  readonly isAlt: boolean;
  /** Bit 1 left, bit 2 right: what is held down while moving. */
  readonly buttons: number;
  /** Keeps the map from panning or zooming with this gesture. */
  readonly hold: () => void;
}

export type PointerKind = "down" | "move" | "up" | "click" | "double-click" | "context" | "leave";

/** What a mode may do to the map: look and listen. It draws by its own store and `LayerSpec`s. */
export interface ModeMap {
  readonly on: (kind: PointerKind, handler: (pointer: MapPointer) => void) => void;
  /** Features of these specs at a point (within `radius` pixels) or in a box, topmost first. */
  readonly pick: (
    where: ScreenPoint | readonly [ScreenPoint, ScreenPoint],
    specIds: readonly string[],
    radius?: number,
  ) => Picked[];
  readonly project: (position: Position) => ScreenPoint;
  readonly unproject: (point: ScreenPoint) => Position;
  readonly setCursor: (
    cursor: "default" | "crosshair" | "grab" | "pointer" | "cell" | "none",
  ) => void;
  /** While held, dragging does not pan; zooming by wheel goes on. */
  readonly setPanning: (isOn: boolean) => void;
  readonly element: HTMLElement;
  readonly bounds: () => Bbox;
}

/**
 * How the pointer is understood: brush, lasso, place a case. One is active; the map leaves it
 * (and undoes `setCursor`, `setPanning` and every `on`) when another comes or `leave` is called.
 */
export interface MapMode {
  readonly id: string;
  /** Starts listening; what it gives back runs when the mode is left. */
  readonly enter: (map: ModeMap) => (() => void) | void;
}

/** `null` is the resting mode: a click chooses an object, a drag pans. */
export const useMapMode = create<{ readonly mode: MapMode | null }>(() => ({ mode: null }));

export const enterMode = (mode: MapMode): void => useMapMode.setState({ mode });

/** Without an id: whatever is active. With one: only that, so that a late leave cannot end another. */
export function leaveMode(id?: string): void {
  const { mode } = useMapMode.getState();
  if (mode !== null && (id === undefined || mode.id === id)) useMapMode.setState({ mode: null });
}
