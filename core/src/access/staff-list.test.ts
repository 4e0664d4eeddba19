import { expect, test } from "vitest";
import { areaNamed, dayAfter, dayNamed, roleNamed, roleNear, shiftNamed } from "./staff-cells.ts";
import { guessColumns, headingRow } from "./staff-columns.ts";
import { planStaff, type StaffAccount } from "./staff-plan.ts";
import type { StaffRow } from "./staff-row.ts";

test("headings as offices write them are understood, and personal ones are not read", () => {
  const headings = [
    "序号",
    "姓 名",
    "身份证号码",
    "联系电话",
    "登录账号",
    "岗位名称",
    "所属社区（村）",
  ];
  expect(guessColumns(headings)).toEqual([
    ...[null, "displayName", "personal", "personal", "login", "role", "area"],
  ]);
  expect(guessColumns(["Login", "Full name", "Role", "Community", "From", "To", "Mobile"])).toEqual(
    [...["login", "displayName", "role", "area", "validFrom", "lastDay", "personal"]],
  );
  expect(guessColumns(["账号", "用户名", "出生日期", "起始日期", "班次"])).toEqual([
    ...["login", null, "personal", "validFrom", "shift"],
  ]);
});

test("a title and a date above the headings are stepped over", () => {
  const rows = [
    ["金川路街道网格员名单", "", ""],
    ["填报单位：", "", "2026年11月"],
    ["账号", "姓名", "岗位"],
  ];
  expect(headingRow(rows)).toBe(2);
  expect(
    headingRow([
      ["甲", "乙"],
      ["丙", "丁"],
    ]),
  ).toBe(0);
});

test("roles, days and hours are read as people write them", () => {
  expect(["网格长", "专职网格员", "Grid head", "grid_staff", "社区 值班"].map(roleNamed)).toEqual([
    ...["grid_head", "grid_staff", "grid_head", "grid_staff", "community_desk"],
  ]);
  expect([roleNamed("网各员"), roleNear("网各员"), roleNear("司机")]).toEqual([
    null,
    "grid_staff",
    null,
  ]);
  const days = [
    "2026-11-01",
    "2026/1/2",
    "2026年3月4日",
    "20261231",
    "2024-02-29 00:00:00",
    "2026.5.6",
  ];
  expect(days.map(dayNamed)).toEqual([
    ...["2026-11-01", "2026-01-02", "2026-03-04", "2026-12-31", "2024-02-29", "2026-05-06"],
  ]);
  expect(["2026-02-29", "2026-13-01", "明天", "45000", "2026-00-10"].map(dayNamed)).toEqual([
    ...[null, null, null, null, null],
  ]);
  expect(["2026-12-31", "2024-02-28", "2026-02-28", "2026-04-30"].map(dayAfter)).toEqual([
    ...["2027-01-01", "2024-02-29", "2026-03-01", "2026-05-01"],
  ]);
  expect(
    [
      "全天",
      "周一至周五 8:30-18:00",
      "08:00-20:00",
      "Mo-Fr 09:00-17:00",
      "有空就来",
      "周日 25:00-26:00",
    ].map(shiftNamed),
  ).toEqual([
    ...[
      "Mo-Su 00:00-24:00",
      "Mo-Fr 08:30-18:00",
      "Mo-Su 08:00-20:00",
      "Mo-Fr 09:00-17:00",
      null,
      null,
    ],
  ]);
});

const areas = [
  { id: "d", code: "620302000000", name: "金川区", path: ["d"] },
  { id: "s1", code: "620302001000", name: "金川路街道", path: ["d", "s1"] },
  { id: "s2", code: "620302002000", name: "北京路街道", path: ["d", "s2"] },
  { id: "c1", code: "620302001001", name: "昌文里社区", path: ["d", "s1", "c1"] },
  { id: "c2", code: "620302001002", name: "新华里社区", path: ["d", "s1", "c2"] },
  { id: "c3", code: "620302002001", name: "新华里社区", path: ["d", "s2", "c3"] },
];

test("areas are found by code and name, told apart by what lies above, and suggested when misspelt", () => {
  const found = (text: string) => {
    const hit = areaNamed(text, areas);
    return hit.kind === "found" ? hit.area.id : hit.kind === "unclear" ? "?" : hit.near;
  };
  expect(["620302001001", "620302001", "昌文里", "昌文里社区", "c1", "金川区"].map(found)).toEqual([
    ...["c1", "s1", "c1", "c1", "c1", "d"],
  ]);
  expect(["新华里社区", "北京路街道/新华里社区", "金川路 新华里"].map(found)).toEqual([
    "?",
    "c3",
    "c2",
  ]);
  expect(found("昌闻里社区")).toEqual(["昌文里社区"]);
  expect(found("完全不同的地方")).toEqual([]);
});

const row = (line: number, cells: StaffRow["cells"]): StaffRow => ({
  line,
  cells: { login: "li.na", displayName: "李娜", role: "网格员", area: "昌文里", ...cells },
});
const account = (change: Partial<StaffAccount> = {}): StaffAccount => ({
  id: "a",
  login: "li.na",
  displayName: "李娜",
  isClosed: false,
  isMine: true,
  isShared: false,
  duties: [
    {
      id: "d1",
      role: "grid_staff",
      areaId: "c1",
      validFrom: "2026-01-01",
      validTo: null,
      shift: "",
    },
  ],
  ...change,
});
const plan = (rows: readonly StaffRow[], accounts: readonly StaffAccount[] = []) =>
  planStaff(rows, { areas, accounts, ownLogin: "admin" }).map(({ outcome, refusals }) =>
    outcome === "refused"
      ? refusals.map(({ fault, field }) => `${field} ${fault}`).join()
      : outcome,
  );

test("rows are new, changed or unchanged, and what a list leaves open stays", () => {
  expect(plan([row(2, {})])).toEqual(["new"]);
  expect(plan([row(2, {})], [account()])).toEqual(["unchanged"]);
  expect(plan([row(2, { validFrom: "2026/1/1" })], [account()])).toEqual(["unchanged"]);
  expect(plan([row(2, { lastDay: "2026-12-31" })], [account()])).toEqual(["changed"]);
  expect(plan([row(2, {}), row(3, { role: "网格长" })], [account()])).toEqual([
    "unchanged",
    "changed",
  ]);
});

test("a row is refused with every cell that is wrong, and no number of a person is repeated", () => {
  expect(plan([row(2, { role: "司机", area: "火星", validFrom: "昨天", shift: "晚" })])).toEqual([
    "role unknown-role,area unknown-area,validFrom bad-day,shift bad-shift",
  ]);
  expect(plan([row(2, { login: "", displayName: "" })])).toEqual([
    "login missing,displayName missing",
  ]);
  expect(
    plan([row(2, { login: "李娜" }), row(3, { validFrom: "2026-02-01", lastDay: "2026-01-01" })]),
  ).toEqual([...["login bad-login", "lastDay bad-days"]]);
  const [planned] = planStaff([row(2, { login: "11010519491231002X" })], {
    ...{ areas, accounts: [], ownLogin: "admin" },
  });
  expect(planned?.refusals).toEqual([{ fault: "personal", field: "login", value: "", near: [] }]);
  expect(JSON.stringify(planned)).not.toContain("1949");
  expect(plan([row(2, {}), row(3, {}), row(4, { displayName: "李丽", role: "网格长" })])).toEqual([
    ...["new", "login twice", "displayName two-names"],
  ]);
});

test("accounts of others, shared, closed, renamed and one's own are left alone", () => {
  const faults = [
    { isMine: false },
    { isShared: true },
    { isClosed: true },
    { displayName: "李丽" },
  ].map((change) => plan([row(2, {})], [account(change)])[0]);
  expect(faults).toEqual(["login taken", "login shared", "login closed", "displayName other-name"]);
  expect(plan([row(2, { login: "admin" })], [account({ login: "admin" })])).toEqual([
    "login own-account",
  ]);
});
