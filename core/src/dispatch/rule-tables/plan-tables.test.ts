import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { LOCAL_LIMITS } from "../rules/limit-seed.ts";
import { bookOf, seedVersions, type RuleVersion } from "../rules/rule-book.ts";
import { planRuleTables, type GivenTable } from "./plan-tables.ts";
import { tableWith, type RuleTable } from "./rule-tables.ts";
import { writeRuleTables } from "./write-tables.ts";

const TODAY = "2026-11-23";
const fail = (words: string): never => {
  throw new Error(words);
};

/** The seed with rules of a place, an abolished class, one that ends and one that changes later on. */
const VERSIONS: RuleVersion[] = [
  ...seedVersions(),
  ...LOCAL_LIMITS.map(({ id, validFrom, validTo: _to, ...rule }) => ({
    ...{ kind: "limit" as const, id, validFrom, rule },
    edition: 2,
  })),
  { kind: "category", id: "event.01-18", validFrom: "2026-03-01", edition: 3, rule: null },
  { kind: "category", id: "event.01-09", validFrom: "2027-01-01", edition: 3, rule: null },
  { ...versionOf("event.01-02"), validFrom: "2027-02-01", edition: 3 },
];

function versionOf(id: string): RuleVersion {
  return seedVersions().find((each) => each.id === id) ?? fail(`no ${id}`);
}

type Edit = (row: Record<string, string>, table: RuleTable) => Record<string, string> | null;

/** A book as somebody would send it back, with what they changed in it. */
function sentOf(
  versions: readonly RuleVersion[],
  edit: Edit = (row) => row,
  language: "zh-CN" | "en" = "zh-CN",
): GivenTable[] {
  return writeRuleTables(bookOf(versions), language).map(({ table: name, headings, rows }) => {
    const known = tableWith(headings) ?? fail(`no table for ${name}`);
    expect(known.table).toBe(name);
    expect(known.columns).not.toContain(null);
    return {
      table: name,
      rows: rows.flatMap((cells, at) => {
        const named = Object.fromEntries(
          known.columns.map((key, column) => [key ?? "", String(cells[column] ?? "").trim()]),
        );
        const row = edit(named, name);
        return row === null ? [] : [{ line: at + 2, cells: row }];
      }),
    };
  });
}

const sent = (edit?: Edit, language?: "zh-CN" | "en"): GivenTable[] =>
  sentOf(VERSIONS, edit, language);

const plan = (tables: readonly GivenTable[], retiresMissing = false) =>
  planRuleTables(tables, { versions: VERSIONS, day: TODAY, retiresMissing, language: "zh-CN" });

const told = (tables: readonly GivenTable[], retiresMissing = false) =>
  plan(tables, retiresMissing)
    .rows.filter(({ outcome }) => outcome !== "unchanged")
    .map(({ id, outcome, faults }) => [
      id,
      outcome,
      ...faults.map(({ column, fault, value }) => `${column} ${fault} ${value}`.trim()),
    ]);

/** One row of a table with other words in some of its cells. */
const edited =
  (id: string, cells: Record<string, string>): Edit =>
  (row) =>
    row["id"] === id || row["date"] === id ? { ...row, ...cells } : row;

const table = (name: RuleTable, ...rows: Record<string, string>[]): GivenTable[] => [
  { table: name, rows: rows.map((cells, at) => ({ line: at + 2, cells })) },
];

const NEW = {
  id: "event.21-01",
  scheme: "local",
  code: "21-01",
  kind: "事件",
  majorCode: "21",
  majorZh: "扩展事件",
  majorEn: "Local",
  nameZh: "共享单车乱停",
  nameEn: "Shared bikes",
  source: "城管发〔2026〕1号",
};

describe("what is written", () => {
  test.each(["zh-CN", "en"] as const)("read again in %s it changes nothing", (language) => {
    const { rows, changes } = plan(sent((row) => row, language));
    expect(rows.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
    expect(changes).toEqual([]);
    expect(rows.length).toBeGreaterThan(150);
  });

  test("whatever words a city has written, they come back as they were", () => {
    const seed = versionOf("event.01-03");
    if (seed.kind !== "category" || !seed.rule) throw new Error("no class");
    const { rule } = seed;
    const text = fc.string({ unit: "grapheme", maxLength: 30 }).map((each) => each.trim());
    const words = fc.array(
      text.filter((each) => each !== "" && !/[;；]/u.test(each)),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(text, words, fc.boolean(), (source, keywords, isLocal) => {
        const versions = [
          ...seedVersions(),
          { ...seed, edition: 2, rule: { ...rule, source, keywords, isLocal } },
        ];
        const rows = sentOf(versions);
        const back = planRuleTables(rows, {
          versions,
          day: TODAY,
          retiresMissing: true,
          language: "zh-CN",
        });
        expect(back.rows.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
      }),
      { numRuns: lawRuns(20, 500) },
    );
  });
});

describe("what is edited", () => {
  test("a changed cell is a new version from the day of the import, and says what it was", () => {
    const { rows, changes } = plan(sent(edited("event.01-03", { severity: "严重" })));
    expect(changes).toMatchObject([
      { kind: "category", id: "event.01-03", validFrom: TODAY, rule: { severity: "severe" } },
    ]);
    expect(changes[0]?.rule).not.toHaveProperty("id");
    const [row] = rows.filter(({ outcome }) => outcome === "changed");
    expect(row?.cells).toEqual([{ column: "severity", before: "轻微", after: "严重" }]);
  });

  test("a rule of one place keeps its label and its source, whatever columns a table has", () => {
    const row = { id: "jiyuan.event.01-02", amount: "2" };
    const { changes } = plan(table("limits", row));
    const stored = LOCAL_LIMITS.find(({ id }) => id === row.id) ?? fail("no limit");
    const { source, set, mark } = stored;
    expect(changes).toMatchObject([{ rule: { isLocal: true, source, set, mark } }]);
    expect(changes[0]?.rule).toMatchObject({ milestones: [{ amount: 2, unit: "working_days" }] });
  });

  test("a version to come is changed at its own day, and one that is over is not", () => {
    const later: Edit = (row) =>
      row["id"] === "event.01-02" && row["validFrom"] === "2027-02-01"
        ? { ...row, finishPhotos: "2" }
        : row;
    expect(plan(sent(later)).changes).toMatchObject([{ validFrom: "2027-02-01" }]);
    expect(told(sent(edited("event.01-18", { finishPhotos: "2" })))).toEqual([
      ["event.01-18", "refused", "validFrom past-version 2026-03-01"],
    ]);
  });

  test("a day of end abolishes, an emptied one takes it back", () => {
    const ends = plan(sent(edited("event.01-03", { endsOn: "2026年12月1日" })));
    expect(ends.changes).toEqual([
      { kind: "category", id: "event.01-03", validFrom: "2026-12-01", rule: null },
    ]);
    expect(told(sent(edited("event.01-09", { endsOn: "" })))).toEqual([
      ["event.01-09", "restored"],
    ]);
    expect(told(sent(edited("event.01-03", { endsOn: "1999-01-01" })))).toEqual([
      ["event.01-03", "refused", "endsOn ends-before 1999-01-01"],
    ]);
  });

  test("what a table has no more is kept, or abolished where that is asked for", () => {
    const less = sent((row) => (row["id"] === "event.01-03" ? null : row));
    expect(told(less)).toEqual([]);
    expect(told(less, true)).toEqual([["event.01-03", "retired"]]);
    // A table that was not sent says nothing.
    expect(
      told(
        less.filter(({ table: name }) => name === "days"),
        true,
      ),
    ).toEqual([]);
  });
});

describe("what comes new", () => {
  test("a new class and its limit come together, hours are minutes, stages are rows", () => {
    const limit = { id: "city.bikes", clock: "处置", categories: NEW.id, source: NEW.source };
    const { changes, rows } = plan([
      ...table("categories", NEW),
      ...table(
        "limits",
        {
          ...limit,
          milestone: "stop",
          stageZh: "停工",
          stageEn: "Stop",
          amount: "4",
          unit: "工作时",
        },
        {
          ...limit,
          milestone: "done",
          stageZh: "办结",
          stageEn: "Done",
          amount: "7",
          unit: "工作日",
        },
      ),
    ]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["new", "new"]);
    expect(changes).toMatchObject([
      { kind: "category", id: NEW.id, validFrom: TODAY, rule: { isLocal: true, mark: "O" } },
      {
        kind: "limit",
        rule: {
          milestones: [
            { milestone: "stop", amount: 240, unit: "working_minutes" },
            { milestone: "done", amount: 7, unit: "working_days" },
          ],
        },
      },
    ]);
  });

  test("days are rows by date: added, moved, taken off, and their year is known", () => {
    const { rows, changes } = plan(
      table(
        "days",
        { date: "2027/1/1", kind: "放假" },
        { date: "2026-10-10", kind: "按周历" },
        { date: "2026-10-01", kind: "放假" },
      ),
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(["new", "retired", "unchanged"]);
    const [change] = changes;
    const rule = change?.kind === "calendar" ? change.rule : null;
    expect(rule?.days["2027-01-01"]).toBe("holiday");
    expect(rule?.days).not.toHaveProperty("2026-10-10");
    expect(rule?.knownYears).toEqual([2025, 2026, 2027]);
  });

  test("hours of a summer are a row", () => {
    const week = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, "8:00-12:00 15:00-18:00"]),
    );
    const { changes } = plan(table("hours", { validFrom: "2027-06-01", ...week }));
    const [change] = changes;
    const weeks = change?.kind === "calendar" ? (change.rule?.weeks ?? []) : [];
    expect(weeks.map(({ validFrom }) => validFrom)).toEqual(["2025-01-01", "2027-06-01"]);
    expect(weeks[1]?.days[5]).toEqual([]);
  });
});

const WRONG: [string, GivenTable[], string[]][] = [
  ["no id", table("categories", { ...NEW, id: "" }), ["id missing"]],
  ["a name left out", table("categories", { ...NEW, nameEn: "" }), ["nameEn missing"]],
  ["an id of no tree", table("categories", { ...NEW, id: "bikes" }), ["id bad-id bikes"]],
  ["a class twice", table("categories", NEW, NEW), ["id twice event.21-01"]],
  [
    "a code made a date of",
    table("categories", { ...NEW, code: "1月2日" }),
    ["code like-a-date 1月2日"],
  ],
  [
    "the code of another class",
    table("categories", { ...NEW, scheme: versionScheme(), code: "01-02" }),
    ["code code-taken event.01-02"],
  ],
  [
    "a class above others",
    table("categories", { ...NEW, id: "event.01", code: "01" }),
    ["id has-parts event.01-01"],
  ],
  [
    "two names of one major",
    table("categories", NEW, { ...NEW, id: "event.21-02", code: "21-02", majorZh: "其他扩展" }),
    ["majorZh two-names 其他扩展", "majorZh two-names 扩展事件"],
  ],
  ["a local rule of nobody", table("categories", { ...NEW, source: "" }), ["source no-source"]],
  [
    "a word that is none",
    table("categories", { ...NEW, severity: "很急" }),
    ["severity no-choice 很急"],
  ],
  [
    "too many photos",
    table("categories", { ...NEW, finishPhotos: "99" }),
    ["finishPhotos no-number 99"],
  ],
  [
    "somebody's number",
    table("categories", { ...NEW, dutyClause: "找张科长 13912345678" }),
    ["dutyClause personal"],
  ],
  [
    "signs that are none",
    table("categories", { ...NEW, nameZh: "\uFFFD\uFFFD" }),
    ["nameZh unreadable \uFFFD\uFFFD"],
  ],
  [
    "no day",
    table("categories", { ...NEW, validFrom: "2026-02-30" }),
    ["validFrom no-such-day 2026-02-30"],
  ],
  [
    "a limit for no class",
    table("limits", { id: "default.handle.disputes", categories: "" }),
    ["categories no-class"],
  ],
  [
    "a limit for an unknown class",
    table("limits", { id: "default.handle.disputes", categories: "event.77" }),
    ["categories unknown-class event.77"],
  ],
  [
    "no time at all",
    table("limits", { id: "default.handle.disputes", amount: "0" }),
    ["amount bad-amount 0"],
  ],
  [
    "the last general limit",
    table("limits", { id: "default.handle.any", endsOn: "2026-12-01" }),
    ["clock last-limit handle"],
  ],
  [
    "stages at odds",
    table(
      "limits",
      { id: "default.handle.disputes", milestone: "done", source: "甲" },
      { id: "default.handle.disputes", milestone: "done", source: "乙" },
    ),
    ["milestone twice done", "source differs 乙"],
  ],
  [
    "a day twice",
    table("days", { date: "2027-01-01", kind: "放假" }, { date: "2027-1-1", kind: "放假" }),
    ["date twice 2027-01-01"],
  ],
  ["no arrangement", table("days", { date: "2027-01-01", kind: "?" }), ["kind no-choice ?"]],
  [
    "hours backwards",
    table("hours", { validFrom: "2027-06-01", mon: "12:00-8:00" }),
    ["mon bad-hours 12:00-8:00"],
  ],
];

describe("what is wrong", () => {
  test.each(WRONG)("%s is told with its column, and nothing is taken", (_, tables, faults) => {
    const good = table("days", { date: "2027-05-01", kind: "放假" });
    const { rows, changes } = plan([...tables, ...good]);
    const found = rows.flatMap((row) =>
      row.faults.map(({ column, fault, value }) => `${column} ${fault} ${value}`.trim()),
    );
    expect(found).toEqual(faults);
    expect(changes).toEqual([]);
  });

  test("a zero that a spreadsheet took from a code is known again", () => {
    expect(told(sent(edited("event.01-03", { majorCode: "1" })))).toEqual([]);
  });
});

function versionScheme(): string {
  const litter = versionOf("event.01-02");
  return litter.kind === "category" ? (litter.rule?.scheme ?? "") : "";
}
