import type { Position } from "../../geometry/index.ts";

const EARTH_RADIUS_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Great-circle metres on a sphere with the earth's mean radius (haversine). Within 0.6 % of the
 * ellipsoid, which is enough to ask “is it near”; travel times come from the network.
 */
export function distanceMetres([lng1, lat1]: Position, [lng2, lat2]: Position): number {
  const north = Math.sin(radians(lat2 - lat1) / 2) ** 2;
  const east = Math.sin(radians(lng2 - lng1) / 2) ** 2;
  const chord = north + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * east;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
}
