import type { MipModel, SitingGoal, SitingProblem } from "@onegrid/core/coverage/siting";

/**
 * A siting question word for word: a column for each candidate and each home, a row for each home
 * ("covered only if one of its sites is chosen") and one for the number or the money.
 */
export function plainModel({ reach, households, cost }: SitingProblem, goal: SitingGoal): MipModel {
  const sites = reach.first.length - 1;
  const sitesOfHome = Array.from(households, (): number[] => []);
  for (let site = 0; site < sites; site++) {
    const homes = reach.items.subarray(reach.first[site], reach.first[site + 1]);
    for (const home of homes) sitesOfHome[home]?.push(site);
  }
  const rows = sitesOfHome.map((own, home) => ({
    columns: [...own, sites + home],
    values: [...own.map(() => 1), -1],
  }));
  const everySite = Array.from({ length: sites }, (_, site) => site);
  const prices = everySite.map((site) => (goal.kind === "budget" ? (cost?.[site] ?? 0) : 1));
  rows.push({ columns: everySite, values: prices });
  const first = new Int32Array(rows.length + 1);
  rows.forEach(({ columns }, row) => (first[row + 1] = (first[row] ?? 0) + columns.length));
  const columns = sites + households.length;
  return {
    objective: Float64Array.from({ length: columns }, (_, i) => households[i - sites] ?? 0),
    offset: 0,
    lower: new Float64Array(columns),
    upper: new Float64Array(columns).fill(1),
    isInteger: Uint8Array.from({ length: columns }, (_, i) => (i < sites ? 1 : 0)),
    first,
    columns: Int32Array.from(rows.flatMap((row) => row.columns)),
    values: Float64Array.from(rows.flatMap((row) => row.values)),
    rowLower: Float64Array.from(rows, (_, row) => (row === rows.length - 1 ? -Infinity : 0)),
    rowUpper: Float64Array.from(rows, (_, row) =>
      row === rows.length - 1 ? limitOf(goal) : Infinity,
    ),
  };
}

function limitOf(goal: SitingGoal): number {
  if (goal.kind === "count") return goal.count;
  if (goal.kind === "budget") return goal.budget;
  throw new Error(`no plain model for ${goal.kind}`);
}
