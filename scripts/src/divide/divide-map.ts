import {
  buildUnitGraph,
  cutOutGraph,
  findParts,
  gridFacts,
  measure,
  orderOfGrids,
  shareGrids,
  straightPost,
  unitsByCommunity,
  walkFigures,
  type Assignment,
  type GridFacts,
  type MetricValues,
  type PresetName,
  type UnitGraph,
  type Walk,
  type WalkFigures,
} from "@onegrid/core/division";
import { OUTSIDE, unitsAt, type PlanarMap } from "@onegrid/core/topology";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { badOption } from "./divide-args.ts";
import { divideCommunities } from "./divide-communities.ts";
import type { CommunityDivision } from "./division-worker.ts";

export interface DivideSettings {
  readonly target: number;
  readonly preset: PresetName;
  readonly seed: string;
  /** `undefined`: chosen by the number of units. */
  readonly effort: number | undefined;
  readonly walk?: WalkSettings | undefined;
  /** Number of all grids together; without it every part gets its own best number. */
  readonly grids?: number | undefined;
}

/** Posts (网格驿站) by their points in centimetres of the plane, and what a short way is worth. */
export interface WalkSettings {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly weight: number;
}

export interface NumberedDivision {
  readonly graph: UnitGraph;
  /** `gridIds` index of every unit. */
  readonly gridOf: Int32Array;
  /** `<community>-<number>`, or the number alone. */
  readonly gridIds: readonly string[];
  /** Community of every grid; `null` if units have none. */
  readonly within: readonly (string | null)[];
  /** Fair share (均户) of every grid. */
  readonly share: readonly number[];
  readonly facts: readonly GridFacts[];
  readonly metrics: MetricValues;
  readonly effort: number;
  readonly cost: number;
  /** Metres to the post of the grid, where posts are given. */
  readonly walk: WalkFigures | null;
}

/**
 * So many units on one thread get effort 1; fewer get more, up to `MOST_EFFORT`, and still end within
 * seconds. Reckoned for two threads whatever the machine has: the result must not depend on it.
 */
const UNITS_OF_EFFORT_1 = 40_000;
const THREADS = 2;
const MOST_EFFORT = 40;

/** Divides every community of a map and numbers its grids from west to east, north to south. */
export async function divideMap(
  map: PlanarMap,
  settings: DivideSettings,
  onProgress: (done: number, all: number) => void,
  graph: UnitGraph = buildUnitGraph(map),
): Promise<NumberedDivision> {
  const communities = [...unitsByCommunity(map.units.community)];
  const effort = settings.effort ?? fittingEffort(communities.map(([, units]) => units.length));
  const postsOf = settings.walk && locatePosts(map, settings.walk);
  const counts = settings.grids === undefined ? [] : countsOf(graph, communities, settings.grids);
  const tasks = communities.map(([community, units], at) => {
    const cutOut = cutOutGraph(graph, units);
    const count = counts[at];
    return {
      graph: cutOut,
      options: {
        target: settings.target,
        preset: settings.preset,
        seed: `${settings.seed}:${map.communityIds[community] ?? ""}`,
        effort,
        ...(count !== undefined && { count }),
        ...(postsOf && { walk: postsOf(cutOut, units) }),
      },
    };
  });
  const divisions = await divideCommunities(tasks, (done) => onProgress(done, tasks.length));
  const named = communities.map(([community, units], at) => {
    const division = divisions[at];
    if (!division) throw new Error(`community ${at} of ${communities.length} was not divided`);
    return { name: map.communityIds[community] ?? null, units, division };
  });
  const cost = divisions.reduce((sum, division) => sum + division.cost, 0);
  const places = tasks.flatMap(({ graph: cutOut, options: { walk } }, at) =>
    walk ? [{ graph: cutOut, gridOf: divisions[at]?.gridOf ?? [], posts: walk.posts }] : [],
  );
  return { ...numberAll(graph, named, settings.target), effort, cost, walk: walkFigures(places) };
}

/** Shares a number of grids out to the parts (片) of all communities; each has one at least. */
function countsOf(
  graph: UnitGraph,
  communities: readonly (readonly [community: number, units: readonly number[]])[],
  grids: number,
): number[] {
  const parts = communities.flatMap(([, units], at) =>
    findParts(graph, units).parts.map((part) => ({ at, part })),
  );
  const least = parts.length;
  if (grids < least || grids > graph.count)
    throw new CommandProblem(
      [badOption("--grids", String(grids), `${least}–${graph.count}`)],
      EXIT.badUsage,
    );
  const counts = communities.map(() => 0);
  const shared = shareGrids(
    graph,
    parts.map(({ part }) => part),
    grids,
  );
  for (const [i, { at }] of parts.entries()) counts[at] = (counts[at] ?? 0) + (shared[i] ?? 1);
  return counts;
}

/** The posts among some units, as their graph of their own counts them. */
function locatePosts(map: PlanarMap, { points, weight }: WalkSettings) {
  const unitOf = unitsAt(map, points);
  return (graph: UnitGraph, units: readonly number[]): Walk => {
    const local = new Map(units.map((unit, i) => [unit, i] as const));
    const posts = points.flatMap((point, i) => {
      const unit = local.get(unitOf[i] ?? OUTSIDE);
      return unit === undefined ? [] : [straightPost(graph, unit, point)];
    });
    return { posts, weight };
  };
}

interface NamedDivision {
  readonly name: string | null;
  readonly units: readonly number[];
  readonly division: CommunityDivision;
}

/** Puts the communities together, with numbers, facts and measures. */
function numberAll(graph: UnitGraph, communities: readonly NamedDivision[], target: number) {
  const gridOf = new Int32Array(graph.count).fill(-1);
  const gridIds: string[] = [];
  const within: (string | null)[] = [];
  const share: number[] = [];
  for (const { name, units, division } of communities) {
    const order = orderOfGrids(graph, units, division);
    const first = gridIds.length;
    const numberOf = new Map(order.map((grid, number) => [grid, first + number]));
    for (const [i, unit] of units.entries()) {
      gridOf[unit] = numberOf.get(division.gridOf[i] ?? -1) ?? -1;
    }
    gridIds.push(...order.map((_, number) => numberIn(name, number + 1)));
    within.push(...order.map(() => name));
    share.push(...order.map((grid) => division.share[grid] ?? target));
  }
  const assignment: Assignment = { graph, gridOf, count: gridIds.length, share, target };
  const facts = gridFacts(assignment);
  return { graph, gridOf, gridIds, within, share, facts, metrics: measure(assignment, facts) };
}

function fittingEffort(communitySizes: readonly number[]): number {
  const all = communitySizes.reduce((sum, units) => sum + units, 0);
  const onOneThread = Math.max(1, all / THREADS, ...communitySizes);
  return Math.max(1, Math.min(MOST_EFFORT, Math.floor(UNITS_OF_EFFORT_1 / onOneThread)));
}

const numberIn = (name: string | null, number: number): string => {
  const digits = String(number).padStart(3, "0");
  return name === null ? digits : `${name}-${digits}`;
};
