import { setTimeout } from "node:timers/promises";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { CoverageTrend } from "@onegrid/core/coverage/figures-contract";
import type { Db } from "@onegrid/db";
import { hasSnapshot, insertSnapshot, listSnapshots, type SnapshotRow } from "@onegrid/db/coverage";
import { localDay } from "../../access/sessions.ts";
import { isProblem } from "../../problem.ts";
import type { CoverageResult, CoverageResults } from "./coverage-results.ts";
import { seriesOf } from "./question.ts";

/** The definitions of the page's three buttons: their figures are kept whether or not anybody looks. */
const DAILY: readonly CoverageQuery[] = [
  { basis: "distance", metres: 500 },
  { basis: "time", minutes: 10, profile: "adult", speed: 1.25 },
  { basis: "time", minutes: 10, profile: "slow", speed: 0.8 },
];

const USUAL = DAILY.map((query) => seriesOf(query));

/** Keeps the figures of a result for today, once for a state of the data. */
export async function keepSnapshot(db: Db, result: CoverageResult, now: Date): Promise<void> {
  const { seriesId, dataVersion } = result;
  // What is only supposed was never so, and a trend does not begin before the first station.
  if (result.scenario !== null || result.allStations.length === 0) return;
  const key = { seriesId, dataVersion, day: localDay(now) };
  // A question about one day of the calendar has no tomorrow to compare with.
  if (result.coverage.definition.moment?.date !== undefined) return;
  if (await hasSnapshot(db, key)) return;
  const { networkVersion: _n, stationSetVersion: _s, ...definition } = result.coverage.definition;
  await insertSnapshot(db, { ...key, definition, at: now, rows: sumAreas(result), usual: USUAL });
}

function sumAreas({ places, sums: { sums: kept } }: CoverageResult): SnapshotRow[] {
  const sums = new Map<string, { covered: number; uncovered: number; notComputable: number }>();
  places.leaves.forEach(({ communityPath }, leaf) => {
    const households = kept[leaf]?.households;
    for (const id of communityPath) {
      const sum = sums.get(id) ?? { covered: 0, uncovered: 0, notComputable: 0 };
      sums.set(id, sum);
      sum.covered += households?.covered ?? 0;
      sum.uncovered += households?.uncovered ?? 0;
      sum.notComputable += households?.["not-computable"] ?? 0;
    }
  });
  return [...sums].map(([areaId, sum]) => ({ areaId, ...sum }));
}

/** What was kept of the result's definition for some areas. `trx` reads behind the second wall. */
export async function trendOf(
  trx: Db,
  { key, kinds, coverage, seriesId }: CoverageResult,
  areaIds: readonly string[],
): Promise<CoverageTrend> {
  const points = await listSnapshots(trx, seriesId, areaIds);
  return {
    key,
    definition: coverage.definition,
    kinds: [...kinds],
    points: points.map(({ at, ...point }) => ({ ...point, at: at.toISOString() })),
  };
}

const HOUR_MS = 3_600_000;
/** Whoever signs in after a start comes first. */
const FIRST_MS = 120_000;

/**
 * Every hour it looks whether the day's figures of the usual definitions are kept, and computes those
 * that are missing. Without a network or a station there is nothing to keep.
 */
export function startSnapshots(
  db: Db,
  options: {
    readonly results: CoverageResults;
    readonly now: () => Date;
    readonly onError: (error: unknown) => void;
  },
): { readonly stop: () => Promise<void> } {
  const { results, now, onError } = options;
  const ending = new AbortController();
  const look = async (): Promise<void> => {
    for (const query of DAILY) {
      if (ending.signal.aborted) return;
      try {
        await keepDaily(db, query, { results, now: now() });
      } catch (error) {
        if (!ending.signal.aborted) onError(error);
      }
    }
  };
  const run = async (): Promise<void> => {
    for (let wait = FIRST_MS; !ending.signal.aborted; wait = HOUR_MS) {
      await setTimeout(wait, undefined, { signal: ending.signal, ref: false }).catch(
        () => undefined,
      );
      if (!ending.signal.aborted) await look();
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

export async function keepDaily(
  db: Db,
  query: CoverageQuery,
  { results, now }: { readonly results: CoverageResults; readonly now: Date },
): Promise<void> {
  const day = localDay(now);
  const key = { seriesId: seriesOf(query), dataVersion: await results.dataVersion(), day };
  if (await hasSnapshot(db, key)) return;
  try {
    await keepSnapshot(db, await results.ask(query, day), now);
  } catch (error) {
    if (isProblem(error, "coverage.no-ways") || isProblem(error, "coverage.no-buildings")) return;
    throw error;
  }
}
