import type { Band } from "../bands.ts";
import type { PickTarget, SourceSpec } from "../layer-spec.ts";

/**
 * Points as columns, a row each, which may be changed in place: then give a new object round the same
 * arrays, with a higher `revision`.
 */
export interface PointRows {
  readonly revision: number;
  /** Rows from 0 so far are looked at. The higher lie over the lower. */
  readonly end: number;
  /** Degrees; NaN where there is no place. */
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Place in `PointLook.kinds`. */
  readonly kind: Uint8Array;
  /** 1 where the point is drawn. */
  readonly shown: Uint8Array;
  /** Milliseconds since 1970 from which the point warns, and from which it is late; NaN for never. */
  readonly soonAt: Float64Array;
  readonly dueAt: Float64Array;
  /** Rows in which places, kinds or times differ from what they were; `null`: maybe all. */
  readonly changedSince: (revision: number) => readonly number[] | null;
  readonly idOf: (row: number) => string;
}

export interface PointLook {
  /** `#rrggbb`, and one or two characters; at most 15 kinds. */
  readonly kinds: readonly { readonly color: string; readonly sign: string }[];
  readonly outline: string;
  readonly soon: string;
  readonly late: string;
  /** Pairs of zoom and radius in pixels, straight lines in between. */
  readonly radius: readonly (readonly [number, number])[];
}

/**
 * Very many points with a sign each, drawn by one program of the graphics device. Their rings follow
 * the clock there: while time passes nothing is built and nothing is sent. Late is a whole ring and
 * an exclamation mark, a warning is a broken ring: neither is told by its colour alone.
 */
export interface PointsLayerSpec {
  readonly type: "points";
  readonly id: string;
  readonly band: Band;
  readonly minZoom?: number;
  readonly maxZoom?: number;
  readonly pick?: PickTarget;
  /** Not for points: they bring their own rows, and their look. */
  readonly source?: SourceSpec;
  readonly sourceLayer?: string;
  readonly paint?: undefined;
  readonly layout?: undefined;
  readonly points: PointRows;
  readonly look: PointLook;
  readonly opacity: number;
  /** An instant at which time stands still, for what was; left out, rings follow the device's clock. */
  readonly stillAt?: number;
}

export function radiusAt(zoom: number, stops: PointLook["radius"]): number {
  const after = stops.findIndex(([at]) => at >= zoom);
  const [highZoom, high] = stops[after] ?? stops.at(-1) ?? [0, 0];
  const [lowZoom, low] = stops[after - 1] ?? stops[Math.max(0, after)] ?? [highZoom, high];
  if (after < 0 || highZoom === lowZoom) return high;
  return low + ((high - low) * (zoom - lowZoom)) / (highZoom - lowZoom);
}

/** Web Mercator in 0..1, y down, as the map's matrix takes it. */
export const mercatorX = (lng: number): number => lng / 360 + 0.5;
export const mercatorY = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
