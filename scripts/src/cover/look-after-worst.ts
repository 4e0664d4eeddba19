import type { BuildingPoint } from "@onegrid/core/coverage";
import {
  demandClasses,
  raiseWorst,
  type SitingGoal,
  type SitingOptions,
  type SitingPlan,
} from "@onegrid/core/coverage/siting";
import { findAreas } from "./find-areas.ts";
import { InputFiles } from "./input-files.ts";
import { numberOf } from "./measure-args.ts";
import { readAreas } from "./read-places.ts";
import type { SiteInput } from "./site-input.ts";

export interface FairArgs {
  /** Areas (polygons) whose worst covered one is looked after. */
  readonly fair?: string | undefined;
  readonly "fair-loss"?: string | undefined;
  readonly crs?: string | undefined;
}

const DEFAULT_LOSS = 0.01;

interface Found {
  readonly plan: SitingPlan;
  readonly goal: SitingGoal;
  readonly options: SitingOptions;
}

/** The second stage (均衡), with the names of the areas; `null` where it was not asked for or helps nobody. */
export async function lookAfterWorst(args: FairArgs, input: SiteInput, found: Found) {
  if (args.fair === undefined) return null;
  const areas = await readAreas(args.fair, new InputFiles(args.crs));
  const { areasOfBuilding } = findAreas(input.buildings, areas);
  const areaOf = Int32Array.from(areasOfBuilding, (around) => around[0] ?? -1);
  const { reach, households, isCovered, mustServe } = input.problem;
  // Buildings alike in reach, area and state are one: the tag keeps the three apart.
  const tag = areaOf.map(
    (area, i) => (area + 1) * 4 + (isCovered?.[i] ?? 0) * 2 + (mustServe?.[i] ?? 0),
  );
  const classes = demandClasses(reach, households, tag);
  const problem = {
    ...input.problem,
    reach: classes.reach,
    households: classes.households,
    isCovered: Uint8Array.from(classes.tag, (each) => (each >> 1) & 1),
    mustServe: Uint8Array.from(classes.tag, (each) => each & 1),
  };
  const sums = (isMeant: (building: number) => boolean) =>
    sumsOf(areas.length, input.buildings, (i) => (isMeant(i) ? (areaOf[i] ?? -1) : -1));
  const fair = raiseWorst(problem, found.goal, {
    plan: found.plan,
    options: found.options,
    fair: {
      areaOf: Int32Array.from(classes.tag, (each) => (each >> 2) - 1),
      households: sums(() => true),
      covered: sums((i) => isCovered?.[i] === 1),
      loss: numberOf("--fair-loss", args["fair-loss"]) ?? DEFAULT_LOSS,
    },
  });
  if (fair === null) return null;
  const named = ({ area, share }: { area: number; share: number }) => ({
    area: areas[area]?.id ?? "",
    share,
  });
  const before = { ...fair.before, worst: named(fair.before.worst) };
  return { ...fair, worst: named(fair.worst), before };
}

function sumsOf(
  count: number,
  buildings: readonly BuildingPoint[],
  areaOf: (building: number) => number,
): number[] {
  const sums = Array.from({ length: count }, () => 0);
  for (const [i, { households }] of buildings.entries()) {
    const area = areaOf(i);
    if (area >= 0) sums[area] = (sums[area] ?? 0) + (households ?? 0);
  }
  return sums;
}
