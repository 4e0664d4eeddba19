import type { PlanePoint } from "../model/land.ts";

/** Twice the area of the triangle a, b, c: > 0 where c lies left of a → b. Exact for whole points. */
export const turn = ([ax, ay]: PlanePoint, [bx, by]: PlanePoint, [cx, cy]: PlanePoint): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
