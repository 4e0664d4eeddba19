import { allHouseholds, percentDown } from "@onegrid/core/coverage";
import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import type { CoverageFigures } from "@onegrid/core/coverage/figures-contract";
import type { ReportPage } from "../../printing/printed-pages.ts";
import type { Language } from "../../problem-sentence.ts";
import { FILE_WORDS, wordOf } from "./file-words.ts";
import type { ReportWords } from "./report-words.ts";

/** What a report is written from; all of it under the definition of `reply`. */
export interface ReportFigures {
  readonly reply: CoverageReply;
  readonly figures: CoverageFigures;
  readonly words: ReportWords;
  readonly language: Language;
  /** What today is compared with; empty: nothing was kept before today. */
  readonly trend: string;
}

/** More rows do not fit beside the map. */
const MOST_ROWS = 8;

const percent = (share: number): string => `${percentDown(share)} %`;

const minutes = (value: number | null, { none }: ReportWords): string =>
  value === null ? none : value.toFixed(1);

/** Where nobody is counted: whether nobody lives there or nobody knows how many do. */
const nobodyWords = (
  { buildingsWithoutHouseholds }: ReportFigures["reply"]["total"],
  words: ReportFigures["words"],
): string => (buildingsWithoutHouseholds > 0 ? words.householdsUnknown : words.nobody);

export function tilesOf({ reply, figures, words }: ReportFigures): ReportPage["tiles"] {
  const { total } = reply;
  const { equity, capacity } = figures;
  const short = capacity.filter(({ shortfallSquareMetres }) => shortfallSquareMetres > 0);
  const metres = short.reduce((sum, row) => sum + row.shortfallSquareMetres, 0);
  return [
    {
      label: words.share,
      value: total.coveredShare === null ? nobodyWords(total, words) : percent(total.coveredShare),
      note: `${words.count(total.households.covered)} / ${words.households(allHouseholds(total))}`,
    },
    {
      label: words.uncovered,
      value: words.count(total.households.uncovered),
      note: words.buildings(total.buildings.uncovered),
    },
    {
      label: words.notComputable,
      value: words.count(total.households.notComputable),
      note: words.buildings(total.buildings.notComputable),
    },
    {
      label: words.walk,
      value: `${minutes(equity.medianMinutes, words)} / ${minutes(equity.p90Minutes, words)}`,
      note: words.walkNote(equity.households),
    },
    {
      label: words.room,
      // Rooms whose area nobody knows may make up for it.
      value: short.some(({ stationsWithoutArea }) => stationsWithoutArea > 0)
        ? words.atMost(words.roomValue(Math.ceil(metres)))
        : words.roomValue(Math.ceil(metres)),
      note: words.roomNote(short.length),
    },
  ];
}

/** The level whose areas are ranked: communities, or the grids of the only one there is. */
export function worstOf({ byArea, byGrid }: CoverageReply): {
  readonly kind: "community" | "grid";
  readonly sums: readonly CoverageSum[];
} {
  const communities = byArea.filter(({ kind }) => kind === "community");
  const kind = communities.length > 1 || byGrid.length === 0 ? "community" : "grid";
  const sums = (kind === "community" ? communities : byGrid)
    .filter(({ households }) => households.uncovered > 0)
    .toSorted((a, b) => b.households.uncovered - a.households.uncovered || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ROWS);
  return { kind, sums };
}

export function worstTable({ reply, figures, words }: ReportFigures): ReportPage["worst"] {
  const { kind, sums } = worstOf(reply);
  const medians = new Map(figures.equityByArea.map(({ id, medianMinutes }) => [id, medianMinutes]));
  return {
    title: words.worst[kind],
    empty: words.allCovered,
    columns: [...words.worstColumns],
    rows: sums.map((sum, at) => [
      String(at + 1),
      sum.name,
      sum.coveredShare === null ? words.none : percent(sum.coveredShare),
      `${words.count(sum.households.covered)} / ${words.count(allHouseholds(sum))}`,
      words.count(sum.households.uncovered),
      minutes(medians.get(sum.id) ?? null, words),
    ]),
  };
}

export function stationTable({ reply, words, language }: ReportFigures): ReportPage["stations"] {
  const shown = reply.stations.toSorted((a, b) => b.households - a.households).slice(0, MOST_ROWS);
  return {
    title: words.stations(reply.stations.length, shown.length),
    empty: "",
    columns: [...words.stationColumns],
    rows: shown.map(({ name, kind, households }) => [
      name,
      wordOf(FILE_WORDS[language].stations, kind),
      words.households(households),
    ]),
  };
}

const when = (isSaid: boolean, say: () => string): string[] => (isSaid ? [say()] : []);

/** Why buildings cannot be computed, and how many each: the most common first. */
function reasonsOf(
  problems: CoverageReply["problems"],
  { words, language }: Pick<ReportFigures, "words" | "language">,
): string {
  const counts = new Map<string, number>();
  for (const { reason } of problems) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, number]) => words.reason(wordOf(FILE_WORDS[language].reasons, reason), number))
    .join(words.joint);
}

/** What the figures rest on, a sentence each. */
export function remarksOf({ reply, words, language }: ReportFigures): string[] {
  const { total, interval, problems, stations, stationHours } = reply;
  const all = allHouseholds(total);
  const stranded = stations.filter((station) => station.stranded !== null).map(({ name }) => name);
  return [
    interval === null
      ? words.noGates
      : `${words.gates(interval.gates, interval.compounds)}${words.joint}${words.interval(
          words.households(interval.pessimistic),
          words.households(interval.optimistic),
        )}`,
    ...when(total.estimatedHouseholds > 0, () =>
      words.estimated(
        words.households(total.estimatedHouseholds),
        percent(total.estimatedHouseholds / all),
      ),
    ),
    ...when(total.buildingsWithoutHouseholds > 0, () =>
      words.unknown(words.buildings(total.buildingsWithoutHouseholds)),
    ),
    ...when(problems.length > 0, () =>
      words.problems(words.buildings(problems.length), reasonsOf(problems, { words, language })),
    ),
    ...when(reply.buildingsOutsideAreas > 0, () =>
      words.outside(words.buildings(reply.buildingsOutsideAreas)),
    ),
    ...when(stranded.length > 0, () => words.stranded(stranded.slice(0, 5).join("、"))),
    ...(stationHours === null
      ? []
      : [words.hours(stationHours.open, stationHours.closed, stationHours.unknown)]),
  ];
}
