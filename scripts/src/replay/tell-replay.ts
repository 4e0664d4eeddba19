import { percentText, type FigureName } from "@onegrid/core/dispatch";
import { HABITS, type Rehearsed } from "@onegrid/server/dispatch";
import { inWords } from "../terminal.ts";
import { countBy, countOutcomes, countRules, type Outcome, type RowResult } from "./outcomes.ts";
import type { FilledStore, NetworkFile } from "./prepare-store.ts";
import type { ReadReports } from "./read-reports.ts";
import type { ReplayArgs, ReplaySettings } from "./replay-args.ts";
import { OUTCOME_WORDS, ruleWords } from "./replay-words.ts";

export interface Rehearsal extends Rehearsed {
  readonly filled: FilledStore;
  readonly network: NetworkFile;
  /** What it took. */
  readonly seconds: number;
  /** The made-up clock, ms. */
  readonly from: number;
  readonly until: number;
}

interface Told {
  readonly args: ReplayArgs;
  readonly settings: ReplaySettings;
  readonly read: ReadReports;
  readonly results: readonly RowResult[];
  readonly rehearsal: Rehearsal;
}

/** Says on standard output what became of every row, and how the dispatch did. */
export function tellReplay(told: Told): void {
  const summary = summaryOf(told);
  if (told.args.json) process.stdout.write(`${JSON.stringify({ ok: true, ...summary })}\n`);
  else process.stdout.write(linesOf(told, summary).join("\n") + "\n");
}

type Summary = ReturnType<typeof summaryOf>;

function summaryOf({ read, results, rehearsal }: Told) {
  const { filled, network, seconds, from, until, figures } = rehearsal;
  const played = results.flatMap((result) => result.played ?? []);
  const events = played.reduce((sum, { folded }) => sum + (folded?.version ?? 0), 0);
  return {
    rowsRead: read.rows,
    outcomes: Object.fromEntries(countOutcomes(results, read.rows)),
    rules: Object.fromEntries(countRules(results)),
    refusedSteps: Object.fromEntries(countBy(played.flatMap(({ refusals }) => refusals))),
    figures,
    travelSeconds: spreadOf(played.flatMap(({ travelSeconds }) => travelSeconds ?? [])),
    events,
    seconds,
    timesRealSpeed: Math.round((until - from) / 1000 / seconds),
    made: {
      streets: network.district.streets,
      communities: network.district.communities.length,
      sideMetres: network.district.sideMetres,
      grids: filled.grids,
      staff: filled.staff,
      ways: filled.ways,
      box: network.box,
      habits: HABITS,
    },
  };
}

/** `null` of nothing. */
function spreadOf(values: readonly number[]) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { count: sorted.length, p10: at(0.1), p50: at(0.5), p90: at(0.9), most: at(1) };
}

function linesOf(told: Told, summary: Summary): string[] {
  return [
    ...madeLines(told, summary),
    "",
    inWords(
      `读到 ${summary.rowsRead} 行，结果：`,
      `${summary.rowsRead} rows read; what became of them:`,
    ),
    ...outcomeLines(summary),
    "",
    ...ruleLines(told, summary),
    ...figureLines(summary),
    ...costLines(told, summary),
  ];
}

/** What is not real is said first. */
function madeLines({ read, settings }: Told, { made }: Summary): string[] {
  const [west, south, east, north] = made.box.map((degrees) => degrees.toFixed(4));
  const { shares } = HABITS;
  const mapped = read.plans
    .flatMap(({ mapping }) => Object.entries(mapping))
    .map(([target, field]) => `${target} ← ${field}`)
    .join(", ");
  return inWords(
    [
      `列对应：${mapped}；没有时区的时间按本区时间读。`,
      `生成的（不是真实的）：路网范围 ${west}, ${south} – ${east}, ${north} 上规则划分的 ${made.streets} 个街道、${made.communities} 个社区（边长 ${made.sideMetres} 米）、${made.grids} 个网格（划分程序划出），${made.staff} 名人员及其班次，种子 ${settings.seed}。`,
      `人员行为（设定值）：不予立案 ${shares.reject * 100}%，先核实 ${shares.verify * 100}%，退回 ${shares.return * 100}%，挂起 ${shares.hold * 100}%，返工 ${shares.rework * 100}%，改派他人 ${shares.override * 100}%，搁置 ${shares.forget * 100}%。`,
    ].join("\n"),
    [
      `Columns: ${mapped}; times without a zone are read as the district's.`,
      `Made, not real: ${made.streets} streets, ${made.communities} communities (sides of ${made.sideMetres} m) as a regular partition of the network's extent ${west}, ${south} – ${east}, ${north}, ${made.grids} grids divided by the product, ${made.staff} people and their shifts, seed ${settings.seed}.`,
      `What people do (set, not measured): reject ${shares.reject * 100}%, verify first ${shares.verify * 100}%, send back ${shares.return * 100}%, hold ${shares.hold * 100}%, rework ${shares.rework * 100}%, override ${shares.override * 100}%, forget ${shares.forget * 100}%.`,
    ].join("\n"),
  ).split("\n");
}

function outcomeLines({ outcomes, rowsRead }: Summary): string[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of a map with these keys
  const entries = Object.entries(outcomes) as [Outcome, number][];
  const lines = entries.map(([outcome, count]) =>
    line(count, inWords(...OUTCOME_WORDS[outcome]), outcome),
  );
  const sum = entries.reduce((total, [, count]) => total + count, 0);
  return [...lines, line(sum, inWords("合计", "together"), `= ${rowsRead}`)];
}

const line = (count: number, words: string, code: string): string =>
  `${String(count).padStart(9)}  ${words}  [${code}]`;

const MOST_REFUSED = 10;

function ruleLines({ results }: Told, { rules, refusedSteps }: Summary): string[] {
  const applied = Object.entries(rules).map(([rule, count]) => line(count, ruleWords(rule), rule));
  const steps = Object.entries(refusedSteps).map(([step, count]) =>
    line(count, inWords("被拒绝的操作", "refused command"), step),
  );
  const refused = results.filter(({ outcome }) => outcome === "unreadable");
  const shown = refused.slice(0, MOST_REFUSED).map(({ row, rules: [rule = ""], detail }) => {
    const value = detail === "" ? "" : ` (${detail})`;
    return `  ${inWords("第", "row")} ${row}${inWords(" 行", "")}: ${ruleWords(rule)}${value}`;
  });
  const more = refused.length - shown.length;
  return [
    inWords("适用的规则（一行可有几条）：", "Rules that applied (a row may have several):"),
    ...applied,
    ...steps,
    ...shown,
    ...(more > 0 ? [inWords(`  …另有 ${more} 行`, `  … and ${more} more rows`)] : []),
    "",
  ];
}

const FIGURE_WORDS: Partial<Record<FigureName, readonly [zh: string, en: string]>> = {
  filed: ["立案率", "filed of reported"],
  closed: ["结案率", "closed of due"],
  closed_on_time: ["按期结案率", "closed on time of due"],
};

function figureLines({ figures, travelSeconds }: Summary): string[] {
  const rates = figures.flatMap((each) => {
    const words = FIGURE_WORDS[each.figure];
    if (!words) return [];
    const percent = percentText(each);
    return [`${inWords(...words)}: ${each.numerator}/${each.denominator} = ${percent ?? "–"} %`];
  });
  if (travelSeconds === null) return rates;
  const { count, p10, p50, p90, most } = travelSeconds;
  return [
    ...rates,
    inWords(
      `到场路程 ${count} 次：10% 在 ${p10} 秒内，一半在 ${p50} 秒内，90% 在 ${p90} 秒内，最长 ${most} 秒`,
      `Ways to the place, ${count}: p10 ${p10} s, p50 ${p50} s, p90 ${p90} s, longest ${most} s`,
    ),
  ];
}

function costLines({ rehearsal }: Told, { events, seconds, timesRealSpeed }: Summary): string[] {
  const days = Math.round((rehearsal.until - rehearsal.from) / 86_400_000);
  const rate = (events / seconds).toFixed(0);
  return [
    inWords(
      `${days} 天的事件用时 ${seconds.toFixed(1)} 秒（${timesRealSpeed} 倍速），${events} 个案件事件，每秒 ${rate} 个。`,
      `${days} days in ${seconds.toFixed(1)} s (${timesRealSpeed} × real speed), ${events} case events, ${rate} a second.`,
    ),
  ];
}
