import type { Position, Ring } from "./shapes.ts";

/** Even-odd over all rings, closed ones: holes and parts alike. */
export function isInRings(rings: readonly Ring[], [lng, lat]: Position): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1] ?? [0, 0];
      const [x1, y1] = ring[i] ?? [0, 0];
      if (y0 > lat !== y1 > lat && lng < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0)
        inside = !inside;
    }
  }
  return inside;
}
