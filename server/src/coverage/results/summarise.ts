import { coveredShare, type AreaSum, type BuildingCoverage } from "@onegrid/core/coverage";
import type {
  CoverageReply,
  CoverageStation,
  CoverageSum,
  GateInterval,
} from "@onegrid/core/coverage/contract";
import { isInScope } from "@onegrid/core/access";
import type { GridName } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import { areasOf, TOTAL } from "./areas-of.ts";
import type { Bounds, CoverageResult } from "./coverage-results.ts";
import { countHours, listServices, offering } from "./station-choice.ts";
import { difference } from "./difference.ts";

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
  const { sums, problems, served } = gather(result, scope);
  const labelled = (label: Label): CoverageSum[] => {
    const sum = sums.get(label.id);
    return sum ? [{ ...label, ...sumOf(sum) }] : [];
  };
  const ours = result.allStations.filter(({ communityPath }) => isInScope(scope, communityPath));
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
    problems,
    buildingsOutsideAreas: result.buildings.filter((each) => each.communityPath.length === 0)
      .length,
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

const coveredIn = ({ coverage, buildings }: CoverageResult, scope: readonly string[]): number =>
  coverage.buildings.reduce((sum, { state, households }, at) => {
    const place = buildings[at];
    const counts = state === "covered" && place && isInScope(scope, place.communityPath);
    return counts ? sum + (households ?? 0) : sum;
  }, 0);

interface Gathered {
  readonly sums: ReadonlyMap<string, MutableSum>;
  readonly problems: CoverageReply["problems"];
  /** Households by the station that is their nearest within the limit. */
  readonly served: ReadonlyMap<string, number>;
}

/** One pass over the buildings of the scope. */
function gather({ coverage, buildings }: CoverageResult, scope: readonly string[]): Gathered {
  const sums = new Map<string, MutableSum>();
  const problems: CoverageReply["problems"] = [];
  const served = new Map<string, number>();
  coverage.buildings.forEach((building, index) => {
    const place = buildings[index];
    if (!place || !isInScope(scope, place.communityPath)) return;
    const { id: buildingId, households, reason, state, station } = building;
    for (const id of [TOTAL, ...areasOf(place)]) {
      const sum = sums.get(id) ?? emptySum();
      sums.set(id, sum);
      addTo(sum, building, place.householdSource === "estimate");
    }
    if (state === "covered" && station !== null) {
      served.set(station, (served.get(station) ?? 0) + (households ?? 0));
    }
    if (state === "not-computable") {
      const [lng, lat] = place.position;
      problems.push({
        buildingId,
        name: "",
        reason: reason ?? "",
        position: [lng, lat],
        households,
      });
    }
  });
  return { sums, problems, served };
}

interface MutableSum extends AreaSum {
  readonly households: Record<BuildingCoverage["state"], number>;
  readonly buildings: Record<BuildingCoverage["state"], number>;
  buildingsWithoutHouseholds: number;
  estimatedHouseholds: number;
}

const emptySum = (): MutableSum => ({
  households: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildings: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildingsWithoutHouseholds: 0,
  estimatedHouseholds: 0,
});

function addTo(
  sum: MutableSum,
  { state, households }: BuildingCoverage,
  isEstimate: boolean,
): void {
  sum.buildings[state] += 1;
  if (households === null) sum.buildingsWithoutHouseholds += 1;
  else sum.households[state] += households;
  if (isEstimate) sum.estimatedHouseholds += households ?? 0;
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
