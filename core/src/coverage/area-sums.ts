import type { BuildingCoverage, CoverageState } from "./compute-coverage.ts";

/** Households and buildings by state. The denominator is all of them: the three states sum to it. */
export interface AreaSum {
  readonly households: Readonly<Record<CoverageState, number>>;
  readonly buildings: Readonly<Record<CoverageState, number>>;
  /** Buildings whose households nobody knows; not in the household sums. */
  readonly buildingsWithoutHouseholds: number;
}

interface Sum extends AreaSum {
  readonly households: Record<CoverageState, number>;
  readonly buildings: Record<CoverageState, number>;
  buildingsWithoutHouseholds: number;
}

const emptySum = (): Sum => ({
  households: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildings: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildingsWithoutHouseholds: 0,
});

/** Sums over all buildings and for each area. `ofBuilding` is -1 for a building in no area. */
export function sumByArea(
  buildings: readonly BuildingCoverage[],
  areas: { readonly ofBuilding: Int32Array; readonly count: number },
): { total: AreaSum; byArea: readonly AreaSum[] } {
  const total = emptySum();
  const byArea = Array.from({ length: areas.count }, emptySum);
  buildings.forEach(({ state, households }, i) => {
    for (const sum of [total, byArea[areas.ofBuilding[i] ?? -1]]) {
      if (sum === undefined) continue;
      sum.buildings[state]++;
      if (households === null) sum.buildingsWithoutHouseholds++;
      else sum.households[state] += households;
    }
  });
  return { total, byArea };
}

/** Share of households covered, all three states in the denominator; `null` where there are none. */
export function coveredShare({ households }: AreaSum): number | null {
  const all = households.covered + households.uncovered + households["not-computable"];
  return all === 0 ? null : households.covered / all;
}
