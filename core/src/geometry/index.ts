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
