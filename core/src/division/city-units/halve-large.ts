import {
  AREA2_OF_SQUARE_METRE,
  cutMap,
  cutsAlong,
  float,
  indexUnitBorders,
  item,
  uint,
  walkPoints,
  type PlanarMap,
  type UnitBorders,
  type UnitCut,
} from "../../topology/index.ts";

export interface HalvedGround {
  readonly map: PlanarMap;
  /** Unit of the map before of each unit now. */
  readonly parentOf: Int32Array;
  /** Ids of units that no line could cut. */
  readonly uncut: readonly string[];
}

/** A unit of a thousand hectares is in pieces after so many rounds. */
const MOST_ROUNDS = 12;
/** Where along the longer side it is tried, the middle first. */
const PLACES = [0.5, 0.45, 0.55, 0.38, 0.62, 0.3, 0.7, 0.22, 0.78];

/**
 * The map with units of more than `mostSquareMetres` cut across their longer side, again and again until
 * every piece is small enough. No building is cut: households go with it, and where no line passes beside
 * it the unit stays whole. Ready units without buildings share their households by area.
 */
export function halveLargeGround(map: PlanarMap, mostSquareMetres: number): HalvedGround {
  const uncut = new Set<string>();
  let now = map;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // Without outlines nothing would keep a cut out of a building.
    const unknown = new Set(now.buildings.footprints ? [] : now.buildings.unit);
    const large = [...now.units.ids.keys()].filter(
      (unit) =>
        float(now.units.area2, unit) > AREA2_OF_SQUARE_METRE * mostSquareMetres &&
        !unknown.has(unit) &&
        !uncut.has(item(now.units.ids, unit)),
    );
    if (large.length === 0) break;
    now = halveEach(now, large, uncut);
  }
  return { map: now, parentOf: parentsOf(map, now), uncut: [...uncut].toSorted() };
}

/** Cuts what can be cut; one that cannot is tried elsewhere, and left whole in the end. */
function halveEach(map: PlanarMap, large: readonly number[], uncut: Set<string>): PlanarMap {
  const borders = indexUnitBorders(map);
  const choices = new Map<string, UnitCut[]>();
  for (const unit of large) {
    const cuts = PLACES.flatMap(
      (place) => cutsAlong(map, [unit], lineAcross(map, borders, unit, place), borders).cuts,
    );
    choices.set(item(map.units.ids, unit), cuts);
  }
  for (;;) {
    const wanted: UnitCut[] = [];
    for (const [unitId, [first]] of choices) {
      if (first) wanted.push(first);
      else {
        uncut.add(unitId);
        choices.delete(unitId);
      }
    }
    if (wanted.length === 0) return map;
    const cut = cutMap(map, wanted);
    if (cut.ok) return cut.value;
    const { unitId } = cut.error;
    choices.set(unitId, (choices.get(unitId) ?? []).slice(1));
  }
}

type Point = readonly [x: number, y: number];

/** A line at right angles to the longer side of a unit, at a share of its length, long enough to leave it. */
function lineAcross(map: PlanarMap, borders: UnitBorders, unit: number, share: number): Point[] {
  const points = borderPoints(map, borders, unit);
  const [dx, dy] = mainDirection(points);
  const along = points.map(([x, y]) => x * dx + y * dy);
  const across = points.map(([x, y]) => y * dx - x * dy);
  const [low, high] = [Math.min(...along), Math.max(...along)];
  const at = low + share * (high - low);
  const reach = 100;
  return [Math.min(...across) - reach, Math.max(...across) + reach].map((side) => [
    Math.round(at * dx - side * dy),
    Math.round(at * dy + side * dx),
  ]);
}

function borderPoints(map: PlanarMap, borders: UnitBorders, unit: number): Point[] {
  const points: Point[] = [];
  for (let at = uint(borders.first, unit); at < uint(borders.first, unit + 1); at++) {
    const path = walkPoints(map, uint(borders.signed, at));
    for (let p = 0; p + 3 < path.length; p += 2) points.push([path[p] ?? 0, path[p + 1] ?? 0]);
  }
  return points;
}

/** The direction in which points spread most, as a unit vector: the larger axis of their inertia. */
function mainDirection(points: readonly Point[]): Point {
  const n = Math.max(1, points.length);
  const [mx, my] = points.reduce(([sx, sy], [x, y]) => [sx + x / n, sy + y / n], [0, 0]);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) * (x - mx);
    xy += (x - mx) * (y - my);
    yy += (y - my) * (y - my);
  }
  const half = (xx - yy) / 2;
  const root = Math.sqrt(half * half + xy * xy);
  // An eigenvector of the larger eigenvalue, in the form that does not cancel.
  const [vx, vy] = half >= 0 ? [half + root, xy] : [xy, root - half];
  const length = Math.sqrt(vx * vx + vy * vy);
  return length > 0 ? [vx / length, vy / length] : [1, 0];
}

/** Children are called after their parents: `parent/1`, `parent/2`. */
function parentsOf(before: PlanarMap, after: PlanarMap): Int32Array {
  const numberOf = new Map(before.units.ids.map((id, unit) => [id, unit]));
  return Int32Array.from(after.units.ids, (id) => {
    let parent = id;
    while (!numberOf.has(parent)) parent = parent.slice(0, parent.lastIndexOf("/"));
    return numberOf.get(parent) ?? -1;
  });
}
