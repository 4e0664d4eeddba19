import { setImmediate } from "node:timers/promises";
import { isInScope } from "@onegrid/core/access";
import {
  attachBuildings,
  attachPoints,
  BallFinder,
  hoursOfWeek,
  measureCapacity,
  measureEquity,
  type Ball,
} from "@onegrid/core/coverage";
import type {
  CapacityRow,
  CoverageFigures,
  EquityRow,
  WeekFigures,
} from "@onegrid/core/coverage/figures-contract";
import type { BuildingPlace, StationPlace } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import { Problem } from "../../problem.ts";
import type { CoverageResult } from "./coverage-results.ts";
import type { RegionCoverage } from "./region-coverage.ts";
import { isInRegion } from "./regions.ts";
import { offering, slotsOf } from "./station-choice.ts";

interface Asked {
  readonly scope: readonly string[];
  /** Areas of the reader and those above them. */
  readonly areas: readonly Pick<AreaRow, "id" | "kind" | "path">[];
  /** An area or grid; `null`: all that the reader answers for. */
  readonly areaId: string | null;
}

/** The figures of one reader, or of one of their areas. Refuses an area that is not theirs. */
export async function figuresOf(result: CoverageResult, asked: Asked): Promise<CoverageFigures> {
  const { areaId, areas, scope } = asked;
  const isMine = result.buildings.map(
    (place) =>
      isInScope(scope, place.communityPath) &&
      (areaId === null || place.gridId === areaId || place.communityPath.includes(areaId)),
  );
  const isArea = areas.some(({ id, path }) => id === areaId && isInScope(scope, path));
  if (areaId !== null && !isArea && !isMine.includes(true))
    throw new Problem({ code: "coverage.unknown-area", areaId });
  const ours = areas.filter(
    ({ path }) => isInScope(scope, path) && (areaId === null || path.includes(areaId)),
  );
  return {
    key: result.key,
    definition: result.coverage.definition,
    kinds: [...result.kinds],
    area: areaId,
    week: await weekOf(result, isMine),
    capacity: capacityOf(
      result,
      ours.filter(({ kind }) => kind === "community").map(({ id }) => id),
    ),
    ...equityOf(result, { isMine, areas: ours }),
  };
}

/** Rooms count against the norm, a square (党建广场) is outdoors. */
const isRoom = ({ kind }: StationPlace): boolean => kind !== "party_square";

function capacityOf(result: CoverageResult, communities: readonly string[]): CapacityRow[] {
  const { service } = result.coverage.definition;
  const rooms = offering(result.allStations, service).filter(isRoom);
  const homes = new Map(communities.map((id) => [id, 0]));
  for (const { communityPath, households } of result.buildings) {
    const id = communityPath.at(-1) ?? "";
    const sum = homes.get(id);
    if (sum !== undefined) homes.set(id, sum + (households ?? 0));
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

function equityOf(
  { coverage, buildings }: CoverageResult,
  { isMine, areas }: { isMine: readonly boolean[]; areas: Asked["areas"] },
): Pick<CoverageFigures, "equity" | "equityByArea"> {
  const mine = coverage.buildings.filter((_, at) => isMine[at]);
  const levels = areas.filter(({ kind }) => kind === "street" || kind === "community");
  const walks = new Map(levels.map(({ id }) => [id, [] as typeof mine]));
  coverage.buildings.forEach((building, at) => {
    if (!isMine[at]) return;
    for (const id of buildings[at]?.communityPath ?? []) walks.get(id)?.push(building);
  });
  return {
    equity: { id: "", ...measureEquity(mine) },
    equityByArea: [...walks].map(([id, own]): EquityRow => ({ id, ...measureEquity(own) })),
  };
}

async function weekOf(result: CoverageResult, isMine: readonly boolean[]): Promise<WeekFigures> {
  const covered = Array.from({ length: 384 }, () => 0);
  const coveredAtMost = [...covered];
  let [coveredWhenever, coveredByOne] = [0, 0];
  const offered = offering(result.allStations, result.coverage.definition.service);
  for (const part of result.parts) {
    const { balls, stations } = await ballsOf(result, part, offered);
    const week = hoursOfWeek({
      balls,
      hours: stations.map(slotsOf),
      households: part.places.map(({ building, index }) =>
        isMine[index] ? (building.households ?? 0) : 0,
      ),
    });
    week.covered.forEach((count, slot) => (covered[slot] = (covered[slot] ?? 0) + count));
    week.coveredAtMost.forEach(
      (count, slot) => (coveredAtMost[slot] = (coveredAtMost[slot] ?? 0) + count),
    );
    coveredWhenever += week.coveredWhenever;
    coveredByOne += week.coveredByOne;
  }
  return {
    households: sumHouseholds(result.buildings, isMine),
    covered,
    coveredAtMost,
    coveredWhenever,
    coveredByOne,
    stations: offered.length,
    stationsOfUnknownHours: offered.filter((station) => slotsOf(station) === null).length,
  };
}

const sumHouseholds = (buildings: readonly BuildingPlace[], isMine: readonly boolean[]): number =>
  buildings.reduce((sum, { households }, at) => sum + (isMine[at] ? (households ?? 0) : 0), 0);

interface PartBalls {
  readonly stations: readonly StationPlace[];
  readonly balls: readonly Ball[];
}

/** What the stations of a part reach, kept with it. */
const kept = new WeakMap<RegionCoverage, Promise<PartBalls>>();
/** So many sweeps take some milliseconds: then others have their turn. */
const SWEEPS_AT_A_TIME = 16;

function ballsOf(
  result: CoverageResult,
  part: RegionCoverage,
  offered: readonly StationPlace[],
): Promise<PartBalls> {
  const known = kept.get(part);
  if (known) return known;
  const finding = findBalls(result, part, offered);
  kept.set(part, finding);
  finding.catch(() => kept.delete(part));
  return finding;
}

async function findBalls(
  { coverage }: CoverageResult,
  { network, places, region, gateState }: RegionCoverage,
  offered: readonly StationPlace[],
): Promise<PartBalls> {
  const { finder } = network;
  const buildings = places.map(({ building }) => building);
  const finderOfBalls = new BallFinder(network.network, {
    points: attachBuildings(finder, buildings),
    definition: coverage.definition,
    gateState,
  });
  const stations = offered.filter(({ position }) => isInRegion(region, position));
  const balls: Ball[] = [];
  for (const { position } of stations) {
    balls.push(finderOfBalls.find(attachPoints(finder, [position])));
    if (balls.length % SWEEPS_AT_A_TIME === 0) await setImmediate();
  }
  return { stations, balls };
}
