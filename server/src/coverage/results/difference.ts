import { allHouseholds } from "@onegrid/core/coverage";
import type { CoverageDifference, DifferenceSum } from "@onegrid/core/coverage/scenario-contract";
import type { CoverageSum } from "@onegrid/core/coverage/contract";
import { areasOf, TOTAL } from "./areas-of.ts";
import { buildingsIn } from "./building-places.ts";
import { isCoveredAt } from "./building-times.ts";
import type { CoverageResult } from "./coverage-results.ts";

type Side = "gained" | "lost" | null;

/** What a building does between two results of the same question. */
export function sideOf(wasCovered: boolean, isCovered: boolean): Side {
  if (wasCovered === isCovered) return null;
  return isCovered ? "gained" : "lost";
}

/** Whether the building of an id is covered; not where there is none. */
export const isCoveredIn = ({ places, times }: CoverageResult, id: string): boolean =>
  isCoveredAt(times, places.indexOf.get(id) ?? -1);

/** Whether a building of one result is covered in another: at once where both are of the same places. */
export const coveredInOther = (
  { places }: CoverageResult,
  other: CoverageResult,
): ((building: number) => boolean) =>
  places === other.places
    ? (building) => isCoveredAt(other.times, building)
    : (building) => isCoveredIn(other, places.buildings[building]?.id ?? "");

interface Sums {
  readonly total: CoverageSum;
  readonly byArea: readonly CoverageSum[];
  readonly byGrid: readonly CoverageSum[];
}

interface Compared {
  readonly after: CoverageResult;
  readonly before: CoverageResult;
  readonly scope: readonly string[];
  /** The sums of `after`, with their names. */
  readonly sums: Sums;
}

/** Who changes sides, by area and grid of one reader's part. Both results answer the same question. */
export function difference(
  compared: Compared,
): Pick<CoverageDifference, "total" | "byArea" | "byGrid"> {
  const flips = flipsOf(compared);
  const { total, byArea, byGrid } = compared.sums;
  const row = (sum: CoverageSum): DifferenceSum => rowOf(sum, flips.get(sum.id) ?? new Flips());
  return {
    total: rowOf(total, flips.get(TOTAL) ?? new Flips()),
    byArea: byArea.map(row),
    byGrid: byGrid.map(row),
  };
}

function flipsOf({ after, before, scope }: Compared): Map<string, Flips> {
  const flips = new Map<string, Flips>();
  const isMine = buildingsIn(after.places, scope);
  const wasCovered = coveredInOther(after, before);
  after.places.buildings.forEach((place, index) => {
    if (!isMine(index)) return;
    const side = sideOf(wasCovered(index), isCoveredAt(after.times, index));
    if (side === null) return;
    for (const id of [TOTAL, ...areasOf(place)]) {
      const sum = flips.get(id) ?? new Flips();
      flips.set(id, sum);
      sum.add(side, place.households ?? 0);
    }
  });
  return flips;
}

const rowOf = (sum: CoverageSum, flips: Flips): DifferenceSum => ({
  id: sum.id,
  kind: sum.kind,
  name: sum.name,
  parentId: sum.parentId,
  bbox: sum.bbox,
  households: allHouseholds(sum),
  before: sum.households.covered - flips.gained + flips.lost,
  after: sum.households.covered,
  gained: flips.gained,
  lost: flips.lost,
  gainedBuildings: flips.gainedBuildings,
  lostBuildings: flips.lostBuildings,
});

class Flips {
  gained = 0;
  lost = 0;
  gainedBuildings = 0;
  lostBuildings = 0;

  add(side: "gained" | "lost", households: number): void {
    this[side] += households;
    this[`${side}Buildings`] += 1;
  }
}
