import { float, int, OUTSIDE, uint, unitsAt } from "../../topology/index.ts";
import { landOf, type PlanePoint } from "../model/land.ts";
import type { Ground } from "../model/model.ts";
import type { UnitGraph } from "../model/unit-graph.ts";

/** Further than this nobody walks to a post (网格驿站, 服务站); metres. Start value. */
export const MOST_WALK_METRES = 1_000;

/** A post and the way to it. */
export interface Post {
  /** The unit it stands in: whichever grid has that unit has the post. */
  readonly unit: number;
  /** Whole metres from every unit of the graph, at most `MOST_WALK_METRES`. */
  readonly metres: ArrayLike<number>;
}

/** Where the posts of grids stand, and how much a short way to them is worth. */
export interface Walk {
  readonly posts: readonly Post[];
  /** 1: a hundred metres more, for everybody in a grid of the target size, cost as much as 1. */
  readonly weight: number;
}

/** A post at x, y (centimetres of the plane) in a unit, measured straight from label points. */
export function straightPost(
  { count, label }: Pick<UnitGraph, "count" | "label">,
  unit: number,
  [x, y]: PlanePoint,
): Post {
  const metres = new Uint16Array(count);
  for (let from = 0; from < count; from++) {
    const dx = float(label, 2 * from) - x;
    const dy = float(label, 2 * from + 1) - y;
    metres[from] = Math.min(MOST_WALK_METRES, Math.round(Math.sqrt(dx * dx + dy * dy) / 100));
  }
  return { unit, metres };
}

/** Posts at points of a ground's plane, measured straight; what lies elsewhere is none of its posts. */
export function postsOn(ground: Ground, points: readonly PlanePoint[]): Post[] {
  if (points.length === 0) return [];
  const { map, unitOf } = landOf(ground);
  return unitsAt(map, points).flatMap((number, i) => {
    const unit = number === OUTSIDE ? OUTSIDE : int(unitOf, number);
    return unit === OUTSIDE ? [] : [straightPost(ground.graph, unit, points[i] ?? [0, 0])];
  });
}

/** Metres from a unit to the nearest post of its grid; `MOST_WALK_METRES` if the grid has none. */
function walkOfUnit(posts: readonly Post[], gridOf: ArrayLike<unknown>, unit: number): number {
  let nearest = MOST_WALK_METRES;
  for (const post of posts) {
    if (gridOf[post.unit] === gridOf[unit])
      nearest = Math.min(nearest, post.metres[unit] ?? nearest);
  }
  return nearest;
}

export interface WalkFigures {
  /** Metres to the post of the grid, mean and 90th percentile over households. */
  readonly mean: number;
  readonly p90: number;
  /** Share of the households whose grid has no post within `MOST_WALK_METRES`. */
  readonly without: number;
}

/** Units divided into grids, and the posts in them. */
export interface DividedPlace {
  readonly graph: Pick<UnitGraph, "count" | "households">;
  readonly gridOf: ArrayLike<unknown>;
  readonly posts: readonly Post[];
}

/** How far households walk to the post of their grid; `null` where nobody lives. */
export function walkFigures(places: readonly DividedPlace[]): WalkFigures | null {
  const at = new Float64Array(MOST_WALK_METRES + 1);
  for (const { graph, gridOf, posts } of places) {
    for (let unit = 0; unit < graph.count; unit++) {
      const metres = Math.round(walkOfUnit(posts, gridOf, unit));
      at[metres] = float(at, metres) + float(graph.households, unit);
    }
  }
  const all = at.reduce((total, households) => total + households, 0);
  const sum = at.reduce((total, households, metres) => total + households * metres, 0);
  if (all === 0) return null;
  let p90 = 0;
  for (let passed = float(at, 0); passed < 0.9 * all; passed += float(at, p90)) p90++;
  return { mean: sum / all, p90, without: float(at, MOST_WALK_METRES) / all };
}

/** The walk by atoms: the households of an atom go to one post together. All sums are whole. */
export interface AtomWalk {
  readonly weight: number;
  readonly posts: number;
  /** Atom of every post. */
  readonly atomOf: Int32Array;
  /** Household-metres from atom a to post p: `cost[a · posts + p]`. */
  readonly cost: Float64Array;
  /** Household-metres of an atom in a grid without a post. */
  readonly most: Float64Array;
  /** Posts of every atom, the nearest first. */
  readonly order: Uint32Array;
  /** Of an atom that holds a post: the atoms for which it matters where that is. */
  readonly around: ReadonlyMap<number, readonly number[]>;
}

export function atomWalk(
  { posts: given, weight }: Walk,
  atoms: readonly (readonly number[])[],
  households: Float64Array,
): AtomWalk {
  const at = new Map(atoms.flatMap((units, atom) => units.map((unit) => [unit, atom] as const)));
  const posts = given.filter(({ unit }) => at.has(unit));
  const cost = new Float64Array(atoms.length * posts.length);
  const order = new Uint32Array(cost.length);
  const most = new Float64Array(atoms.length);
  for (const [atom, units] of atoms.entries()) {
    for (const unit of units)
      most[atom] = float(most, atom) + MOST_WALK_METRES * float(households, unit);
    const row = posts.map(({ metres }) =>
      units.reduce(
        (sum, unit) => sum + float(households, unit) * Math.round(metres[unit] ?? MOST_WALK_METRES),
        0,
      ),
    );
    cost.set(row, atom * posts.length);
    const nearestFirst = row
      .map((_, post) => post)
      .toSorted((a, b) => (row[a] ?? 0) - (row[b] ?? 0) || a - b);
    order.set(nearestFirst, atom * posts.length);
  }
  const atomOf = Int32Array.from(posts, ({ unit }) => at.get(unit) ?? -1);
  const around = new Map<number, number[]>();
  for (const holder of atomOf) {
    const isNear = (atom: number) =>
      atomOf.some(
        (of, post) => of === holder && float(cost, atom * posts.length + post) < float(most, atom),
      );
    around.set(
      holder,
      atoms.flatMap((_, atom) => (isNear(atom) ? [atom] : [])),
    );
  }
  return { weight, posts: posts.length, atomOf, cost, most, order, around };
}

/** Household-metres of an atom to the nearest post of a grid. */
export function walkIn(walk: AtomWalk, gridOf: Int32Array, atom: number, grid: number): number {
  const most = float(walk.most, atom);
  const row = atom * walk.posts;
  for (let i = row; i < row + walk.posts; i++) {
    const post = uint(walk.order, i);
    const cost = float(walk.cost, row + post);
    if (cost >= most) break;
    if (gridOf[walk.atomOf[post] ?? -1] === grid) return cost;
  }
  return most;
}
