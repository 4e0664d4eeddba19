import { coveredShare, type AreaSum, type BuildingCoverage } from "@onegrid/core/coverage";
import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { isInScope } from "@onegrid/core/access";
import type { CoverageResult } from "./coverage-results.ts";

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

export interface SummaryInput {
  readonly result: CoverageResult;
  readonly scope: readonly string[];
  /** Areas of the reader, from the root down. */
  readonly areas: readonly Named[];
  readonly grids: readonly { readonly id: string; readonly code: string; readonly name: string }[];
}

/** The numbers of one reader: buildings outside their part are in no sum. */
export function summarise({ result, scope, areas, grids }: SummaryInput): CoverageReply {
  const { sums, problems, served } = gather(result, scope);
  const named = (area: Named): CoverageSum[] => {
    const sum = sums.get(area.id);
    return sum ? [{ ...area, ...sumOf(sum) }] : [];
  };
  const stranded = new Map(result.coverage.strandedStations.map(({ id, reason }) => [id, reason]));
  return {
    key: result.key,
    definition: result.coverage.definition,
    total: { id: "", kind: "total", name: "", ...sumOf(sums.get(TOTAL) ?? emptySum()) },
    byArea: areas.map(({ id, kind, name }) => ({ id, kind, name })).flatMap(named),
    byGrid: grids.flatMap(({ id, name }) => named({ id, kind: "grid", name })),
    stations: result.stations.map(({ id, kind, name, position: [lng, lat] }) => ({
      id,
      kind,
      name,
      position: [lng, lat],
      households: served.get(id) ?? 0,
      stranded: stranded.get(id) ?? null,
    })),
    problems,
    inferredGates: result.network.inferredGates,
  };
}

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
    for (const id of [TOTAL, ...place.communityPath, ...(place.gridId ? [place.gridId] : [])]) {
      const sum = sums.get(id) ?? emptySum();
      sums.set(id, sum);
      addTo(sum, building);
    }
    if (state === "covered" && station !== null) {
      served.set(station, (served.get(station) ?? 0) + (households ?? 0));
    }
    if (state === "not-computable") {
      const [lng, lat] = place.position;
      problems.push({ buildingId, reason: reason ?? "", position: [lng, lat], households });
    }
  });
  return { sums, problems, served };
}

const TOTAL = "\u0000total";

interface MutableSum {
  readonly households: Record<BuildingCoverage["state"], number>;
  readonly buildings: Record<BuildingCoverage["state"], number>;
  buildingsWithoutHouseholds: number;
}

const emptySum = (): MutableSum => ({
  households: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildings: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildingsWithoutHouseholds: 0,
});

function addTo(sum: MutableSum, { state, households }: BuildingCoverage): void {
  sum.buildings[state] += 1;
  if (households === null) sum.buildingsWithoutHouseholds += 1;
  else sum.households[state] += households;
}

const sumOf = (sum: AreaSum): Omit<CoverageSum, "id" | "kind" | "name"> => ({
  households: counts(sum.households),
  buildings: counts(sum.buildings),
  buildingsWithoutHouseholds: sum.buildingsWithoutHouseholds,
  coveredShare: coveredShare(sum),
});

const counts = (by: AreaSum["households"]): CoverageSum["households"] => ({
  covered: by.covered,
  uncovered: by.uncovered,
  notComputable: by["not-computable"],
});
