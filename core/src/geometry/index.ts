export { areaOnGround } from "./area-on-ground.ts";
export type { GroundArea } from "./area-on-ground.ts";
export { boxPolygon } from "./box-polygon.ts";
export { centralMeridianOf, fromGaussKruger, toGaussKruger } from "./gauss-kruger.ts";
export type { PlanePoint } from "./gauss-kruger.ts";
export {
  FRAME_REACH_CENTIMETRES,
  choosePlaneFrame,
  isInFrame,
  toCentimetres,
  toDegrees,
} from "./plane-frame.ts";
export type { PlaneFrame, PlaneFrameError } from "./plane-frame.ts";
export { innermostPoint } from "./innermost-point.ts";
export { isInRings } from "./is-in-rings.ts";
export { pointInside } from "./point-inside.ts";
export { signedRingArea } from "./ring-area.ts";
export type {
  Bbox,
  BoxMetres,
  Geometry,
  LineString,
  MultiLineString,
  MultiPolygon,
  Point,
  PointMetres,
  Polygon,
  Position,
  Ring,
} from "./shapes.ts";
