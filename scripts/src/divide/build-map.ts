import { buildFromBuildings, buildFromUnits, type BuiltMap } from "@onegrid/core/topology";
import { CommandProblem, EXIT, type ProblemText } from "../command-problem.ts";
import { say } from "../terminal.ts";
import { chooseWeight } from "./choose-weight.ts";
import type { DivideArgs } from "./divide-args.ts";
import { explainBuildError } from "./explain-map.ts";
import { findWithin } from "./find-within.ts";
import { InputNotes } from "./notices.ts";
import { readBarriers } from "./read-barriers.ts";
import { readBuildings } from "./read-buildings.ts";
import { boundsOf, readLayer, type Feature, type LayerOptions } from "./read-layer.ts";
import { onlyCommunities, readAreas, readCompounds } from "./read-raw-layers.ts";
import { readUnits } from "./read-units.ts";
import { refuseMisplaced } from "./refuse-misplaced.ts";
import { refuseScattered } from "./refuse-scattered.ts";

export interface InputMap extends BuiltMap {
  /** Buildings of the input whose households are not known; empty for ready units. */
  readonly unknownHouseholds: readonly string[];
  /** Buildings whose households are estimated (估算). */
  readonly estimatedHouseholds: ReadonlySet<string>;
  /** What was settled while the files were read. */
  readonly notices: readonly ProblemText[];
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
  const notes = new InputNotes(args.repair === true);
  const features = await readLayer(path, { crs: args.crs, notes });
  const options = { crs: args.crs, near: boundsOf(features), notes };
  const communityOf = await findWithin(args.within, features, options);
  const weight = chooseWeight(features, { path, weight: args.weight, notes });
  const units = readUnits(features, { path, weight, communityOf, notes });
  const built = buildFromUnits(units, await readBarriers(args.barriers ?? [], options));
  if (!built.ok) throw new CommandProblem([explainBuildError(built.error)]);
  refuseScattered(built.value.map, path);
  const { notices } = notes;
  return { ...built.value, unknownHouseholds: [], estimatedHouseholds: new Set(), notices };
}

async function mapOfBuildings(args: DivideArgs, boundary: string, path: string): Promise<InputMap> {
  const notes = new InputNotes(args.repair === true);
  const areas = await readLayer(boundary, { crs: args.crs, notes });
  const communities = readAreas(communitiesOf(areas), boundary, notes);
  const options: LayerOptions = { crs: args.crs, near: boundsOf(areas), notes };
  const features = await readLayer(path, options);
  const weight = chooseWeight(features, { path, weight: args.weight, notes });
  const isEstimating = args.estimate === true;
  const read = readBuildings(features, { path, weight, isEstimating, notes });
  const compounds =
    args.compounds === undefined
      ? []
      : readCompounds(await readLayer(args.compounds, options), args.compounds, notes);
  const barriers = await readBarriers(args.barriers ?? [], options);
  const built = buildFromBuildings({ communities, buildings: read.buildings, compounds, barriers });
  if (!built.ok) throw new CommandProblem([explainBuildError(built.error)]);
  refuseMisplaced(built.value, read.buildings.length, { boundary, path });
  return {
    ...built.value,
    unknownHouseholds: read.unknown,
    estimatedHouseholds: read.estimated,
    notices: notes.notices,
  };
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
