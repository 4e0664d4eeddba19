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

/** Which areas each building lies in: areas of several levels (区, 街道, 社区, 网格) at once. */
export interface AreaMembership {
  /** Positions of areas, by building. */
  readonly areasOfBuilding: readonly (readonly number[])[];
  readonly count: number;
}

/** Sums over all buildings and for each area. */
export function sumByArea(
  buildings: readonly BuildingCoverage[],
  { areasOfBuilding, count }: AreaMembership,
): { total: AreaSum; byArea: readonly AreaSum[] } {
  const total = emptySum();
  const byArea = Array.from({ length: count }, emptySum);
  buildings.forEach((building, i) => {
    addTo(total, building);
    for (const area of areasOfBuilding[i] ?? []) {
      const sum = byArea[area];
      if (sum !== undefined) addTo(sum, building);
    }
  });
  return { total, byArea };
}

function addTo(sum: Sum, { state, households }: BuildingCoverage): void {
  sum.buildings[state]++;
  if (households === null) sum.buildingsWithoutHouseholds++;
  else sum.households[state] += households;
}

/** All households of a sum as contracts write it, whatever their state. */
export const allHouseholds = ({
  households,
}: {
  readonly households: Readonly<Record<"covered" | "uncovered" | "notComputable", number>>;
}): number => households.covered + households.uncovered + households.notComputable;

/** A share (0–1) in percent with one decimal, never rounded up: 99.97 % is not everybody. */
export const percentDown = (share: number): string => (Math.floor(share * 1000) / 10).toFixed(1);

/** Share of households covered, all three states in the denominator; `null` where there are none. */
export function coveredShare({ households }: AreaSum): number | null {
  const all = households.covered + households.uncovered + households["not-computable"];
  return all === 0 ? null : households.covered / all;
}
