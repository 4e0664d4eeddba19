import { bookOf } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { listRuleVersions } from "@onegrid/db/dispatch";
import { rehearse, type PlayedCase } from "@onegrid/server/dispatch";
import { readConfig } from "@onegrid/server";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { refuseUnwritable, writeFiles } from "../divide/write-files.ts";
import { say, step } from "../terminal.ts";
import { outcomeOf, type RowResult } from "./outcomes.ts";
import { paceOf } from "./pace.ts";
import { localDayOf, planStretch, type Stretch } from "./plan-stretch.ts";
import { DESK_LOGIN, fillStore, readNetworkFile, type NetworkFile } from "./prepare-store.ts";
import { knownClasses, readClasses } from "./read-classes.ts";
import { readReports, type ReadReports } from "./read-reports.ts";
import { readReplayArgs, type ReplayArgs, type ReplaySettings } from "./replay-args.ts";
import { withReplayStore } from "./replay-store.ts";
import { tellReplay, type Rehearsal } from "./tell-replay.ts";
import { reportsCsv } from "./write-reports.ts";

const DAY_MS = 86_400_000;
/** The clock goes on for so long after the last report. */
const AFTER_DAYS = 7;

/** `onegrid replay`: a file of incidents through the whole dispatch, on a made-up clock. */
export async function runReplay(args: ReplayArgs): Promise<void> {
  const settings = readReplayArgs(args);
  const [path] = args._;
  if (path === undefined || args._.length > 1) throw new CommandProblem([oneFile], EXIT.badUsage);
  await refuseUnwritable([args.out]);
  const classes = await readClasses(args.classes);
  const network = await step("正在读取路网的范围", "Reading the extent of the network", () =>
    readNetworkFile(args.network, args.name ?? "回放"),
  );
  const read = await readReports(path, args, network.box);
  const { config } = readConfig(process.env, ".");
  const { stretch, rehearsal } = await withReplayStore(
    { databaseUrl: config.databaseUrl, keep: args.keep },
    async (db) => {
      const book = bookOf(await listRuleVersions(db));
      const rules = { book, table: knownClasses(classes, book) };
      const planned = planStretch(read.reports, settings, { now: Date.now(), ...rules });
      if (planned.planned.length === 0) throw new CommandProblem([nothingToPlay(path, read)]);
      return { stretch: planned, rehearsal: await playIn(db, network, planned, settings) };
    },
  );
  const results = resultsOf(read, stretch, rehearsal.cases);
  await writeFiles([[args.out, reportsCsv(results)]]);
  tellReplay({ args, settings, read, results, rehearsal });
}

/** Fills the store and plays the stretch in it. */
async function playIn(
  db: Db,
  network: NetworkFile,
  { planned }: Stretch,
  { seed, speed }: ReplaySettings,
): Promise<Rehearsal> {
  const reports = planned.map(({ report }) => report);
  const from = reports[0]?.at ?? 0;
  const until = (reports.at(-1)?.at ?? 0) + AFTER_DAYS * DAY_MS;
  // In force the day before, so that nothing happens on ground without grids.
  const filled = await fillStore(db, network, { day: localDayOf(from - DAY_MS), seed });
  const began = performance.now();
  const pace = paceOf(speed);
  const tell = progressTeller(from, until);
  const rehearsed = await rehearse(db, reports, {
    seed,
    deskLogin: DESK_LOGIN,
    until,
    onStep: (at) => {
      tell(at);
      return pace(at);
    },
    signal: interrupted(),
  });
  const seconds = (performance.now() - began) / 1000;
  return { ...rehearsed, filled, network, seconds, from, until };
}

/** One result for every row of the file. */
function resultsOf(
  { refused }: ReadReports,
  { planned, left }: Stretch,
  cases: readonly PlayedCase[],
): RowResult[] {
  const nothing = { detail: "", played: null };
  return [
    ...planned.map(({ report: { row, record }, rules }, at): RowResult => {
      const played = cases[at];
      if (!played) throw new Error(`row ${row} was not played`);
      const own = { id: record.sourceId, detail: "", played };
      return { row, outcome: outcomeOf(played), rules: [...rules, ...played.rules], ...own };
    }),
    ...left.map(({ row, record, notes }): RowResult => {
      return { row, id: record.sourceId, outcome: "not_in_stretch", rules: notes, ...nothing };
    }),
    ...refused.map(({ row, code, detail }): RowResult => {
      const outcome = code === "ingest.duplicate-id" ? "duplicate_id" : "unreadable";
      return { row, id: "", outcome, rules: [code], detail, played: null };
    }),
  ];
}

const TELL_EVERY_MS = 5000;

function progressTeller(from: number, until: number): (at: number) => void {
  let told = performance.now();
  return (at) => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    const percent = Math.round(((at - from) / (until - from)) * 100);
    say(`回放到 ${localDayOf(at)}，${percent}%`, `played until ${localDayOf(at)}, ${percent}%`);
  };
}

/** Ctrl+C ends it between two steps: what became of the reports so far is told all the same. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

const oneFile = {
  code: "replay.one-file",
  object: "onegrid replay",
  place: "",
  reason: ["需要指定一个事件文件。", "It takes one file of incidents."],
  advice: [
    "例如：onegrid replay 311.csv --network city.osm.pbf",
    "As in: onegrid replay 311.csv --network city.osm.pbf",
  ],
} as const;

function nothingToPlay(path: string, { rows, refused }: ReadReports) {
  const [worst] = refused;
  return {
    code: "replay.nothing-to-play",
    object: path,
    place: worst ? `${worst.row}: ${worst.code}` : "",
    reason: [
      `读到 ${rows} 行，没有一行可以回放（不能读的 ${refused.length} 行）。`,
      `${rows} rows were read and none can be played (${refused.length} cannot be read).`,
    ],
    advice: [
      "请检查 --from、--to、--map，以及文件是否是事件表。",
      "Check --from, --to and --map, and whether the file holds incidents.",
    ],
  } as const;
}
