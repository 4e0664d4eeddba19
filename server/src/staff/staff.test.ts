import { utils, write as writeBook } from "@e965/xlsx";
import type { PeopleReply } from "@onegrid/core/access/contract";
import type { StaffListReply, StaffPlanReply } from "@onegrid/core/access/staff-contract";
import { insertStaff, saveStaffDuties } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { openSession } from "../access/sessions.ts";

interface Refusal {
  readonly code?: string;
}

let town: DemoTown;
let admin: Asker;
let communities: readonly { id: string; name: string; code: string }[];

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  const { body } = await admin.get<{
    areas: { id: string; name: string; code: string; kind: string }[];
  }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

const upload = (name: string, file: string | Uint8Array, by = admin) =>
  by.upload<StaffListReply & Refusal>("/api/access/staff", { [name]: file });
const columnsOf = ({ columns }: StaffListReply) =>
  columns.map(({ guess }) => (guess === "personal" ? null : guess));
const planOf = (list: StaffListReply, by = admin) =>
  by.post<StaffPlanReply>(`/api/access/staff/${list.id}/plan`, { columns: columnsOf(list) });

async function commit(list: StaffListReply, digest: string): Promise<StaffListReply> {
  const url = `/api/access/staff/${list.id}`;
  const begun = await admin.post(`${url}/commit`, { columns: columnsOf(list), digest });
  expect(begun.status).toBe(202);
  for (;;) {
    const { body } = await admin.get<StaffListReply>(url);
    if (body.state !== "working") return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const listOf = (rows: readonly string[]): string =>
  ["金川路街道人员名单,,,,,,", "账号,姓名,身份证号,手机,岗位,社区,止", ...rows].join("\r\n");

test("a list is shown, taken at once, and taken again changes nothing", async () => {
  const [one] = communities;
  const file = listOf([
    `chen.yu,陈宇,11010519491231002X,13912345678,网格员,${one?.name},2026-12-31`,
    `chen.yu,陈宇,11010519491231002X,13912345678,网格长,${one?.code},`,
    `sun.li,孙丽,,,网各员,${one?.name},`,
    `wu.di,吴迪,,,网格员,火星社区,昨天`,
  ]);
  const { status, body: list } = await upload("名单.csv", file);
  expect(status).toBe(201);
  expect(list.columns.map(({ guess }) => guess)).toEqual([
    ...["login", "displayName", "personal", "personal", "role", "area", "lastDay"],
  ]);
  const { body: plan } = await planOf(list);
  expect(plan.counts).toEqual({ new: 2, changed: 0, unchanged: 0, refused: 2 });
  expect(plan.accounts).toBe(1);
  expect(plan.rows[2]).toMatchObject({ login: "sun.li", displayName: "孙丽" });
  expect(plan.rows[2]?.refusals).toMatchObject([{ fault: "unknown-role", near: ["网格员"] }]);
  expect(JSON.stringify(plan)).not.toMatch(/1101051949|1391234/);

  // Nobody can choose to read what is about the person: there is nothing there.
  const chosen = columnsOf(list).map((field, at) => (at === 2 ? "login" : at === 0 ? null : field));
  const { body: personal } = await admin.post<StaffPlanReply>(`/api/access/staff/${list.id}/plan`, {
    columns: chosen,
  });
  expect(personal.rows[0]?.refusals).toMatchObject([{ field: "login", fault: "missing" }]);
  const before = await admin.get<PeopleReply>("/api/access/people");
  const done = await commit(list, plan.digest);
  expect(done).toMatchObject({ state: "done", accounts: 1, duties: 2, hasPasswords: true });
  const after = await admin.get<PeopleReply>("/api/access/people");
  expect(after.body.total - before.body.total).toBe(1);
  const made = await admin.get<PeopleReply>("/api/access/people?text=chen.yu");
  expect(made.body.people[0]).toMatchObject({ displayName: "陈宇", mustChangePassword: true });
  expect(
    made.body.people[0]?.duties.map(({ role, validTo }) => [role, validTo]).toSorted(),
  ).toEqual([
    ["grid_head", null],
    ["grid_staff", "2027-01-01"],
  ]);

  const rejects = await admin.raw(`/api/access/staff/${list.id}/rejects.csv`);
  expect(rejects.body).toContain("是不是“网格员”");
  expect(rejects.body).not.toMatch(/身份证|手机/);

  const again = await upload("名单.csv", file);
  const same = await planOf(again.body);
  expect(same.body.counts).toEqual({ new: 0, changed: 0, unchanged: 2, refused: 2 });
  const nothing = await commit(again.body, same.body.digest);
  expect(nothing).toMatchObject({ state: "done", accounts: 0, duties: 0, hasPasswords: false });
});

test("passwords are handed out once, they work, and have to be changed", async () => {
  const [one] = communities;
  const { body: list } = await upload("a.csv", listOf([`deng.fei,邓飞,,,网格员,${one?.name},`]));
  const { body: plan } = await planOf(list);
  await commit(list, plan.digest);
  const take = () =>
    town.app.inject({
      method: "POST",
      url: `/api/access/staff/${list.id}/passwords`,
      headers: admin.headers,
    });
  const table = await take();
  const [, password] = /deng\.fei,邓飞,([a-z2-9-]{14})/.exec(table.body) ?? [];
  expect((await take()).statusCode).toBe(404);
  const signedIn = await town.app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login: "deng.fei", password },
  });
  expect(signedIn.json()).toMatchObject({ login: "deng.fei", mustChangePassword: true });
  const log = await (await town.as("auditor")).get("/api/access/audit?action=access.import-staff");
  expect(JSON.stringify(log.body)).toContain("deng.fei");
  expect(JSON.stringify(log.body)).not.toContain(password);
});

test("only areas of one's own, only people of one's own, only one's own lists", async () => {
  const [one, two] = communities;
  const { body: local } = await admin.post<{ person: { id: string } }>("/api/access/people", {
    login: "local.admin",
    displayName: "社区管理员",
    duties: [{ role: "administrator", areaId: one?.id, validFrom: "2026-01-01", validTo: null }],
  });
  await town.db
    .updateTable("account")
    .set({ must_change_password: false })
    .where("login", "=", "local.admin")
    .execute();
  const token = await openSession(town.db, { accountId: local.person.id, device: "" }, NOW);
  const cookie = { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" };
  const ask = async <T>(method: "GET" | "POST", url: string, payload?: object) =>
    (
      await town.app.inject({ method, url, headers: cookie, ...(payload && { payload }) })
    ).json<T>();
  const form = await admin.upload<StaffListReply>("/api/access/staff", { "a.csv": listOf([]) });
  expect(form.status).toBe(422);
  const text = listOf([
    `qian.wei,钱伟,,,网格员,${two?.name},`,
    `planner,网格规划员,,,网格员,${one?.name},`,
    `local.admin,社区管理员,,,审计员,${one?.name},`,
  ]);
  const boundary = "----x";
  const list = await town.app.inject({
    method: "POST",
    url: "/api/access/staff",
    headers: { ...cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  });
  const reply = list.json<StaffListReply>();
  const url = `/api/access/staff/${reply.id}`;
  const plan = await ask<StaffPlanReply>("POST", `${url}/plan`, { columns: columnsOf(reply) });
  expect(plan.rows.map(({ refusals }) => refusals[0]?.fault)).toEqual([
    ...["unknown-area", "taken", "own-account"],
  ]);
  expect((await admin.get<Refusal>(url)).body.code).toBe("request.not-found");
});

test("a plan that is not true any more is not carried out, nor a wish that was not shown", async () => {
  const [one] = communities;
  const { body: list } = await upload("a.csv", listOf([`late.one,迟到,,,网格员,${one?.name},`]));
  const { body: plan } = await planOf(list);
  await admin.post("/api/access/people", {
    login: "late.one",
    displayName: "别人",
    duties: [{ role: "auditor", areaId: one?.id, validFrom: "2026-01-01", validTo: null }],
  });
  const done = await commit(list, plan.digest);
  expect(done).toMatchObject({ state: "failed", refusal: "access.preview-stale", accounts: 0 });
  const { body: now } = await planOf(list);
  expect(now.rows[0]?.refusals[0]?.fault).toBe("other-name");
});

test("GB18030, a workbook's sheets and what is no list at all", async () => {
  const gbk = Uint8Array.from([0xd5, 0xcb, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb]);
  const body = await upload(
    "gbk.csv",
    Uint8Array.from([...gbk, 0x0d, 0x0a, 0x61, 0x62, 0x2c, 0xd5, 0xc5]),
  );
  expect(body.body).toMatchObject({ encoding: "gb18030", rows: 1 });
  expect(body.body.columns.map(({ guess }) => guess)).toEqual(["login", "displayName"]);
  expect((await upload("x.geojson", '{"type":"FeatureCollection","features":[]}')).status).not.toBe(
    201,
  );
  expect((await upload("empty.csv", "")).status).toBe(422);
  const template = await admin.raw("/api/access/staff/template.csv");
  const taken = await upload("t.csv", template.body);
  const { body: plan } = await planOf(taken.body);
  expect(plan.counts).toMatchObject({ new: 2, refused: 0 });
});

/** How long the store takes over the accounts and duties of a plan; nothing of it stays. */
async function storeMs({ rows }: StaffPlanReply): Promise<number> {
  const people = rows.map(({ login, displayName }) => ({
    ...{ id: login, login, displayName, passwordHash: "x" },
  }));
  const duties = rows.map(({ login, displayName, role }) => ({
    ...{
      id: null,
      accountId: login,
      displayName,
      role: role ?? "",
      areaId: communities[0]?.id ?? "",
    },
    ...{ validFrom: null, validTo: null, shift: null },
  }));
  const since = performance.now();
  await town.db.transaction().execute(async (trx) => {
    expect(await insertStaff(trx, people)).toBe(rows.length);
    await saveStaffDuties(trx, duties, "2026-11-20");
    await trx.deleteFrom("account").where("login", "like", "bulk%").execute();
  });
  const ms = Math.round(performance.now() - since);
  process.stdout.write(`${rows.length} accounts and duties stored in ${ms} ms\n`);
  return ms;
}

test("a workbook: the sheet that is a list, with days that Excel keeps as numbers", async () => {
  const [one] = communities;
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([["填表说明"], ["请勿改动表头"]]), "说明");
  const rows = [
    ["账号", "姓名", "身份证号", "岗位", "社区", "起", "止"],
    [
      "xl.one",
      "谢一",
      "11010519491231002X",
      "网格长",
      one?.name,
      new Date(2026, 0, 5),
      "2026/12/31",
    ],
  ];
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { cellDates: true }), "名单");
  const bytes: unknown = writeBook(book, { type: "buffer", bookType: "xlsx" });
  if (!(bytes instanceof Uint8Array)) throw new Error("no bytes");
  const { body: list } = await upload("名单.xlsx", bytes);
  expect(list).toMatchObject({ rows: 1, encoding: null });
  const { body: plan } = await planOf(list);
  expect(plan.rows[0]).toMatchObject({
    ...{ outcome: "new", login: "xl.one", validFrom: "2026-01-05", validTo: "2027-01-01" },
  });
});

/** A title narrower than the table, a community joined over two rows, and one row left empty there. */
const ROSTER = [
  ["街道网格工作人员花名册"],
  ["工号", "姓名", "岗位", "所属社区"],
  ["joined1", "赵一", "网格员", "one"],
  ["joined2", "钱二", "网格员"],
  ["joined3", "孙三", "网格员"],
] as const;

test("a title in one cell hides no column, and a joined cell counts for each of its rows", async () => {
  const rows = ROSTER.map((row) =>
    row.map((cell) => (cell === "one" ? (communities[0]?.name ?? "") : cell)),
  );
  const sheet = utils.aoa_to_sheet(rows);
  sheet["!merges"] = [utils.decode_range("A1:D1"), utils.decode_range("D3:D4")];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "花名册");
  const bytes: unknown = writeBook(book, { type: "buffer", bookType: "xlsx" });
  if (!(bytes instanceof Uint8Array)) throw new Error("no bytes");
  const { body: list } = await upload("花名册.xlsx", bytes);
  expect(list.columns.map(({ heading }) => heading)).toEqual(ROSTER[1]);
  const { body: plan } = await planOf(list);
  expect(plan.rows.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
    ...["3 new", "4 new", "5 refused"],
  ]);
  const { body: table } = await upload("花名册.csv", rows.map((row) => row.join(",")).join("\r\n"));
  expect(table.columns.map(({ heading }) => heading)).toEqual(ROSTER[1]);
  expect(table.rows).toBe(3);
});

test("5,000 rows are read and planned in seconds", async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, nth) => `bulk${nth},人员${nth},,,网格员,${communities[nth % communities.length]?.name},`,
  );
  const since = performance.now();
  const { body: list } = await upload("big.csv", listOf(rows));
  const { body: plan } = await planOf(list);
  const ms = Math.round(performance.now() - since);
  expect(plan.counts).toMatchObject({ new: 5_000, refused: 0 });
  process.stdout.write(`5,000 rows read and planned in ${ms} ms\n`);
  expect(ms).toBeLessThan(10_000);
  expect(await storeMs(plan)).toBeLessThan(5_000);
  expect((await upload("bigger.csv", listOf([...rows, rows[0] ?? ""]))).body.code).toBe(
    "ingest.file-too-complex",
  );
}, 60_000);
