import { isInScope } from "@onegrid/core/access";
import { measureCapacity, momentOf, slotsByGates, type HoursOfWeek } from "@onegrid/core/coverage";
import type { Incidence } from "@onegrid/core/coverage/siting";
import type {
  CapacityRow,
  CoverageFigures,
  EquityRow,
  WeekFigures,
} from "@onegrid/core/coverage/figures-contract";
import type { StationPlace } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import { Problem } from "../../problem.ts";
import type { ComputeThread } from "../compute/compute-thread.ts";
import { areasOf } from "./areas-of.ts";
import { buildingsIn } from "./building-places.ts";
import type { CoverageResult } from "./coverage-results.ts";
import { householdsOf } from "./leaf-sums.ts";
import { coverTask, type RegionCoverage } from "./region-coverage.ts";
import { isInRegion } from "./regions.ts";
import { offering, slotsOf } from "./station-choice.ts";

interface Asked {
  readonly scope: readonly string[];
  /** Areas of the reader and those above them. */
  readonly areas: readonly Pick<AreaRow, "id" | "kind" | "path">[];
  /** An area or grid; `null`: all that the reader answers for. */
  readonly areaId: string | null;
}

/** Figures of a result that were computed, by whose and of what: a page asks again and again. */
const answered = new WeakMap<CoverageResult, Map<string, Promise<CoverageFigures>>>();
const MOST_ANSWERED = 64;

/** The figures of one reader, or of one of their areas. Refuses an area that is not theirs. */
export function figuresOf(
  thread: ComputeThread,
  result: CoverageResult,
  asked: Asked,
): Promise<CoverageFigures> {
  const own = answered.get(result) ?? new Map<string, Promise<CoverageFigures>>();
  answered.set(result, own);
  const name = JSON.stringify([asked.scope, asked.areaId]);
  const known = own.get(name);
  if (known) return known;
  const figures = computeFigures(thread, result, asked);
  own.set(name, figures);
  figures.catch(() => own.delete(name));
  const [oldest] = own.keys();
  if (own.size > MOST_ANSWERED && oldest !== undefined) own.delete(oldest);
  return figures;
}

async function computeFigures(
  thread: ComputeThread,
  result: CoverageResult,
  asked: Asked,
): Promise<CoverageFigures> {
  const { areaId, areas, scope } = asked;
  const { buildings } = result.places;
  const isMine = buildingsIn(result.places, scope, areaId);
  const isArea = areas.some(({ id, path }) => id === areaId && isInScope(scope, path));
  if (areaId !== null && !isArea && !buildings.some((_, at) => isMine(at)))
    throw new Problem({ code: "coverage.unknown-area", areaId });
  const ours = areas.filter(
    ({ path }) => isInScope(scope, path) && (areaId === null || path.includes(areaId)),
  );
  const households = Int32Array.from(buildings, (place, at) =>
    isMine(at) ? (place.households ?? 0) : 0,
  );
  const communities = ours.filter(({ kind }) => kind === "community").map(({ id }) => id);
  return {
    key: result.key,
    definition: result.coverage.definition,
    kinds: [...result.kinds],
    area: areaId,
    week: await weekOf(thread, result, households),
    capacity: capacityOf(result, communities),
    ...(await equityOf(thread, result, { households, areas: ours })),
  };
}

/** Rooms count against the norm, a square (党建广场) is outdoors. */
export const isRoom = ({ kind }: StationPlace): boolean => kind !== "party_square";

function capacityOf(result: CoverageResult, communities: readonly string[]): CapacityRow[] {
  const { service } = result.coverage.definition;
  const rooms = offering(result.allStations, service).filter(isRoom);
  const homes = new Map(communities.map((id) => [id, 0]));
  for (const [leaf, { communityPath }] of result.places.leaves.entries()) {
    const id = communityPath.at(-1) ?? "";
    const sum = homes.get(id);
    const own = result.sums.sums[leaf];
    if (sum !== undefined && own) homes.set(id, sum + householdsOf(own));
  }
  return [...homes].map(([id, households]) => ({
    id,
    ...measureCapacity({
      households,
      squareMetres: rooms
        .filter(({ communityPath }) => communityPath.includes(id))
        .map(({ floorAreaSquareMetres }) => floorAreaSquareMetres),
    }),
  }));
}

async function equityOf(
  thread: ComputeThread,
  { places, times }: CoverageResult,
  { households, areas }: { households: Int32Array; areas: Asked["areas"] },
): Promise<Pick<CoverageFigures, "equity" | "equityByArea">> {
  const levels = areas.filter(({ kind }) => kind === "street" || kind === "community");
  // The first group is everything.
  const numbers = new Map(levels.map(({ id }, at) => [id, at + 1]));
  const groupsOfLeaf = places.leaves.map((leaf) => [
    0,
    ...areasOf(leaf).flatMap((id) => numbers.get(id) ?? []),
  ]);
  const { leafOf } = places;
  const groups = levels.length + 1;
  const task = { households, seconds: times.seconds, leafOf, groupsOfLeaf, groups };
  const [all, ...each] = await thread.do("equity", task);
  if (!all) throw new Error("no equity of everything");
  return {
    equity: { id: "", ...all },
    equityByArea: levels.flatMap(({ id }, at): EquityRow[] => {
      const own = each[at];
      return own ? [{ id, ...own }] : [];
    }),
  };
}

async function weekOf(
  thread: ComputeThread,
  result: CoverageResult,
  households: Int32Array,
): Promise<WeekFigures> {
  const offered = offering(result.allStations, result.coverage.definition.service);
  const sum = emptyWeek();
  for (const part of result.parts) {
    const { whenever, byHours, stations } = await ballsOf(thread, result, part);
    const hours = stations.map(slotsOf);
    const own = Int32Array.from(part.at, (at) => households[at] ?? 0);
    const week = await thread.do("week", { balls: whenever, hours, households: own });
    sum.coveredWhenever += week.coveredWhenever;
    sum.coveredByOne += week.coveredByOne;
    for (const { slots, balls } of byHours) {
      const isSame = balls === whenever;
      const then = isSame ? week : await thread.do("week", { balls, hours, households: own });
      addHours(sum, then, slots);
    }
  }
  return {
    ...sum,
    households: households.reduce((all, count) => all + count, 0),
    stations: offered.length,
    stationsOfUnknownHours: offered.filter((station) => slotsOf(station) === null).length,
  };
}

const emptyWeek = () => ({
  covered: Array.from({ length: 384 }, () => 0),
  coveredAtMost: Array.from({ length: 384 }, () => 0),
  coveredWhenever: 0,
  coveredByOne: 0,
});

function addHours(
  sum: ReturnType<typeof emptyWeek>,
  week: HoursOfWeek,
  slots: readonly number[],
): void {
  for (const row of ["covered", "coveredAtMost"] as const)
    for (const slot of slots) sum[row][slot] = (sum[row][slot] ?? 0) + (week[row][slot] ?? 0);
}

interface PartBalls {
  readonly stations: readonly StationPlace[];
  /** With every gate open that has hours. */
  readonly whenever: Incidence;
  /** By half hours in which the same gates are shut; `whenever` itself where no gate has hours. */
  readonly byHours: readonly { readonly slots: readonly number[]; readonly balls: Incidence }[];
}

/** What the stations of a part reach, at whatever hour, kept with it. */
const kept = new WeakMap<RegionCoverage, Promise<PartBalls>>();

function ballsOf(
  thread: ComputeThread,
  result: CoverageResult,
  part: RegionCoverage,
): Promise<PartBalls> {
  const known = kept.get(part);
  if (known) return known;
  const finding = findBalls(thread, result, part);
  kept.set(part, finding);
  finding.catch(() => kept.delete(part));
  return finding;
}

async function findBalls(
  thread: ComputeThread,
  { allStations, coverage }: CoverageResult,
  part: RegionCoverage,
): Promise<PartBalls> {
  // The week is asked about as a whole: the hour of the definition shuts no gate.
  const { moment: _, ...definition } = coverage.definition;
  const stations = offering(allStations, definition.service).filter(({ position }) =>
    isInRegion(part.region, position),
  );
  const whenever = await thread.do("balls", coverTask(part, definition, stations));
  const { gates } = part.network.network;
  const groups = slotsByGates(gates);
  const haveHours = gates.some(({ hours }) => hours);
  const byHours: { slots: readonly number[]; balls: Incidence }[] = [];
  for (const slots of groups) {
    const then = { ...definition, moment: momentOf(slots[0] ?? 0) };
    const balls = haveHours ? await thread.do("balls", coverTask(part, then, stations)) : whenever;
    byHours.push({ slots, balls });
  }
  return { stations, whenever, byHours };
}
