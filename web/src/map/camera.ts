import type { Bbox, Position } from "@onegrid/core/geometry";
import type { Map as MapLibre } from "maplibre-gl";
import type { View } from "./map-store.ts";
import { roomBeside, type Room } from "./room.ts";

/** The map that is on the page, for whoever wants to move it. */
let live: MapLibre | null = null;
/** A move that was asked for before the map was there. */
let waiting: ((map: MapLibre) => void) | null = null;

export function setLiveMap(map: MapLibre | null): void {
  live = map;
  if (map !== null) waiting?.(map);
  if (map !== null) waiting = null;
}

export const liveMap = (): MapLibre | null => live;

function withMap(move: (map: MapLibre) => void): void {
  if (live === null) waiting = move;
  else move(live);
}

const prefersStillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Over a long way a flight shows nothing but tiles loading; it is kept short. */
const FLIGHT = { maxDuration: 1_400, curve: 1.3 } as const;

/** Goes to a place, in the middle of what nothing covers; jumps for users who asked for less motion. */
export function goTo(center: Position, zoom: number): void {
  withMap((map) => flyTo(map, center, zoom));
}

function flyTo(map: MapLibre, [lng, lat]: Position, zoom: number): void {
  const { top, right, bottom, left } = roomAround(map);
  const offset: [number, number] = [(left - right) / 2, (top - bottom) / 2];
  const still = prefersStillness() ? { animate: false } : FLIGHT;
  map.flyTo({ center: [lng, lat], zoom, offset, ...still });
}

interface BoxOptions {
  /** How near to come to a small box; 17 when left out. */
  readonly maxZoom?: number;
  readonly isJump?: boolean;
}

const roomAround = (map: MapLibre): Room => {
  const { left, top, right, bottom } = map.getContainer().getBoundingClientRect();
  const covers = document.querySelectorAll(".og-desk-map .og-layer-panel, [data-covers-map]");
  const boxes = [...covers].map((cover) => cover.getBoundingClientRect());
  return roomBeside({ left, top, right, bottom }, boxes);
};

/** Shows the whole box with some room round it. */
export function goToBox(
  box: Bbox,
  { maxZoom = 17, isJump = prefersStillness() }: BoxOptions = {},
): void {
  withMap((map) => fitBox(map, box, { maxZoom, isJump }));
}

function fitBox(
  map: MapLibre,
  [west, south, east, north]: Bbox,
  { maxZoom, isJump }: Required<BoxOptions>,
): void {
  map.fitBounds([west, south, east, north], {
    padding: roomAround(map),
    maxZoom,
    ...(isJump ? { animate: false } : FLIGHT),
  });
}

/** Farther out than this a group of places says nothing. */
const GROUP_ZOOM = 14.5;

/**
 * Moves the map only if a place is covered or outside, and only as far as is needed. Of `others`, the
 * first few come into sight too, as many as there is room for.
 */
export function keepInSight(place: Position, others: readonly Position[] = []): void {
  withMap((map) => {
    const isSeen = seenBy(map);
    for (let count = others.length; count >= 0; count--) {
      const group = [place, ...others.slice(0, count)];
      if (group.every(isSeen)) return;
      const camera = count === 0 ? undefined : cameraFor(map, group);
      if (camera === undefined || (camera.zoom ?? 0) < GROUP_ZOOM) continue;
      return fitBox(map, boxOf(group), { maxZoom: map.getZoom(), isJump: prefersStillness() });
    }
    flyTo(map, place, map.getZoom());
  });
}

const seenBy = (map: MapLibre): ((place: Position) => boolean) => {
  const { top, right, bottom, left } = roomAround(map);
  const { clientWidth, clientHeight } = map.getContainer();
  return ([lng, lat]) => {
    const { x, y } = map.project([lng, lat]);
    return x >= left && x <= clientWidth - right && y >= top && y <= clientHeight - bottom;
  };
};

const cameraFor = (map: MapLibre, group: readonly Position[]) => {
  const [west, south, east, north] = boxOf(group);
  const options = { padding: roomAround(map), maxZoom: map.getZoom() };
  return map.cameraForBounds([west, south, east, north], options);
};

function boxOf(places: readonly Position[]): Bbox {
  const [lngs, lats] = [places.map(([lng]) => lng), places.map(([, lat]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
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
