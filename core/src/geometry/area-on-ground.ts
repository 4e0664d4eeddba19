import { centralMeridianOf, toGaussKruger } from "./gauss-kruger.ts";
import { signedRingArea } from "./ring-area.ts";
import type { MultiPolygon, Polygon, Position } from "./shapes.ts";

/** Area, and Polsby–Popper 4πA / P² with the borders of holes in P. */
export interface GroundArea {
  readonly squareMetres: number;
  readonly polsbyPopper: number;
}

/** Measured in the Gauss–Krüger zone of the shape's first position, never in EPSG:3857. */
export function areaOnGround(shape: Polygon | MultiPolygon): GroundArea {
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const meridian = centralMeridianOf(parts[0]?.[0]?.[0]?.[0] ?? 0);
  let [area, perimeter] = [0, 0];
  for (const rings of parts)
    for (const [at, ring] of rings.entries()) {
      const plane = ring.map((position): Position => toGaussKruger(position, meridian));
      area += (at === 0 ? 1 : -1) * Math.abs(signedRingArea(plane));
      perimeter += lengthOf(plane);
    }
  const isFlat = perimeter === 0;
  return {
    squareMetres: area,
    polsbyPopper: isFlat ? 0 : (4 * Math.PI * area) / (perimeter * perimeter),
  };
}

function lengthOf(plane: readonly Position[]): number {
  let length = 0;
  for (let at = 1; at < plane.length; at++) {
    const [ax, ay] = plane[at - 1] ?? [0, 0];
    const [bx, by] = plane[at] ?? [0, 0];
    length += Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  }
  return length;
}
