import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { rowsOf, type Level } from "../rows.ts";
import { allHouseholds } from "../words.ts";

/** How many a leader looks at. */
const MOST = 10;

/**
 * The areas with the largest share of households uncovered. Those that cannot be computed are in the
 * denominator and not in the share; where nobody lives there is nothing to rank.
 */
export function worstRows(
  result: CoverageReply,
  { level, areaId }: { level: Level; areaId: string | null },
): readonly CoverageSum[] {
  return rowsOf(result, { level, areaId, sorting: { key: "uncovered", isDescending: true } })
    .filter((sum) => allHouseholds(sum) > 0)
    .toSorted((a, b) => share(b) - share(a))
    .slice(0, MOST);
}

const share = (sum: CoverageSum): number => sum.households.uncovered / allHouseholds(sum);
