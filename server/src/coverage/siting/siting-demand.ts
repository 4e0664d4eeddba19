import { isInScope } from "@onegrid/core/access";
import { rowOf } from "@onegrid/core/coverage/siting";
import type { SitingCandidate, SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { Bbox, Position } from "@onegrid/core/geometry";
import type { PublicBuilding, StationPlace } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import type { ComputeThread } from "../compute/compute-thread.ts";
import { buildingsIn } from "../results/building-places.ts";
import { isCoveredAt } from "../results/building-times.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { isRoom } from "../results/figures.ts";
import { groundTask, type RegionCoverage } from "../results/region-coverage.ts";
import { isInRegion } from "../results/regions.ts";
import { buildingCandidates, MOST_CANDIDATES } from "./building-candidates.ts";

export interface DemandInput {
  readonly thread: ComputeThread;
  readonly result: CoverageResult;
  readonly scope: readonly string[];
  readonly areas: readonly Pick<AreaRow, "id" | "kind" | "name" | "path" | "bbox">[];
  /** `null`: candidates stand anywhere on the walking network. */
  readonly publicBuildings: readonly PublicBuilding[] | null;
  /** Stations have room for so many only: those that stand are asked about, and everybody who lives there. */
  readonly rooms: boolean;
}

const FIRST_SPACING_METRES = 100;
const WIDER = 1.25;

/** The question where stations should stand, for one reader's part: what a browser needs to answer it. */
export async function sitingDemand(input: DemandInput): Promise<SitingDemand> {
  const { result, scope } = input;
  const communities = input.areas.filter(
    ({ kind, path }) => kind === "community" && isInScope(scope, path),
  );
  const found = await findCandidates(
    input,
    communities.map(({ bbox }) => bbox),
  );
  const demand = demandOf(input, new Map(communities.map(({ id }, i) => [id, i])));
  const rooms = input.rooms ? result.stations.filter(isRoom) : [];
  const places = [...found.candidates, ...rooms].map(({ position }): Position => position);
  const reach = await sweepAll(input, places, demand.isAsked);
  const useful = keepUseful(found.candidates, rooms, reach);
  const { households, area } = demand;
  const classes = await input.thread.do("classes", { reach: useful.reach, households, area });
  return {
    key: result.key,
    definition: result.coverage.definition,
    kinds: [...result.kinds],
    candidates: useful.candidates,
    leftOut: found.leftOut,
    spacingMetres: found.spacing,
    households: demand.all,
    covered: demand.covered,
    areas: communities.map(({ id, name }) => ({ id, name })),
    rooms: input.rooms,
    standing: useful.standing.map(({ id, name, floorAreaSquareMetres }) => ({
      id,
      name,
      squareMetres: floorAreaSquareMetres,
    })),
    classHouseholds: [...classes.households],
    classArea: [...classes.tag],
    first: [...classes.reach.first],
    items: [...classes.reach.items],
  };
}

async function findCandidates(
  { result, publicBuildings, thread }: DemandInput,
  boxes: readonly Bbox[],
) {
  if (publicBuildings !== null) {
    return { ...buildingCandidates(publicBuildings), spacing: null };
  }
  for (let spacing = FIRST_SPACING_METRES; ; spacing = Math.ceil(spacing * WIDER)) {
    const places: Position[] = [];
    for (const { network } of result.parts)
      places.push(...(await thread.do("candidates", { network: network.name, spacing, boxes })));
    if (places.length > MOST_CANDIDATES) continue;
    const candidates = places.map((position, i): SitingCandidate => ({
      id: `everywhere/${i + 1}`,
      name: "",
      position: [...position],
      kind: null,
    }));
    return { candidates, leftOut: 0, spacing };
  }
}

/** Households that are asked about (with rooms everybody, else who is uncovered), and the community each building counts to; -1 for none. */
function demandOf({ result, scope, rooms }: DemandInput, numberOf: ReadonlyMap<string, number>) {
  const { places, times } = result;
  const { buildings } = places;
  const isMine = buildingsIn(places, scope);
  const households = new Int32Array(buildings.length);
  const area = new Int32Array(buildings.length).fill(-1);
  const isAsked = new Uint8Array(buildings.length);
  let [all, covered] = [0, 0];
  for (const [i, building] of buildings.entries()) {
    if (!isMine(i)) continue;
    const count = building.households ?? 0;
    all += count;
    const isCovered = isCoveredAt(times, i);
    if (isCovered) covered += count;
    if ((rooms || !isCovered) && count > 0) {
      households[i] = count;
      isAsked[i] = 1;
      area[i] = numberOf.get(building.communityId ?? "") ?? -1;
    }
  }
  return { households, area, isAsked, all, covered };
}

/** Who is asked about and what place would reach them: buildings of the result, region after region. */
async function sweepAll(
  { result: { parts, coverage }, thread }: DemandInput,
  candidates: readonly Position[],
  isAsked: Uint8Array,
): Promise<Uint32Array[]> {
  const reach: Uint32Array[] = candidates.map(() => new Uint32Array());
  for (const part of parts) {
    const numbers = [...candidates.keys()].filter((i) => isNear(part, candidates[i]));
    const rows = await thread.do("sweep", {
      ...groundTask(part, coverage.definition),
      candidates: numbers.map((i): Position => candidates[i] ?? [0, 0]),
      isAsked: Uint8Array.from(part.at, (at) => isAsked[at] ?? 0),
    });
    for (const [at, i] of numbers.entries())
      reach[i] = joined(
        reach[i],
        rowOf(rows, at).map((place) => part.at[place] ?? 0),
      );
  }
  return reach;
}

const isNear = ({ region }: RegionCoverage, position?: Position): boolean =>
  position !== undefined && isInRegion(region, position);

/** In rising order. */
const joined = (before: Uint32Array | undefined, more: Uint32Array): Uint32Array =>
  before === undefined || before.length === 0
    ? more
    : Uint32Array.from([...before, ...more]).toSorted();

/** Candidates that would bring nobody are no choice, stations outside that reach nobody here no matter. */
function keepUseful(
  candidates: readonly SitingCandidate[],
  stations: readonly StationPlace[],
  reach: readonly Uint32Array[],
) {
  const kept = [...reach.keys()].filter((i) => (reach[i]?.length ?? 0) > 0);
  const first = new Uint32Array(kept.length + 1);
  kept.forEach((i, at) => (first[at + 1] = (first[at] ?? 0) + (reach[i]?.length ?? 0)));
  const items = new Uint32Array(first.at(-1) ?? 0);
  kept.forEach((i, at) => items.set(reach[i] ?? [], first[at]));
  return {
    candidates: kept.flatMap((i) => candidates[i] ?? []),
    standing: kept.flatMap((i) => stations[i - candidates.length] ?? []),
    reach: { first, items },
  };
}
