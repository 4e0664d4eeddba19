/** Class of an arc (界线等级), strongest first. An arc where several lines fall together has the strongest. */
export const BARRIER = {
  /** Administrative border, river, railway, motorway (硬边界): nothing is connected across it. */
  hard: 0,
  arterial: 1,
  minorRoad: 2,
  compoundWall: 3,
  lane: 4,
  /** Between two plots: no barrier. */
  plot: 5,
} as const;
export type BarrierClass = (typeof BARRIER)[keyof typeof BARRIER];

/** The side of an arc that has no unit. */
export const OUTSIDE = -1;

/**
 * One immutable base version (底图版本): nodes, arcs and the units between them. Points are Int32
 * centimetres east and north of `origin` in a CGCS2000 3° Gauss–Krüger plane, all within 10⁷ cm, so
 * that orientation tests and shoelace sums are exact in doubles. Each boundary is stored once, with
 * a unit on each side: moving it moves both, and no gap can arise.
 */
export interface PlanarMap {
  /** Degrees of the Gauss–Krüger zone. */
  readonly centralMeridian: number;
  /** Metres in that zone (false easting 500,000 included), whole. */
  readonly origin: readonly [eastMetres: number, northMetres: number];
  /** x, y of node n at 2n, 2n + 1; centimetres. */
  readonly nodes: Int32Array;
  readonly arcs: Arcs;
  readonly units: Units;
  readonly buildings: PlacedBuildings;
  /** What the integers in `units.community` and `units.compound` stand for. */
  readonly communityIds: readonly string[];
  readonly compoundIds: readonly string[];
  /** Recorded exceptions (连接): units 2n and 2n + 1 count as in contact. */
  readonly links?: Uint32Array;
}

export interface Arcs {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Unit on the left of from → to; `OUTSIDE` if none. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly barrier: Uint8Array;
  /** Arc a's inner points (its two nodes left out) are `points` [2·firstPoint[a], 2·firstPoint[a+1]). */
  readonly firstPoint: Uint32Array;
  readonly points: Int32Array;
  /** Centimetres, rounded once. */
  readonly length: Uint32Array;
  /** Σ (x·y' − x'·y) from → to: an exact integer. */
  readonly cross: Float64Array;
}

export interface Units {
  /** The id of each unit in files and in the store. */
  readonly ids: readonly string[];
  readonly households: Uint32Array;
  /** Twice the area in cm²: an exact integer. */
  readonly area2: Float64Array;
  /** Index into `communityIds`; −1 if none. */
  readonly community: Int32Array;
  /** Index into `compoundIds`; −1 if none. */
  readonly compound: Int32Array;
  /** The block between barriers (街坊) a unit was cut from. */
  readonly enclosure: Int32Array;
  /** x, y of a point inside, centimetres. */
  readonly label: Int32Array;
}

/** Each building is whole in exactly one unit. */
export interface PlacedBuildings {
  readonly ids: readonly string[];
  readonly unit: Uint32Array;
  readonly households: Uint32Array;
  /** Where they stand; maps of the first format do not say. */
  readonly footprints?: Footprints | undefined;
}

/** Centimetres. A line that cuts a unit goes round them. */
export interface Footprints {
  /** x, y of the point that places building b, at 2b. */
  readonly point: Int32Array;
  /** Building b's outline, holes included, is `segments` [4·first[b], 4·first[b+1]): ax, ay, bx, by, … */
  readonly first: Uint32Array;
  readonly segments: Int32Array;
}
