import {
  attachBuildings,
  EdgeFinder,
  stationSetVersion,
  type AttachFailure,
  type BuildingPoint,
  type CoverageDefinition,
  type StationPoint,
} from "@onegrid/core/coverage";
import {
  candidatesEverywhere,
  reachOfCandidates,
  type CapacityProblem,
  type Incidence,
  type SitingGoal,
  type SitingProblem,
} from "@onegrid/core/coverage/siting";
import { CommandProblem } from "../command-problem.ts";
import { say, step } from "../terminal.ts";
import { AREA_FIELD, capacityOf, type CapacityArgs } from "./capacity-input.ts";
import { forbiddenOf } from "./barred-candidates.ts";
import { checkDatum } from "./check-datum.ts";
import { findAreas } from "./find-areas.ts";
import { InputFiles } from "./input-files.ts";
import { measureOf, numberOf, policyOf } from "./measure-args.ts";
import {
  readAreas,
  readBuildings,
  readCandidates,
  readStations,
  type Candidate,
  type StationInFile,
} from "./read-places.ts";
import { refuseAllStranded, refuseNoneAttached } from "./refuse-empty.ts";
import { tellNotices } from "./tell-notices.ts";
import { tellFailures, tellStranded } from "./tell-unattached.ts";
import { readWalkingNetwork, type WalkArgs } from "./walk-args.ts";

export interface SiteArgs extends WalkArgs, CapacityArgs {
  readonly buildings: string;
  readonly stations?: string | undefined;
  readonly candidates: string;
  readonly spacing?: string | undefined;
  readonly count?: string | undefined;
  readonly share?: string | undefined;
  readonly budget?: string | undefined;
  readonly cost: string;
  readonly locked?: string | undefined;
  readonly forbidden?: string | undefined;
  readonly "must-serve"?: string | undefined;
  readonly "by-building"?: boolean | undefined;
}

export interface SiteInput {
  readonly problem: SitingProblem;
  /** Instead of `problem` where floor areas count. */
  readonly capacity: CapacityProblem | null;
  readonly stations: readonly StationInFile[];
  readonly buildings: readonly BuildingPoint[];
  readonly candidates: readonly Candidate[];
  readonly stranded: number;
  readonly definition: CoverageDefinition;
  /** Households that the stations which stand cover. */
  readonly before: number;
}

const DEFAULT_SPACING_METRES = 150;

/** Exactly one of `--count`, `--share` and `--budget`. */
export function goalOf(args: SiteArgs): SitingGoal {
  const count = numberOf("--count", args.count);
  const share = numberOf("--share", args.share);
  const budget = numberOf("--budget", args.budget);
  const goals: SitingGoal[] = [];
  if (count !== undefined) goals.push({ kind: "count", count });
  if (share !== undefined) goals.push({ kind: "share", share });
  if (budget !== undefined) goals.push({ kind: "budget", budget });
  const [goal] = goals;
  if (goal !== undefined && goals.length === 1) return goal;
  throw new CommandProblem([
    {
      code: "coverage.one-goal",
      object: "--count, --share, --budget",
      place: "",
      reason: ["目标要给一个，且只给一个。", "Exactly one goal is wanted."],
      advice: ["站点数、比例、预算三者选一。", "Give a number of stations, a share or a budget."],
    },
  ]);
}

/** Reads the files and works out whom each candidate would cover. */
export async function readSiteInput(args: SiteArgs): Promise<SiteInput> {
  const files = new InputFiles(args.crs);
  const { buildings, stations, finder } = await readGround(args, files);
  const candidates = await candidatesOf(args, finder, files);
  // What is wrong in a file is said before the long work.
  const locked = await insideOf(args.locked, { candidates, files, saysSo: isLocked });
  const forbidden = await insideOf(args.forbidden, { candidates, files, saysSo: isForbidden });
  const mustServe = Uint8Array.from(await flagsOf(args["must-serve"], buildings, files));
  const costs = costsOf(args, candidates);
  const definition = definitionOf(args, finder.network.version, stations);
  const question = { points: attachedOf(args.buildings, buildings, finder), definition };
  const { reach, stranded } = await step("计算每个候选点的覆盖", "Walking to every candidate", () =>
    Promise.resolve(reachOfCandidates(finder, positionsOf(candidates), question)),
  );
  const standingReach = reachOfStations(finder, stations, question);
  const isCovered = new Uint8Array(buildings.length);
  for (const building of standingReach.items) isCovered[building] = 1;
  const households = Int32Array.from(buildings, ({ households: count }) => count ?? 0);
  const barred = forbiddenOf(forbidden, stranded, { path: args.candidates, locked, candidates });
  refuseStrandedCandidates(args.candidates, candidates, stranded);
  const problem = { reach, households, isCovered, locked, forbidden: barred, mustServe, ...costs };
  const before = households.reduce((sum, count, i) => sum + count * (isCovered[i] ?? 0), 0);
  const capacity = capacityOf(args, { problem, candidates, stations, standingReach });
  const ground = { buildings, stations, candidates, stranded: stranded.size };
  return { problem, capacity, ...ground, definition, before };
}

async function readGround(args: SiteArgs, files: InputFiles) {
  const { network } = await readWalkingNetwork(args, files);
  const buildings = countedOf(await readBuildings(args.buildings, args.weight, files), args);
  const stations = args.stations === undefined ? [] : await readStations(args.stations, files);
  const finder = new EdgeFinder(network);
  tellNotices(files.notes.notices);
  checkDatum(args, { role: "buildings", finder, places: buildings, files });
  checkDatum(args, { role: "stations", finder, places: stations, files });
  return { buildings, stations, finder };
}

function attachedOf(path: string, buildings: readonly BuildingPoint[], finder: EdgeFinder) {
  const points = attachBuildings(finder, buildings);
  refuseNoneAttached(buildings, points.failures, path);
  tellFailures(buildings, points.failures);
  return points;
}

const refuseStrandedCandidates = (
  path: string,
  candidates: readonly Candidate[],
  failures: ReadonlyMap<number, AttachFailure>,
): void =>
  refuseAllStranded("coverage.candidates-stranded", candidates, {
    path,
    failures,
    words: ["没有一个候选点能接入路网", "No candidate is on the network"],
  });

const definitionOf = (
  args: SiteArgs,
  networkVersion: string,
  stations: readonly StationPoint[],
): CoverageDefinition => ({
  measure: measureOf(args).measure,
  direction: "home-to-station",
  gates: policyOf(args.policy),
  households: args["by-building"] === true ? "unknown" : "register",
  networkVersion,
  stationSetVersion: stationSetVersion(stations),
});

const positionsOf = (places: readonly StationPoint[]) => places.map(({ position }) => position);

/** Households, or 1 a building; refused where no building has any. */
function countedOf(buildings: readonly BuildingPoint[], args: SiteArgs): BuildingPoint[] {
  if (args["by-building"] === true) return buildings.map((each) => ({ ...each, households: 1 }));
  if (buildings.some(({ households }) => (households ?? 0) > 0)) return [...buildings];
  throw new CommandProblem([
    {
      code: "coverage.no-households",
      object: args.buildings,
      place: args.weight === undefined ? "" : `--weight ${args.weight}`,
      reason: ["没有一栋楼有户数。", "No building has a number of households."],
      advice: [
        "请用 --weight 指定户数字段，或用 --by-building 按楼栋计算。",
        "Name the field with --weight, or count buildings with --by-building.",
      ],
    },
  ]);
}

async function candidatesOf(
  args: SiteArgs,
  finder: EdgeFinder,
  files: InputFiles,
): Promise<Candidate[]> {
  if (args.candidates !== "everywhere")
    return readCandidates(
      args.candidates,
      { cost: args.cost, area: args.area ?? AREA_FIELD },
      files,
    );
  const spacing = numberOf("--spacing", args.spacing) ?? DEFAULT_SPACING_METRES;
  if (!(spacing >= 10)) {
    throw new CommandProblem([
      {
        code: "coverage.bad-spacing",
        object: `--spacing ${spacing}`,
        place: "",
        reason: ["间距不能小于 10 米。", "The spacing is 10 m or more."],
        advice: ["请更正选项。", "Correct the option."],
      },
    ]);
  }
  const all = candidatesEverywhere(finder.network, spacing);
  say(
    `路网上每 ${spacing} 米取一个候选点：${all.length} 个`,
    `One candidate to every ${spacing} m of the network: ${all.length}`,
  );
  return all.map((position, i) => ({
    id: `everywhere/${i + 1}`,
    position,
    cost: null,
    isLocked: false,
    isForbidden: false,
    squareMetres: null,
  }));
}

/** For each station that stands the buildings it covers; those off the network are named. */
function reachOfStations(
  finder: EdgeFinder,
  stations: readonly StationPoint[],
  question: Parameters<typeof reachOfCandidates>[2],
): Incidence {
  const { reach, stranded } = reachOfCandidates(finder, positionsOf(stations), question);
  for (const [i, reason] of stranded) {
    const station = stations[i];
    if (station) tellStranded(station, reason);
  }
  return reach;
}

/** 1 where a place lies in one of the areas of a file. */
async function flagsOf(
  path: string | undefined,
  places: readonly StationPoint[],
  files: InputFiles,
): Promise<number[]> {
  if (path === undefined) return places.map(() => 0);
  const areas = await readAreas(path, files);
  const asBuildings = places.map(({ id, position }) => ({ id, position, households: null }));
  return findAreas(asBuildings, areas).areasOfBuilding.map((found) => (found.length > 0 ? 1 : 0));
}

const isLocked = (candidate: Candidate): boolean => candidate.isLocked;
const isForbidden = (candidate: Candidate): boolean => candidate.isForbidden;

/** Which candidates lie in the areas of a file, or say so themselves. */
interface Inside {
  readonly candidates: readonly Candidate[];
  readonly files: InputFiles;
  readonly saysSo: (candidate: Candidate) => boolean;
}

async function insideOf(
  path: string | undefined,
  { candidates, files, saysSo }: Inside,
): Promise<number[]> {
  const flags = await flagsOf(path, candidates, files);
  return candidates.flatMap((each, i) => (flags[i] === 1 || saysSo(each) ? [i] : []));
}

/** Opening costs, where the file gives all of them; a budget cannot do without. */
function costsOf(args: SiteArgs, candidates: readonly Candidate[]): { cost?: Float64Array } {
  const missing = candidates.filter(({ cost }) => cost === null);
  const [example] = missing;
  if (example === undefined)
    return { cost: Float64Array.from(candidates, ({ cost }) => cost ?? 0) };
  if (args.budget === undefined) return {};
  throw new CommandProblem([
    {
      code: "coverage.cost-missing",
      object: `${args.candidates} ${example.id}`,
      place: `--cost ${args.cost}`,
      reason: [
        `${missing.length} 个候选点没有开办费用。`,
        `${missing.length} candidates have no opening cost.`,
      ],
      advice: ["请补上费用，或改用 --count。", "Give each a number above 0, or use --count."],
    },
  ]);
}
