import { gridCount, type Ground, type UnitGraph } from "@onegrid/core/division";
import type { PlanarMap } from "@onegrid/core/topology";

/** One statistic of a made city beside the one of the test city. */
export interface CityFact {
  readonly fact: string;
  readonly wanted: string;
  readonly made: string;
}

const TARGET = 300;
const SMALL = 1.1 * TARGET;

/** What the city is like, beside what it should be like. */
export function cityFacts(map: PlanarMap, grounds: ReadonlyMap<string, Ground>): CityFact[] {
  const { units, arcs } = map;
  const households = [...units.households].toSorted((a, b) => a - b);
  const area = units.area2.reduce((sum, area2) => sum + area2, 0) / 2e4 / 1e6;
  const pairs = new Set<number>();
  for (const [arc, left] of arcs.left.entries()) {
    const right = arcs.right[arc] ?? -1;
    if (left >= 0 && right >= 0)
      pairs.add(Math.min(left, right) * units.ids.length + Math.max(left, right));
  }
  const compounds = compoundSizes(map);
  const parts = [...grounds.values()].flatMap(partHouseholds);
  const grids = parts.reduce((sum, part) => sum + gridCount(part, TARGET), 0);
  const rows: [string, string, number, number][] = [
    ["km²", "206", area, 0],
    ["households", "1,309,609", sumOf(households), 0],
    ["units", "59,643", households.length, 0],
    ["households of a unit, p90", "92", at(households, 0.9), 0],
    ["households of the largest unit", "275", households.at(-1) ?? 0, 0],
    ["adjacencies", "175,803", pairs.size, 0],
    ["communities", "725", grounds.size, 0],
    ["parts", "", parts.length, 0],
    ["grids", "4,430", grids, 0],
    ["grids per community", "6.1", grids / grounds.size, 1],
    ["compounds", "2,159", compounds.length, 0],
    ["households of a compound, median", "509", at(compounds, 0.5), 0],
    ["compounds ≤ 330 households", "431", compounds.filter((size) => size <= SMALL).length, 0],
    ["equal shares within ±10 % of 300, %", "92.5", 100 * equalShare(parts, -0.1, 0.1), 1],
    ["equal shares within ±20 % of 300, %", "98.1", 100 * equalShare(parts, -0.2, 0.2), 1],
  ];
  return rows.map(([fact, wanted, made, digits]) => ({
    fact,
    wanted,
    made: made.toLocaleString("en", { maximumFractionDigits: digits }),
  }));
}

/** Households of every part: each has its own fair share. */
const partHouseholds = ({ graph, parts }: Ground): number[] =>
  parts.map((part) => part.reduce((sum, unit) => sum + (graph.households[unit] ?? 0), 0));

/** Share of the grids in the band if each part were divided exactly evenly. */
function equalShare(parts: readonly number[], low: number, high: number): number {
  let all = 0;
  let inside = 0;
  for (const households of parts) {
    const count = gridCount(households, TARGET);
    const deviation = households / count / TARGET - 1;
    all += count;
    if (deviation >= low && deviation <= high) inside += count;
  }
  return inside / all;
}

function compoundSizes({ units, compoundIds }: PlanarMap): number[] {
  const sizes = compoundIds.map(() => 0);
  for (const [unit, compound] of units.compound.entries()) {
    if (compound >= 0) sizes[compound] = (sizes[compound] ?? 0) + (units.households[unit] ?? 0);
  }
  return sizes.toSorted((a, b) => a - b);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor(sorted.length * part)] ?? 0;

/**
 * What no method can reach while compounds that fit into one grid stay whole: a whole compound above
 * 1.1 (1.2) × fair share fills a grid outside the band by itself. The true bound is lower still.
 */
export function reachable(grounds: ReadonlyMap<string, Ground>): CityFact[] {
  let grids = 0;
  const misses = [0, 0];
  for (const { graph, parts } of grounds.values()) {
    for (const part of parts) {
      const households = sumOf(part.map((unit) => graph.households[unit] ?? 0));
      const count = gridCount(households, TARGET);
      grids += count;
      const whole = wholeCompounds(graph, part);
      for (const [i, band] of [1.1, 1.2].entries()) {
        const over = whole.filter((size) => size > (band * households) / count);
        misses[i] = (misses[i] ?? 0) + over.length;
      }
    }
  }
  return misses.map((missed, i) => ({
    fact: `at most within ±${i === 0 ? 10 : 20} % of fair share, %`,
    wanted: "",
    made: (100 - (100 * missed) / grids).toFixed(2),
  }));
}

function wholeCompounds(graph: UnitGraph, part: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const unit of part) {
    const compound = graph.compound[unit] ?? -1;
    if (compound < 0) continue;
    sizes.set(compound, (sizes.get(compound) ?? 0) + (graph.households[unit] ?? 0));
  }
  return [...sizes.values()].filter((size) => size <= SMALL);
}
