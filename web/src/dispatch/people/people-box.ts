import type { Bbox } from "@onegrid/core/geometry";
import type { MapState } from "../../map/index.ts";

type View = NonNullable<MapState["view"]>;

/** Pixels of the whole world at zoom 0. */
const WORLD_PIXELS = 512;
/** So much more than is in sight, that not every step of the hand asks for another part. */
const SPARE = 2;

/**
 * The part of the ground round a view, however the map is turned, on a coarse raster: screens that
 * look at about the same place ask for the same.
 */
export function boxAround(
  { center: [lng, lat], zoom }: View,
  { width, height }: { readonly width: number; readonly height: number },
): Bbox {
  const reach = (Math.max(width, height) / (WORLD_PIXELS * 2 ** zoom)) * 360 * SPARE;
  const step = 2 ** Math.ceil(Math.log2(reach / 4));
  const stepUp = step / 2;
  const half = reach / 2;
  const halfUp = half * Math.cos((lat * Math.PI) / 180);
  return [
    Math.max(-180, down(lng - half, step)),
    Math.max(-90, down(lat - halfUp, stepUp)),
    Math.min(180, up(lng + half, step)),
    Math.min(90, up(lat + halfUp, stepUp)),
  ];
}

const down = (value: number, by: number): number => Math.floor(value / by) * by;
const up = (value: number, by: number): number => Math.ceil(value / by) * by;

/** One part that holds all of them. */
export const joinedBox = (boxes: readonly Bbox[]): Bbox | null =>
  boxes.length === 0
    ? null
    : [
        Math.min(...boxes.map(([west]) => west)),
        Math.min(...boxes.map(([, south]) => south)),
        Math.max(...boxes.map(([, , east]) => east)),
        Math.max(...boxes.map(([, , , north]) => north)),
      ];

const DIGITS = 1e6;
const degrees = (value: number): number => Math.round(value * DIGITS) / DIGITS;

export const streamAddress = (box: Bbox): string =>
  `/api/positions/stream?box=${box.map(degrees).join(",")}`;
