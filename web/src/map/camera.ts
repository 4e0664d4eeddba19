import type { Bbox, Position } from "@onegrid/core/geometry";
import type { Map as MapLibre } from "maplibre-gl";
import type { View } from "./map-store.ts";

/** The map that is on the page, for whoever wants to move it. */
let live: MapLibre | null = null;
/** A move that was asked for before the map was there. */
let waiting: ((map: MapLibre) => void) | null = null;

export function setLiveMap(map: MapLibre | null): void {
  live = map;
  if (map !== null) waiting?.(map);
  if (map !== null) waiting = null;
}

function withMap(move: (map: MapLibre) => void): void {
  if (live === null) waiting = move;
  else move(live);
}

const prefersStillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Over a long way a flight shows nothing but tiles loading; it is kept short. */
const FLIGHT = { maxDuration: 1_400, curve: 1.3 } as const;

/** Goes to a place; jumps for users who asked for less motion. */
export function goTo(center: Position, zoom: number): void {
  const target = { center: [center[0], center[1]] as [number, number], zoom };
  withMap((map) => (prefersStillness() ? map.jumpTo(target) : map.flyTo({ ...target, ...FLIGHT })));
}

interface BoxOptions {
  /** How near to come to a small box; 17 when left out. */
  readonly maxZoom?: number;
  readonly isJump?: boolean;
}

/** Room for what floats over the map: the layer panel at the right, when it is open. */
function roomAround(map: MapLibre): { top: number; bottom: number; left: number; right: number } {
  const panel = map.getContainer().parentElement?.parentElement?.querySelector(".og-layer-panel");
  const right = panel === null || panel === undefined ? 0 : panel.clientWidth;
  return { top: 40, bottom: 48, left: 40, right: 40 + right };
}

/** Shows the whole box with some room round it. */
export function goToBox(
  [west, south, east, north]: Bbox,
  { maxZoom = 17, isJump = prefersStillness() }: BoxOptions = {},
): void {
  withMap((map) =>
    map.fitBounds([west, south, east, north], {
      padding: roomAround(map),
      maxZoom,
      ...(isJump ? { animate: false } : FLIGHT),
    }),
  );
}

/** For a link or the Back key: no motion. */
export function jumpToView(view: View): void {
  const { zoom, bearing, pitch } = view;
  withMap((map) => map.jumpTo({ center: [view.center[0], view.center[1]], zoom, bearing, pitch }));
}

export const zoomBy = (levels: number): void =>
  withMap((map) => {
    const zoom = map.getZoom() + levels;
    if (prefersStillness()) map.jumpTo({ zoom });
    else map.easeTo({ zoom, duration: 220 });
  });

export const faceNorth = (): void =>
  withMap((map) => {
    if (prefersStillness()) map.jumpTo({ bearing: 0, pitch: 0 });
    else map.easeTo({ bearing: 0, pitch: 0, duration: 300 });
  });

export const focusMap = (): void => withMap((map) => map.getCanvas().focus());
