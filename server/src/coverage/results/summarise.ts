import { coveredShare, type AreaSum } from "@onegrid/core/coverage";
import type {
  CoverageReply,
  CoverageStation,
  CoverageSum,
  GateInterval,
} from "@onegrid/core/coverage/contract";
import { isInScope } from "@onegrid/core/access";
import type { GridName, StationPlace } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import { REASONS } from "../compute/compute-tasks.ts";
import { areasOf, TOTAL } from "./areas-of.ts";
import { buildingsIn } from "./building-places.ts";
import type { Bounds, CoverageResult } from "./coverage-results.ts";
import { countHours, countKinds, listServices, offering } from "./station-choice.ts";
import { difference } from "./difference.ts";
import { addSum, emptySum, type MutableSum } from "./leaf-sums.ts";

type NamedArea = Pick<AreaRow, "id" | "kind" | "name" | "parentId" | "bbox" | "path">;

export interface SummaryInput {
  readonly result: CoverageResult;
  readonly scope: readonly string[];
  /** Areas of the reader and those above them, from the root down. */
  readonly areas: readonly NamedArea[];
  readonly grids: readonly GridName[];
  /** The same question with inferred gates shut and open; `null` when there are none. */
  readonly bounds: Bounds | null;
  /** The result it is compared with. */
  readonly against: CoverageResult | null;
}

type Label = Pick<CoverageSum, "id" | "kind" | "name" | "parentId" | "bbox">;

/** The numbers of one reader: buildings outside their part are in no sum. */
export function summarise(input: SummaryInput): CoverageReply {
  const { result, scope } = input;
  const { sums, served } = gather(result, scope);
  const labelled = (label: Label): CoverageSum[] => {
    const sum = sums.get(label.id);
    return sum ? [{ ...label, ...sumOf(sum) }] : [];
  };
  const isOurs = ({ communityPath }: Pick<StationPlace, "communityPath">): boolean =>
    isInScope(scope, communityPath);
  const ours = result.allStations.filter(isOurs);
  const { moment, service } = result.coverage.definition;
  const label = { id: TOTAL, kind: "total", name: "", parentId: null, bbox: null };
  const total = { ...label, ...sumOf(sums.get(TOTAL) ?? emptySum()), id: "" };
  const byArea = areaLabels(input).flatMap(labelled);
  const byGrid = input.grids.flatMap(({ id, name, code, communityId, bbox }) =>
    labelled({ id, kind: "grid", name: name || code, parentId: communityId, bbox: [...bbox] }),
  );
  return {
    key: result.key,
    tiles: tilesOf(result.key, scope, input.against?.key),
    definition: result.coverage.definition,
    kinds: [...result.kinds],
    total,
    byArea,
    byGrid,
    stations: stationsOf(result, scope, served),
    stationHours: countHours(offering(ours, service), moment),
    services: listServices(ours),
    otherStations: countKinds(result.otherStations.filter(isOurs)),
    problems: problemsOf(result, scope),
    buildingsOutsideAreas: result.sums.buildingsOutsideAreas,
    inferredGates: result.inferredGates,
    interval: intervalOf(input),
    scenario: result.scenario,
    difference: differenceTo(input, { total, byArea, byGrid }),
  };
}

const differenceTo = (
  { result, against, scope }: SummaryInput,
  sums: Pick<CoverageReply, "total" | "byArea" | "byGrid">,
): CoverageReply["difference"] =>
  against && {
    against: against.scenario,
    key: against.key,
    tiles: tilesOf(against.key, scope),
    ...difference({ after: result, before: against, scope, sums }),
  };

/** An area above the reader's part would carry the sum of that part under the name of the whole. */
const areaLabels = ({ areas, scope }: SummaryInput): Label[] =>
  areas
    .filter(({ path }) => isInScope(scope, path))
    .map(({ id, kind, name, parentId, bbox }) => ({ id, kind, name, parentId, bbox: [...bbox] }));

/** A tile depends on its address alone: the part it was cut for is in it. */
const tilesOf = (key: string, scope: readonly string[], against?: string): string =>
  `/tiles/coverage/${key}/{z}/{x}/{y}?scope=${encodeURIComponent(scope.join(","))}${
    against === undefined ? "" : `&against=${against}`
  }`;

/** Stations in the reader's part, and those outside that serve somebody in it. */
function stationsOf(
  { coverage, stations }: CoverageResult,
  scope: readonly string[],
  served: ReadonlyMap<string, number>,
): CoverageStation[] {
  const stranded = new Map(coverage.strandedStations.map(({ id, reason }) => [id, reason]));
  return stations
    .filter(({ id, communityPath }) => served.has(id) || isInScope(scope, communityPath))
    .map(({ id, kind, name, position: [lng, lat], floorAreaSquareMetres, hours, services }) => ({
      id,
      kind,
      name,
      position: [lng, lat],
      floorAreaSquareMetres,
      hours,
      services: [...services],
      households: served.get(id) ?? 0,
      stranded: stranded.get(id) ?? null,
    }));
}

function intervalOf({ bounds, result, scope }: SummaryInput): GateInterval | null {
  if (!bounds) return null;
  return {
    gates: result.inferredGates,
    compounds: result.inferredCompounds,
    pessimistic: coveredIn(bounds.pessimistic, scope),
    optimistic: coveredIn(bounds.optimistic, scope),
  };
}

const coveredIn = ({ places, sums }: CoverageResult, scope: readonly string[]): number =>
  places.leaves.reduce((count, { communityPath }, leaf) => {
    const covered = sums.sums[leaf]?.households.covered ?? 0;
    return isInScope(scope, communityPath) ? count + covered : count;
  }, 0);

interface Gathered {
  readonly sums: ReadonlyMap<string, MutableSum>;
  /** Households by the station that is their nearest within the limit. */
  readonly served: ReadonlyMap<string, number>;
}

/** What the leaves of the scope add up to. */
function gather(
  { places, sums: kept, stations }: CoverageResult,
  scope: readonly string[],
): Gathered {
  const sums = new Map<string, MutableSum>();
  const served = new Map<string, number>();
  for (const [at, leaf] of places.leaves.entries()) {
    const own = kept.sums[at];
    if (!own || !isInScope(scope, leaf.communityPath)) continue;
    for (const id of [TOTAL, ...areasOf(leaf)]) {
      const sum = sums.get(id) ?? emptySum();
      sums.set(id, sum);
      addSum(sum, own);
    }
    for (const [station, households] of kept.served[at] ?? []) {
      const id = stations[station]?.id ?? "";
      served.set(id, (served.get(id) ?? 0) + households);
    }
  }
  return { sums, served };
}

/** Buildings of the scope that cannot be computed; their names are put in by whoever reads them. */
function problemsOf(result: CoverageResult, scope: readonly string[]): CoverageReply["problems"] {
  const isMine = buildingsIn(result.places, scope);
  return result.sums.problems.filter(isMine).flatMap((at) => {
    const place = result.places.buildings[at];
    if (!place) return [];
    const { id, households, position } = place;
    const reason = REASONS[result.times.reason[at] ?? -1] ?? "";
    return [{ buildingId: id, name: "", reason, position: [position[0], position[1]], households }];
  });
}

const sumOf = (sum: MutableSum): Omit<CoverageSum, keyof Label> => ({
  households: counts(sum.households),
  estimatedHouseholds: sum.estimatedHouseholds,
  buildings: counts(sum.buildings),
  buildingsWithoutHouseholds: sum.buildingsWithoutHouseholds,
  coveredShare: coveredShare(sum),
});

const counts = (by: AreaSum["households"]): CoverageSum["households"] => ({
  covered: by.covered,
  uncovered: by.uncovered,
  notComputable: by["not-computable"],
});
