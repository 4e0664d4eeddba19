import { gridFacts, measure, type Assignment, type MetricValues } from "@onegrid/core/division";
import { dissolve, indexUnitBorders, type PlanarMap } from "@onegrid/core/topology";

/** How one method divided one map. */
export interface Measured {
  /** Wall clock; the machine may be busy with other things. */
  readonly seconds: number;
  /** Of all threads; `null` where other processes did the work. */
  readonly cpuSeconds: number | null;
  readonly metrics: MetricValues;
  /** Units in a grid of another community, or in none. */
  readonly outside: number;
  /** Σ |area of a community − area of the polygons of its grids|, cm²: an integer. */
  readonly gapAndOverlap: number;
}

/** A map divided by anybody: grid of every unit, community and fair share of every grid. */
export interface AnyDivision extends Pick<Assignment, "graph" | "gridOf" | "count" | "share"> {
  readonly communityOf: ArrayLike<number>;
}

const TARGET = 300;

/** The one evaluator for every method. */
export function evaluate(map: PlanarMap, division: AnyDivision) {
  const assignment = { ...division, target: TARGET };
  const metrics = measure(assignment, gridFacts(assignment));
  const { community, area2 } = map.units;
  const ground = new Map<number, number>();
  let outside = 0;
  for (const [unit, own] of community.entries()) {
    ground.set(own, (ground.get(own) ?? 0) + (area2[unit] ?? 0));
    if (division.communityOf[division.gridOf[unit] ?? -1] !== own) outside++;
  }
  const shapes = dissolve(
    map,
    indexUnitBorders(map),
    Int32Array.from(division.gridOf),
    division.count,
  );
  for (const [grid, shape] of shapes.entries()) {
    const own = division.communityOf[grid] ?? -1;
    ground.set(own, (ground.get(own) ?? 0) - shape.area2);
  }
  const gapAndOverlap = [...ground.values()].reduce((sum, left) => sum + Math.abs(left), 0) / 2;
  return { metrics, outside, gapAndOverlap };
}

interface Column {
  readonly name: string;
  readonly valueOf: (measured: Measured) => number | null;
  /** Which of several seeds counts: the smallest value is the worst, or the largest. */
  readonly worst: "least" | "most";
  readonly digits: number;
}

const share = (name: string, key: string): Column => ({
  name,
  valueOf: ({ metrics }) => (metrics[key] ?? 0) * 100,
  worst: "least",
  digits: 1,
});

const COLUMNS: readonly Column[] = [
  { name: "s", valueOf: ({ seconds }) => seconds, worst: "most", digits: 1 },
  { name: "CPU s", valueOf: ({ cpuSeconds }) => cpuSeconds, worst: "most", digits: 1 },
  share("±5 %", "fairShareWithin5"),
  share("±10 %", "fairShareWithin10"),
  share("±20 %", "fairShareWithin20"),
  share("±10 % of 300", "targetWithin10"),
  share("UK band", "ukBand"),
  {
    name: "PP",
    valueOf: ({ metrics }) => metrics["polsbyPopperMean"] ?? null,
    worst: "least",
    digits: 3,
  },
  {
    name: "PP 5th",
    valueOf: ({ metrics }) => metrics["polsbyPopperP5"] ?? null,
    worst: "least",
    digits: 3,
  },
  {
    name: "small cut",
    valueOf: ({ metrics }) => metrics["smallCompoundsCut"] ?? null,
    worst: "most",
    digits: 0,
  },
  share("large in fewest", "largeCompoundsInFewest"),
  share("on barriers", "innerBorderOnBarriers"),
  {
    name: "hard, m",
    valueOf: ({ metrics }) => metrics["acrossHardBarriers"] ?? null,
    worst: "most",
    digits: 0,
  },
  share("contiguous", "contiguous"),
  { name: "outside", valueOf: ({ outside }) => outside, worst: "most", digits: 0 },
  { name: "gap+overlap", valueOf: ({ gapAndOverlap }) => gapAndOverlap, worst: "most", digits: 0 },
];

/** One line of the table: of every column the worst of these runs. */
export function worstRow(method: string, runs: readonly Measured[]): Record<string, string> {
  const cells = COLUMNS.map(({ name, valueOf, worst, digits }) => {
    const values = runs.map(valueOf).filter((value) => value !== null);
    const value = worst === "least" ? Math.min(...values) : Math.max(...values);
    return [name, values.length > 0 ? value.toFixed(digits) : "–"] as const;
  });
  return { method, ...Object.fromEntries(cells) };
}
