import type { Position } from "@onegrid/core/geometry";

/** Red, green, blue, opacity: 0 to 255. */
export type MarkColor = readonly [number, number, number, number];

export interface ArcMark {
  readonly from: Position;
  readonly to: Position;
  readonly color: MarkColor;
}

/**
 * What MapLibre draws badly or slowly: arcs, and very many points that move. Drawn above
 * everything, by deck.gl, which is loaded when the first one comes. Not for lines: a `LayerSpec`
 * of type `line` is several times faster. Keep `data` and the arrays identical while nothing moves.
 */
export type MarkSpec =
  | {
      readonly kind: "arcs";
      readonly id: string;
      readonly data: readonly ArcMark[];
      readonly widthPixels: number;
    }
  | {
      readonly kind: "points";
      readonly id: string;
      /** `lng, lat` one after the other. */
      readonly positions: Float64Array;
      /** Four bytes a point. */
      readonly colors: Uint8Array;
      readonly radiusPixels: number;
    };
