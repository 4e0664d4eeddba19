import { fail, ok, type Result } from "../result.ts";
import { centralMeridianOf, fromGaussKruger, toGaussKruger } from "./gauss-kruger.ts";
import type { PlanePoint } from "./gauss-kruger.ts";
import type { Position } from "./shapes.ts";

/**
 * An integer plane: whole centimetres east and north of `origin` in a CGCS2000 3° Gauss–Krüger zone.
 * A `PlanarMap` is itself such a frame.
 */
export interface PlaneFrame {
  /** Degrees. */
  readonly centralMeridian: number;
  /** Whole metres in the zone, false easting 500,000 included. */
  readonly origin: PlanePoint;
}

/** Centimetres from the origin that a frame reaches: up to here orientation tests and areas are exact in doubles. */
export const FRAME_REACH_CENTIMETRES = 10_000_000;

export type PlaneFrameError =
  | { code: "geometry.no-positions" }
  /** Not finite, or not on the globe. */
  | { code: "geometry.bad-position"; position: Position }
  /** The data do not fit into 200 km × 200 km. */
  | { code: "geometry.too-far-apart"; position: Position };

/** The frame of a set of positions: the zone of the middle of their box, the origin at that middle. Their order is irrelevant. */
export function choosePlaneFrame(
  positions: Iterable<Position>,
): Result<PlaneFrame, PlaneFrameError> {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const position of positions) {
    const [lng, lat] = position;
    // Written so that NaN fails too.
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) < 90))
      return fail({ code: "geometry.bad-position", position });
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  if (west > east) return fail({ code: "geometry.no-positions" });
  const centralMeridian = centralMeridianOf((west + east) / 2);
  const middle = toGaussKruger([(west + east) / 2, (south + north) / 2], centralMeridian);
  const frame: PlaneFrame = {
    centralMeridian,
    origin: [Math.round(middle[0]), Math.round(middle[1])],
  };
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const outside = corners.find((corner) => !isInFrame(toCentimetres(frame, corner)));
  return outside ? fail({ code: "geometry.too-far-apart", position: outside }) : ok(frame);
}

export function isInFrame([x, y]: readonly [number, number]): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) <= FRAME_REACH_CENTIMETRES;
}

/** Whole centimetres east and north of the frame's origin. */
export function toCentimetres(frame: PlaneFrame, position: Position): [x: number, y: number] {
  const [east, north] = toGaussKruger(position, frame.centralMeridian);
  // + 0 turns −0 into 0, so that equal points are identical.
  return [
    Math.round((east - frame.origin[0]) * 100) + 0,
    Math.round((north - frame.origin[1]) * 100) + 0,
  ];
}

/** Degrees with 9 decimals (at most 0.06 mm off), from which `toCentimetres` gives the same integers back. */
export function toDegrees(frame: PlaneFrame, x: number, y: number): Position {
  const [lng, lat] = fromGaussKruger(
    [frame.origin[0] + x / 100, frame.origin[1] + y / 100],
    frame.centralMeridian,
  );
  return [Math.round(lng * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9];
}
