import type { MipModel } from "./exact-core.ts";
import { rowCount, rowOf, transpose } from "./incidence.ts";
import { modelOfRows, type MipRow } from "./mip-rows.ts";
import type { SitingProblem } from "./siting-problem.ts";

/** Areas whose worst covered one is to be raised: 社区 mostly. */
export interface FairQuestion {
  /** Area of each building of the problem; -1: none. */
  readonly areaOf: Int32Array;
  /** All households of each area, and those that the stations which stand cover. */
  readonly households: readonly number[];
  readonly covered: readonly number[];
  /** 0.01: the plan may cover up to 1 % fewer households than the one it starts from. */
  readonly loss: number;
}

/** The share is told to the solver in millionths: its whole steps are finer than any household. */
export const MILLION = 1_000_000;

export interface FairFrame {
  /** Areas that a candidate reaches. */
  readonly areas: readonly number[];
  /** Households that the plan has to cover, with those that are covered already. */
  readonly least: number;
  readonly room: number;
  readonly isPriced: boolean;
}

/** Buildings that no station which stands covers. */
export const openRows = ({ households, isCovered }: SitingProblem): number[] =>
  [...households.keys()].filter((row) => isCovered?.[row] !== 1);

/** y = candidate chosen, z = building covered, t = share of the worst area; raise t. */
export function fairModel(problem: SitingProblem, fair: FairQuestion, frame: FairFrame): MipModel {
  const { households } = problem;
  const sites = rowCount(problem.reach);
  const open = openRows(problem);
  const worst = sites + open.length;
  const weights = open.map((row, i): [number, number] => [sites + i, households[row] ?? 0]);
  const standing = sumOf(households) - weights.reduce((sum, [, weight]) => sum + weight, 0);
  const rows: MipRow[] = [
    ...linksOf(problem, open),
    { terms: weights, lower: frame.least - standing, upper: Infinity },
    { terms: pricesOf(problem, frame.isPriced), lower: -Infinity, upper: frame.room },
    ...frame.areas.map((area): MipRow => {
      const own = weights.filter((_, i) => fair.areaOf[open[i] ?? -1] === area);
      const all: [number, number] = [worst, -(fair.households[area] ?? 0)];
      return { terms: [...own, all], lower: -(fair.covered[area] ?? 0), upper: Infinity };
    }),
  ];
  const objective = new Float64Array(worst + 1);
  objective[worst] = MILLION;
  const isInteger = Uint8Array.from(objective, (_, i) => (i < sites ? 1 : 0));
  return modelOfRows(rows, { objective, ...boundsOf(problem, open), isInteger });
}

/** A building is covered only if one of its candidates is chosen. */
function linksOf({ reach, households }: SitingProblem, open: readonly number[]): MipRow[] {
  const sitesOfRow = transpose(reach, households.length);
  return open.map((row, i) => {
    const by = Array.from(rowOf(sitesOfRow, row), (site): [number, number] => [site, 1]);
    return { terms: [...by, [rowCount(reach) + i, -1]], lower: 0, upper: Infinity };
  });
}

const pricesOf = ({ reach, cost }: SitingProblem, isPriced: boolean): [number, number][] =>
  Array.from({ length: rowCount(reach) }, (_, site) => [site, isPriced ? (cost?.[site] ?? 1) : 1]);

function boundsOf(
  { reach, locked = [], forbidden = [], mustServe }: SitingProblem,
  open: readonly number[],
): Pick<MipModel, "lower" | "upper"> {
  const sites = rowCount(reach);
  const lower = new Float64Array(sites + open.length + 1);
  const upper = new Float64Array(lower.length).fill(1);
  for (const site of locked) lower[site] = 1;
  for (const site of forbidden) upper[site] = 0;
  for (const [i, row] of open.entries()) lower[sites + i] = mustServe?.[row] ?? 0;
  return { lower, upper };
}

const sumOf = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0);
