import type { GridFacts, MetricValues } from "@onegrid/core/division";

/** One line of the report's table. Shares are fractions of 1. */
export interface TableRow {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** `null`: cannot be said of this input. */
  readonly value: number | null;
  readonly definition: string;
}

export interface TableInput {
  readonly metrics: MetricValues;
  readonly facts: readonly GridFacts[];
  readonly seconds: number;
  readonly gapAndOverlapSquareMetres: number;
  readonly unitsOutsideTheirCommunity: number;
}

const FAIR = "share of grids with |W / (H / k) − 1| ≤";
const OF_PART = "H and k of the connected part";
const POLSBY_POPPER = "4πA / P², all parts and hole borders, unsimplified";

/** Key, Chinese, English, definition; a key after the number of a target is that of a metric. */
const ROWS: readonly (readonly [key: string, zh: string, en: string, definition: string])[] = [
  ["D1 seconds", "秒", "seconds", "wall time of reading, dividing and measuring"],
  [
    "D4 fairShareWithin10",
    "与均户相差 10 % 以内",
    "within ±10 % of fair share",
    `${FAIR} 0.10; ${OF_PART}`,
  ],
  [
    "D5 fairShareWithin20",
    "与均户相差 20 % 以内",
    "within ±20 % of fair share",
    `${FAIR} 0.20; ${OF_PART}`,
  ],
  [
    "D6 targetWithin10",
    "与目标相差 10 % 以内",
    "within ±10 % of the target",
    "share of grids with |W / target − 1| ≤ 0.10",
  ],
  [
    "D7 ukBand",
    "英国产出区带",
    "UK band",
    "share of grids with −12 % ≤ W / target − 1 ≤ 11.2 % (110–139 of 125)",
  ],
  ["D7 narrowBand", "窄带", "narrow band", "share of grids with −4 % ≤ W / target − 1 ≤ 3 %"],
  ["D7 green", "绿灯", "green light", "share of grids with ⅔ ≤ W / target ≤ 1⅓"],
  ["D8 polsbyPopperMean", "紧凑度均值", "mean Polsby–Popper", POLSBY_POPPER],
  ["D8 polsbyPopperP5", "紧凑度第 5 百分位", "5th percentile of it", POLSBY_POPPER],
  [
    "D9 smallCompoundsCut",
    "被切开的小小区",
    "small compounds cut",
    "compounds of at most 1.1 × target households in more than one grid",
  ],
  [
    "D10 largeCompoundsInFewest",
    "大小区片数最少",
    "larger compounds in fewest pieces",
    "share of larger compounds in at most ⌈H / (1.1 × target)⌉ grids",
  ],
  [
    "D11 innerBorderOnBarriers",
    "内界沿道路围墙",
    "inner border on barriers",
    "share of the length of arcs between two grids of one community, hard ones left out, on classes 1–4",
  ],
  [
    "D11 acrossHardBarriers",
    "跨硬边界（米）",
    "metres across hard barriers",
    "length of class 0 arcs with one grid on both sides; ground that hangs on a bank left out",
  ],
  [
    "D12 contiguous",
    "连片",
    "contiguous",
    "share of grids that are one component over contacts (≥ 1 m of passable border), by union-find",
  ],
  [
    "D12 nestingFaults",
    "跨社区单元",
    "units outside their community",
    "units in a grid of another community",
  ],
  [
    "D13 gapAndOverlap",
    "空隙与重叠（平方米）",
    "gaps and overlaps in m²",
    "Σ area of the grids' rings − Σ area of the units, in whole cm²; shared borders are stored once",
  ],
];

/**
 * The measures of a division with their definitions, D1–D13. Grids that a single unit or compound above
 * 1.1 × target fills cannot be held to a share and are left out of the bands.
 */
export function reportTable(input: TableInput): TableRow[] {
  const values: MetricValues = {
    ...input.metrics,
    seconds: input.seconds,
    narrowBand: shareWithin(input.facts, -0.04, 0.03),
    green: shareWithin(input.facts, -1 / 3, 1 / 3),
    nestingFaults: input.unitsOutsideTheirCommunity,
    gapAndOverlap: input.gapAndOverlapSquareMetres,
  };
  return ROWS.map(([key, zh, en, definition]) => {
    const value = values[key.slice(key.indexOf(" ") + 1)] ?? null;
    return { key, zh, en, value, definition };
  });
}

function shareWithin(facts: readonly GridFacts[], low: number, high: number): number | null {
  const divisible = facts.filter(({ isOversized }) => !isOversized);
  const inside = divisible.filter(
    ({ deviationTarget }) => deviationTarget >= low && deviationTarget <= high,
  );
  return divisible.length === 0 ? null : inside.length / divisible.length;
}
