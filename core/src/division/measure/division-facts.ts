import { LIMIT } from "../model/grid-count.ts";
import { factsOf, type GridFacts } from "./grid-facts.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { fairShares, recordGrid, type GridRecord } from "./grid-record.ts";
import {
  countCuts,
  measureFrom,
  type CompoundPieces,
  type MetricValues,
  type Tallies,
} from "./metrics.ts";
import type { Division, GridId } from "../model/model.ts";
import { BARRIER_CLASSES } from "../model/unit-graph.ts";
import { groupUnits } from "../model/unit-levels.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** Facts of every grid by id, all measures, and what is not in any grid. */
export interface DivisionFacts {
  readonly grids: ReadonlyMap<GridId, GridFacts>;
  readonly metrics: MetricValues;
  readonly unassigned: { readonly units: number; readonly households: number };
  /** Sums per grid, of the ground without one too (`null`). */
  readonly records: ReadonlyMap<GridId | null, GridRecord>;
  /** Every compound of the ground, in the order of `ground.compoundIds`; none: no units here. */
  readonly compounds: ReadonlyMap<number, CompoundPieces>;
  /** What all of this is about. */
  readonly division: Division;
}

/** With the facts of an earlier state only what differs from it is counted again. */
export function divisionFacts(division: Division, before?: DivisionFacts): DivisionFacts {
  const old = canGoOn(division, before) ? before : undefined;
  const moved = old === undefined ? null : movedUnits(old.division, division);
  const records = recordsOf(division, old, moved);
  const compounds = compoundsOf(division, old, moved);
  const shares = fairShares(division, division.grids, records);
  const grids = new Map(
    division.grids.map((gridId) => [gridId, keepFacts(division, gridId, { records, shares, old })]),
  );
  const free = records.get(null);
  return {
    grids,
    metrics: measureFrom([...grids.values()], tallyFrom(division, records, compounds)),
    unassigned: { units: free?.units ?? 0, households: free?.households ?? 0 },
    records,
    compounds,
    division,
  };
}

const canGoOn = (division: Division, before: DivisionFacts | undefined): boolean =>
  before !== undefined &&
  before.division.ground === division.ground &&
  before.division.target === division.target;

function movedUnits(before: Division, after: Division): readonly number[] {
  const moved: number[] = [];
  for (let unit = 0; unit < after.gridOf.length; unit++)
    if (before.gridOf[unit] !== after.gridOf[unit]) moved.push(unit);
  return moved;
}

/** `moved`: units that differ; `null`: all may. */
type Moved = readonly number[] | null;

function recordsOf(
  division: Division,
  old: DivisionFacts | undefined,
  moved: Moved,
): Map<GridId | null, GridRecord> {
  const touched =
    old === undefined || moved === null
      ? new Set([...division.grids, null])
      : new Set(
          moved.flatMap((unit) => [
            old.division.gridOf[unit] ?? null,
            division.gridOf[unit] ?? null,
          ]),
        );
  const present = new Set<GridId | null>(division.grids).add(null);
  const records = new Map(old?.records);
  for (const gridId of records.keys()) if (!present.has(gridId)) records.delete(gridId);
  for (const gridId of present)
    if (touched.has(gridId) || !records.has(gridId))
      records.set(gridId, recordGrid(division, gridId, unitsOfGrid(division, gridId)));
  return records;
}

function compoundsOf(
  division: Division,
  old: DivisionFacts | undefined,
  moved: Moved,
): ReadonlyMap<number, CompoundPieces> {
  const { compound } = division.ground.graph;
  const { groups, groupOf } = groupUnits(division.ground, "compound");
  const asked = moved ?? Array.from(compound, (_, unit) => unit);
  const housed = asked.filter((unit) => (compound[unit] ?? -1) >= 0);
  const compounds = new Map(old?.compounds);
  for (const group of new Set(housed.map((unit) => groupOf[unit] ?? -1))) {
    const units = groups[group]?.units ?? [];
    if (units.length > 0)
      compounds.set(compound[units[0] ?? 0] ?? -1, piecesOfUnits(division, units));
  }
  return compounds;
}

const piecesOfUnits = ({ ground, gridOf }: Division, units: readonly number[]): CompoundPieces => ({
  households: sumHouseholds(ground.graph, units),
  pieces: new Set(units.map((unit) => gridOf[unit] ?? null)).size,
});

interface Known {
  readonly records: ReadonlyMap<GridId | null, GridRecord>;
  readonly shares: ReadonlyMap<GridId, number>;
  readonly old: DivisionFacts | undefined;
}

function keepFacts(
  { target }: Division,
  gridId: GridId,
  { records, shares, old }: Known,
): GridFacts {
  const record = records.get(gridId);
  const share = shares.get(gridId) ?? target;
  const before = old?.grids.get(gridId);
  const isSame = before !== undefined && old?.records.get(gridId) === record;
  if (isSame && before.deviationFairShare === before.households / share - 1) return before;
  if (record === undefined) throw new Error(`no record of grid ${gridId}`);
  return factsOf(record, share, target);
}

function tallyFrom(
  { target }: Division,
  records: ReadonlyMap<GridId | null, GridRecord>,
  compounds: ReadonlyMap<number, CompoundPieces>,
): Tallies {
  const borders = new Float64Array(BARRIER_CLASSES);
  let hardInside = 0;
  for (const record of records.values()) {
    hardInside += record.hardInside;
    // Every border is in two records.
    for (let barrier = 0; barrier < BARRIER_CLASSES; barrier++)
      borders[barrier] = (borders[barrier] ?? 0) + (record.borders[barrier] ?? 0) / 2;
  }
  return { borders, hardInside, compounds: countCuts([...compounds.values()], LIMIT * target) };
}
