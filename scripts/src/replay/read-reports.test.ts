import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bookOf, SEED_BOOK, seedVersions } from "@onegrid/core/dispatch";
import { CommandProblem } from "../command-problem.ts";
import { chooseClass } from "./choose-class.ts";
import { countOutcomes, countRules, OUTCOMES, type Outcome, type RowResult } from "./outcomes.ts";
import { planStretch } from "./plan-stretch.ts";
import { knownClasses } from "./read-classes.ts";
import { readReports, type ReadReports } from "./read-reports.ts";
import { readReplayArgs, type ReplayArgs } from "./replay-args.ts";
import { OUTCOME_WORDS } from "./replay-words.ts";
import { reportsCsv } from "./write-reports.ts";

/** One row of each kind of dirt, after a clean one. The first line is the heading. */
const DIRT = `Service Request,Problem,Opened Date,Closed Date,Street Address,Longitude,Latitude
R1,暴露垃圾,03/01/2016 09:00:00 AM,03/02/2016 09:00:00 AM,1 Main St,-76.60,39.28
R2,暴露垃圾,03/01/2016 10:00:00 AM,,2 Main St,39.28,-76.60
R3,暴露垃圾,03/01/2016 11:00:00 AM,,3 Main St,0,0
R4,暴露垃圾,03/01/2016 12:00:00 PM,,4 Main St,-77,39
R5,暴露垃圾,03/01/2016 01:00:00 PM,,5 Main St,,
R6,Pothole Repair,13/45/2016 01:00:00 PM,,6 Main St,-76.60,39.28
R7,,03/01/2016 02:00:00 PM,,7 Main St,-76.60,39.28
R1,暴露垃圾,03/01/2016 03:00:00 PM,,8 Main St,-76.60,39.28
R9,Flying saucer,03/01/2016 04:00:00 PM,02/01/2016 04:00:00 PM,9 Main St,-76.60,39.28
R10,暴露垃圾,03/01/2126 05:00:00 PM,,10 Main St,-76.60,39.28
R11,暴露垃圾,03/01/2016 06:00:00 PM,,11 Main St,-70.01,45.02
R12,Illegal Dumping,03/02/2016 06:00:00 PM,,=1+1,abc,39.28
R13,TRM-Pothole Repair,06/01/2015 08:00:00 AM,,13 Main St,-76.60,39.28
`;
const MAP = "category=Problem,reportedAt=Opened Date,closedAt=Closed Date,id=Service Request";

let folder = "";
let read: ReadReports;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-replay-test-"));
  read = await readReports(await put("311.csv", DIRT), { map: MAP, crs: "EPSG:4326" }, BOX);
});
afterAll(() => rm(folder, { recursive: true }));

const BOX = [-76.61, 39.26, -76.53, 39.31] as const;
const NOW = Date.parse("2026-11-22T12:00:00Z");
const IN_FORCE = { book: SEED_BOOK, day: "2016-03-01" };
const NETWORK: ReplayArgs = { _: [], network: "x" };

async function put(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function codesOf(work: () => unknown): Promise<readonly string[]> {
  const error: unknown = await Promise.resolve()
    .then(work)
    .catch((problem: unknown) => problem);
  if (!(error instanceof CommandProblem)) throw error;
  return error.problems.map(({ code, object, place }) => `${code} ${object} ${place}`);
}

it("takes every row or says why not, by its line", () => {
  expect(read.rows).toBe(13);
  expect(read.refused).toEqual([
    { row: 7, code: "ingest.date-invalid", detail: "Opened Date: 13/45/2016 01:00:00 PM" },
    { row: 8, code: "ingest.value-missing", detail: "Problem" },
    { row: 9, code: "ingest.duplicate-id", detail: "Service Request: R1" },
  ]);
  expect(read.reports).toHaveLength(10);
});

it("keeps a report whose place is dirty, without the place and with the rule", () => {
  const notes = new Map(read.reports.map(({ row, notes: codes }) => [row, codes]));
  expect(notes.get(2)).toEqual([]);
  expect(notes.get(3)).toEqual(["ingest.coordinate-swapped"]);
  expect(notes.get(4)).toEqual(["ingest.coordinate-placeholder"]);
  expect(notes.get(5)).toEqual(["ingest.coordinate-placeholder"]);
  expect(notes.get(6)).toEqual(["ingest.geometry-missing"]);
  expect(notes.get(10)).toEqual(["ingest.date-order"]);
  expect(notes.get(12)).toEqual(["ingest.outside-district"]);
  expect(notes.get(13)).toEqual(["ingest.coordinate-invalid"]);
  const placed = read.reports.filter(({ record }) => record.geometry !== null);
  expect(placed.map(({ row }) => row)).toEqual([2, 10, 11, 14]);
});

it("plays in the order of time, a time to come last, and leaves what was not asked for", () => {
  const settings = readReplayArgs({ ...NETWORK, from: "2016-01-01" });
  const { planned, left } = planStretch(read.reports, settings, {
    now: NOW,
    book: SEED_BOOK,
    table: new Map(),
  });
  expect(planned.map(({ report: { row } }) => row)).toEqual(
    [2, 3, 4, 5, 6, 10, 12, 11, 13].toSorted(byTime),
  );
  expect(left.map(({ row }) => row)).toEqual([14]);
  const future = planned.find(({ report: { row } }) => row === 11);
  expect(future?.rules).toContain("future-time");
  expect(future?.report.at).toBe(Date.parse("2016-03-02T18:00:00+08:00"));
});

/** Rows of the test by their time: the one to come has that of the last one. */
const byTime = (a: number, b: number): number => rank(a) - rank(b);
const rank = (row: number): number => (row === 11 ? 12.5 : row === 12 ? 12 : row);

it("brings reports forward by whole days, so that hour and weekday stay", () => {
  const settings = readReplayArgs({ ...NETWORK, days: "7" });
  const { planned } = planStretch(read.reports, settings, {
    now: NOW,
    book: SEED_BOOK,
    table: new Map(),
  });
  const past = planned.filter(({ rules }) => !rules.includes("future-time"));
  const moved = past.map(({ report: { at, record } }) => at - Date.parse(record.reportedAt));
  expect(moved.every((ms) => ms % (7 * 86_400_000) === 0)).toBe(true);
  const ats = planned.map(({ report }) => report.at);
  expect(Math.max(...ats) - Math.min(...ats)).toBeLessThan(7 * 86_400_000);
});

it("finds the class by id, by name, by table, by words, or says that there is none", () => {
  const [report] = read.reports;
  if (!report) throw new Error("there are reports");
  const choose = (category: string, table: [string, string][] = []) =>
    chooseClass({ ...report.record, category }, { ...IN_FORCE, table: new Map(table) }).by;
  expect(choose("event.01-02")).toBe("own");
  expect(choose("暴露垃圾")).toBe("own");
  expect(choose("SW-HGW", [["SW-HGW", "event.01-02"]])).toBe("table");
  expect(choose("TRM-Pothole Repair")).toBe("words");
  expect(choose("Flying saucer")).toBe("none");
});

it("goes by the rules in force: a class of the city is found, an abolished one is proposed no more", () => {
  const [report] = read.reports;
  const holes = SEED_BOOK.categories.find(({ id }) => id === "event.01-10");
  if (!report || !holes) throw new Error("there are reports and classes");
  const { id, validFrom: _from, validTo: _to, ...rule } = holes;
  const ours = { ...rule, name: { zh: "飞碟", en: "Flying saucer" }, keywords: ["saucer"] };
  const book = bookOf([
    ...seedVersions(),
    { kind: "category", id: "event.21-77", validFrom: "2016-01-01", edition: 2, rule: ours },
    { kind: "category", id, validFrom: "2016-02-01", edition: 2, rule: null },
  ]);
  const choose = (category: string, theirs = "", mine = "") =>
    chooseClass(
      { ...report.record, category },
      { ...IN_FORCE, book, table: new Map([[theirs, mine]]) },
    );
  expect(choose("Flying saucer")).toEqual({ categoryId: "event.21-77", by: "own" });
  expect(choose("SAUCER-1", "SAUCER-1", "event.21-77").by).toBe("table");
  expect(choose("TRM-Pothole Repair").categoryId).not.toBe(id);
  const rows = [{ line: "2", theirs: "SAUCER-1", ours: "event.21-77" }];
  expect(knownClasses({ path: "classes.csv", rows }, book).get("SAUCER-1")).toBe("event.21-77");
  expect(() => knownClasses({ path: "classes.csv", rows }, SEED_BOOK)).toThrow(CommandProblem);
});

it("refuses a file that is no table of incidents, naming what it lacks", async () => {
  const path = await put("people.csv", "a,b\n1,2\n");
  const codes = await codesOf(() => readReports(path, { crs: "EPSG:4326" }, BOX));
  expect(codes).toEqual([`ingest.target-missing ${path} `]);
  expect(await codesOf(() => readReports(join(folder, "none.csv"), {}, BOX))).toEqual([
    `ingest.no-such-file ${join(folder, "none.csv")} `,
  ]);
});

it("refuses options that make no sense, all at once", async () => {
  const args = { ...NETWORK, speed: "-3", limit: "many", from: "2016-02-30", days: "0" };
  expect(await codesOf(() => readReplayArgs(args))).toEqual([
    "replay.bad-option --from 2016-02-30",
    "replay.bad-option --days 0",
    "replay.bad-option --limit many",
    "replay.bad-option --speed -3",
  ]);
  expect(
    await codesOf(() => readReplayArgs({ ...NETWORK, from: "2016-03-02", to: "2016-03-01" })),
  ).toEqual(["replay.bad-option --from 2016-03-02"]);
});

const resultOf = (row: number, outcome: Outcome): RowResult => ({
  row,
  id: `=${row}`,
  outcome,
  rules: row % 2 === 0 ? ["future-time"] : [],
  detail: "",
  played: null,
});

it("adds outcomes up to the rows that were read, and does not let one vanish", () => {
  const results = OUTCOMES.map((outcome, at) => resultOf(at + 1, outcome));
  const counts = countOutcomes(results, results.length);
  expect([...counts.keys()]).toEqual(
    Object.keys(OUTCOME_WORDS).toSorted((a, b) => order(a) - order(b)),
  );
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(results.length);
  expect(countRules(results).get("future-time")).toBe(Math.floor(results.length / 2));
  expect(() => countOutcomes(results.slice(1), results.length)).toThrow("18 rows were read, 17");
  const doubled = [...results.slice(1), resultOf(3, "closed")];
  expect(() => countOutcomes(doubled, results.length)).toThrow("rows were read");
});

const order = (outcome: string): number => OUTCOMES.findIndex((each) => each === outcome);

it("writes one line a row, in the order of the file, without formulas", () => {
  const csv = reportsCsv([resultOf(2, "no_place"), resultOf(1, "closed")])
    .trim()
    .split("\n");
  expect(csv).toHaveLength(3);
  expect(csv[1]).toMatch(/^1,'=1,closed,/);
  expect(csv[2]).toMatch(/^2,'=2,no_place,future-time,/);
});
