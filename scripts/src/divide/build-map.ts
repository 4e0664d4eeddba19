import { buildFromBuildings, buildFromUnits, type BuiltMap } from "@onegrid/core/topology";
import { CommandProblem, EXIT, type ProblemText } from "../command-problem.ts";
import { say } from "../terminal.ts";
import type { DivideArgs } from "./divide-args.ts";
import { explainBuildError } from "./explain-map.ts";
import { findWithin } from "./find-within.ts";
import { readBarriers } from "./read-barriers.ts";
import { readGeojson, type Feature } from "./read-geojson.ts";
import { onlyCommunities, readAreas, readBuildings } from "./read-raw-layers.ts";
import { readUnits } from "./read-units.ts";
import { refuseScattered } from "./refuse-scattered.ts";

export interface InputMap extends BuiltMap {
  /** Buildings of the input whose households are not known; empty for ready units. */
  readonly unknownHouseholds: readonly string[];
}

/** The planar map of the files named: ready units, or boundaries and buildings. */
export async function buildMap(args: DivideArgs): Promise<InputMap> {
  if (args.units !== undefined) return mapOfUnits(args, args.units);
  if (args.boundary !== undefined && args.buildings !== undefined) {
    return mapOfBuildings(args, args.boundary, args.buildings);
  }
  throw new CommandProblem([NO_INPUT], EXIT.badUsage);
}

async function mapOfUnits(args: DivideArgs, path: string): Promise<InputMap> {
  const features = await readGeojson(path);
  const communityOf = await findWithin(args.within, features);
  const units = readUnits(features, { path, weight: args.weight, communityOf });
  const built = buildFromUnits(units, await barriersOf(args));
  if (!built.ok) throw new CommandProblem([explainBuildError(built.error)]);
  refuseScattered(built.value.map, path);
  return { ...built.value, unknownHouseholds: [] };
}

async function mapOfBuildings(args: DivideArgs, boundary: string, path: string): Promise<InputMap> {
  const { buildings, unknown } = readBuildings(await readGeojson(path), {
    path,
    weight: args.weight,
  });
  const compounds =
    args.compounds === undefined
      ? []
      : readAreas(await readGeojson(args.compounds), args.compounds);
  const built = buildFromBuildings({
    communities: readAreas(communitiesOf(await readGeojson(boundary)), boundary),
    buildings,
    compounds,
    barriers: await barriersOf(args),
  });
  if (!built.ok) throw new CommandProblem([explainBuildError(built.error)]);
  return { ...built.value, unknownHouseholds: unknown };
}

/** Says so where a file holds other levels too. */
function communitiesOf(areas: readonly Feature[]): readonly Feature[] {
  const communities = onlyCommunities(areas);
  const [all, taken] = [areas.length, communities.length];
  if (taken < all)
    say(
      `边界文件的 ${all} 个面中取 ${taken} 个社区`,
      `${taken} of the ${all} areas in the boundary file are communities: these are divided`,
    );
  return communities;
}

const barriersOf = async ({ barriers }: DivideArgs) =>
  barriers === undefined ? [] : readBarriers(barriers);

const NO_INPUT: ProblemText = {
  code: "division.no-input",
  object: "onegrid divide",
  place: "",
  reason: ["没有输入。", "There is no input."],
  advice: [
    "请给出 --units 文件，或 --boundary 与 --buildings。",
    "Name a file with --units, or two with --boundary and --buildings.",
  ],
};
