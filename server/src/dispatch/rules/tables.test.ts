import { read as readBook, utils, write as writeBook, type WorkBook } from "@e965/xlsx";
import { ALWAYS, CALENDAR_ID, RULE_TABLES, SEED_BOOK } from "@onegrid/core/dispatch";
import type {
  RuleBookReply,
  RuleImportReply,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { encodeGbk } from "../../gbk.ts";

let town: DemoTown;
let admin: Asker;
let dispatcher: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  const center = body.areas.find(({ kind }) => kind === "community")?.center;
  if (!center) throw new Error("no community");
  await dispatcher.post("/api/cases", newReport(center, { categoryId: "event.05-08" }));
}, 120_000);
afterAll(() => town.close());

const IMPORT = "/api/rules/tables?day=2026-11-20&language=zh-CN";
const upload = (name: string, file: string | Uint8Array, more = "") =>
  admin.upload<RuleImportReply & { code?: string }>(`${IMPORT}${more}`, { [name]: file });

async function workbook(language = "zh-CN", more = ""): Promise<{ bytes: Buffer; book: WorkBook }> {
  const { rawPayload, statusCode, headers } = await admin.raw(
    `/api/rules/tables?format=xlsx&language=${language}${more}`,
  );
  expect(statusCode).toBe(200);
  expect(headers["content-disposition"]).toContain("attachment");
  return { bytes: rawPayload, book: readBook(rawPayload) };
}
const textOf = async (table: string, language = "zh-CN"): Promise<string> =>
  (await admin.raw(`/api/rules/tables?format=csv&table=${table}&language=${language}`)).body;

async function save({ edition, changes }: RuleImportReply): Promise<RuleSavedReply> {
  const asked = { expectedEdition: edition, note: "表格导入", changes };
  const saved = await admin.post<RuleSavedReply>("/api/rules/changes", asked);
  expect(saved).toMatchObject({ status: 200 });
  return saved.body;
}

test.each(["zh-CN", "en"])(
  "a workbook in %s that comes back as it went changes nothing",
  async (language) => {
    const { bytes } = await workbook(language);
    const { status, body } = await upload("规则库.xlsx", bytes, "&retiresMissing=true");
    expect(status).toBe(200);
    expect(body.tables.map(({ table, ignored }) => [table, ignored])).toEqual(
      RULE_TABLES.map((table) => [table, []]),
    );
    expect({ rows: body.rows, ignored: body.ignoredSheets }).toEqual({ rows: [], ignored: [] });
    expect(body.counts.unchanged).toBeGreaterThan(150);
  },
);

test.each(RULE_TABLES)(
  "a file of %s as text comes back the same, in UTF-8 and in GBK",
  async (table) => {
    const text = await textOf(table);
    expect(text.startsWith("\uFEFF")).toBe(true);
    const gbk = encodeGbk(text.slice(1));
    for (const [file, encoding] of [
      [text, "utf-8"],
      [gbk ?? "", "gb18030"],
    ] as const) {
      const { body } = await upload(`${table}.csv`, file, "&retiresMissing=true");
      expect({ encoding: body.encoding, rows: body.rows }).toEqual({ encoding, rows: [] });
    }
  },
);

test("what was edited in a spreadsheet is shown with its cells, and saved as one edition", async () => {
  const { book } = await workbook();
  const sheet = book.Sheets["时限"];
  if (!sheet) throw new Error("no sheet of limits");
  const rows = utils.sheet_to_json<Record<string, string | number>>(sheet);
  const halved = rows.map((row) =>
    row["编号"] === "default.handle.minor" ? { ...row, 数量: 1 } : row,
  );
  book.Sheets["时限"] = utils.json_to_sheet(halved);
  const file: Uint8Array = writeBook(book, { type: "buffer", bookType: "xlsx" });
  const { body } = await upload("规则库.xlsx", file);
  expect(body.counts).toMatchObject({ changed: 1, refused: 0, new: 0, retired: 0 });
  expect(body.rows).toMatchObject([
    {
      id: "default.handle.minor",
      outcome: "changed",
      validFrom: "2026-11-20",
      cells: [{ column: "amount", before: "2", after: "1" }],
    },
  ]);
  const { edition, changes } = body;
  const preview = await admin.post<RulePreviewReply>("/api/rules/preview", {
    ...{ expectedEdition: edition, note: "", changes },
  });
  expect(preview.status).toBe(200);
  expect(await save(body)).toMatchObject({ edition: edition + 1 });
  const { limits } = (await admin.get<RuleBookReply>("/api/rules")).body;
  const versions = limits.filter(({ id }) => id === "default.handle.minor");
  expect(versions.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
    [ALWAYS, "2026-11-20"],
    ["2026-11-20", null],
  ]);
  // The book with two versions of a rule comes back as it went too.
  const again = await upload("规则库.xlsx", (await workbook()).bytes, "&retiresMissing=true");
  expect(again.body.rows).toEqual([]);
});

test("one wrong row, and nothing of the file is taken", async () => {
  const file = "日期,安排\n2027-01-01,放假\n2027-13-01,放假\n2027-01-02,上课\n";
  const { body } = await upload("放假.csv", file);
  expect(body.changes).toEqual([]);
  expect(body.rows.map(({ line, outcome, faults }) => [line, outcome, ...faults])).toEqual([
    [2, "new"],
    [3, "refused", { column: "date", fault: "no-such-day", value: "2027-13-01" }],
    [4, "refused", { column: "kind", fault: "no-choice", value: "上课" }],
  ]);
});

test("the State Council's arrangement is two columns, saved by date", async () => {
  const title = "2027 年部分节假日安排,\n";
  const file = `${title}日期,安排,备注\n2027年1月1日,放假,元旦\n2027-02-14,调休上班,\n`;
  const { body } = await upload("2027.csv", encodeGbk(file) ?? "");
  expect(body.tables).toMatchObject([{ table: "days", rows: 2, ignored: ["备注"] }]);
  await save(body);
  const { calendar } = (await admin.get<RuleBookReply>("/api/rules")).body;
  expect(calendar).toMatchObject({
    id: CALENDAR_ID,
    days: { "2027-01-01": "holiday", "2027-02-14": "workday", "2026-10-01": "holiday" },
    knownYears: [2025, 2026, 2027],
  });
});

test("no cell that leaves is a formula, and its text comes back", async () => {
  const [first] = SEED_BOOK.categories;
  if (!first) throw new Error("no class");
  const { id, validFrom: _from, validTo: _to, ...rule } = first;
  const evil = {
    ...rule,
    keywords: ["=1+1", "@SUM(A1)"],
    filingStandard: '=HYPERLINK("http://x")',
    closingStandard: "-2+3",
    dutyClause: "'=already",
    source: "+cmd|' /C calc'!A0",
  };
  const { edition } = (await admin.get<RuleBookReply>("/api/rules")).body;
  const change = { kind: "category", id, validFrom: "2026-11-20", rule: evil };
  await admin.post("/api/rules/changes", { expectedEdition: edition, note: "", changes: [change] });
  const text = await textOf("categories");
  const cells = text.split(/[,\r\n]+/).map((cell) => cell.replace(/^"/, ""));
  expect(cells.filter((cell) => /^[=+@]|^-(?!\d+$)/.test(cell))).toEqual([]);
  const { bytes } = await workbook();
  const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => name.includes("sheet"));
  expect(sheets.map(([, part]) => Buffer.from(part).includes("<f>"))).not.toContain(true);
  for (const [name, file] of [
    ["a.csv", text],
    ["a.xlsx", bytes],
  ] as const)
    expect((await upload(name, file, "&retiresMissing=true")).body.rows).toEqual([]);
});

test("a template has the headings alone; without rows it changes nothing", async () => {
  const { book, bytes } = await workbook("zh-CN", "&isTemplate=true");
  expect(book.SheetNames).toEqual(["分类", "时限", "放假与调休", "作息时间", "填写说明"]);
  const guide = utils.sheet_to_json(book.Sheets["填写说明"] ?? {});
  expect(guide).toContainEqual({
    表: "放假与调休",
    列: "安排",
    可填内容: "放假 / 调休上班 / 按周历",
  });
  const { body } = await upload("模板.xlsx", bytes);
  expect({ rows: body.rows, changes: body.changes }).toEqual({ rows: [], changes: [] });
});

test("what is no table of rules, or too much at once, is refused in words", async () => {
  const none = await upload("人员.csv", "姓名,电话\n李,1\n");
  expect(none).toMatchObject({ status: 422, body: { code: "dispatch.rules-no-table" } });
  const { categories } = SEED_BOOK;
  const [one] = categories;
  if (!one) throw new Error("no class");
  const heading =
    "编号,编码体系,小类代码,类型,大类代码,大类名称,大类英文名,小类名称,小类英文名,来源";
  const rows = Array.from({ length: 2001 }, (_, at) => {
    const code = `77-${String(at).padStart(4, "0")}`;
    return `city.${code},city,${code},事件,77,本地,Local,小类${at},Minor ${at},城管发〔2026〕1号`;
  });
  const many = await upload("许多.csv", [heading, ...rows].join("\n"));
  expect(many).toMatchObject({
    status: 422,
    body: { code: "dispatch.rules-too-many", count: 2001, limit: 2000 },
  });
  const fits = await upload("正好.csv", [heading, ...rows.slice(1)].join("\n"));
  expect(fits.body.counts.new).toBe(2000);
});

test("tables are for those who keep the rules of the whole district", async () => {
  const file = { "a.csv": "日期,安排\n2027-01-01,放假\n" };
  expect((await dispatcher.upload(IMPORT, file)).status).toBe(403);
  expect((await dispatcher.get("/api/rules/tables?format=xlsx&language=en")).status).toBe(403);
});
