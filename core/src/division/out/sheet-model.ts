import { isInRings } from "../../geometry/index.ts";
import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from "../../geometry/index.ts";
import type { SheetFrame } from "./sheet-frame.ts";
import type { SheetLabel } from "./sheet-labels.ts";

/** What a printed map (网格划分图, 网格公示牌) shows under its grids; degrees. */
export interface SheetContent {
  /** A narrow river may be a line. */
  readonly land: readonly {
    kind: string;
    geometry: LineString | MultiLineString | Polygon | MultiPolygon;
  }[];
  readonly buildings: readonly { name: string; geometry: Point | Polygon | MultiPolygon }[];
  readonly compounds: readonly { name: string; geometry: MultiPolygon }[];
  readonly barriers: readonly {
    class: number;
    geometry: LineString | MultiLineString | Polygon | MultiPolygon;
  }[];
  readonly ways: readonly { class: string; name: string; geometry: LineString }[];
  readonly stations: readonly { name: string; kind: string; position: Position }[];
}

export interface SheetGrid {
  readonly label: readonly string[];
  readonly geometry: Polygon | MultiPolygon;
  /** CSS colour of its ground. */
  readonly fill: string;
  /** What the map is of; the others are neighbours. */
  readonly isFocus: boolean;
}

export interface SheetInput {
  readonly frame: SheetFrame;
  readonly content: SheetContent;
  readonly grids: readonly SheetGrid[];
  /** The border of the community; drawn over the grids. */
  readonly community: MultiPolygon | null;
  /** Size of the names of grids, points. */
  readonly gridSize: number;
}

export interface SheetMap {
  /** Lines and grounds; one unit is a millimetre. */
  readonly svg: string;
  readonly labels: readonly SheetLabel[];
  readonly denominator: number;
  readonly bar: { readonly metres: number; readonly mm: number };
}

/** By the middle of the building's corners: for its colour and its name, nothing is counted by it. */
export function isIn(ground: Polygon | MultiPolygon, shape: Polygon | MultiPolygon): boolean {
  const [shell = []] = shape.type === "Polygon" ? shape.coordinates : (shape.coordinates[0] ?? []);
  const sum = shell.reduce(([x, y], [lng, lat]) => [x + lng, y + lat] as const, [0, 0] as Position);
  return shell.length > 0 && holds(ground, [sum[0] / shell.length, sum[1] / shell.length]);
}

const holds = (ground: Polygon | MultiPolygon, point: Position): boolean =>
  (ground.type === "Polygon" ? [ground.coordinates] : ground.coordinates).some((rings) =>
    isInRings(rings, point),
  );

/** To a hundredth of a millimetre: finer than any press. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100;
