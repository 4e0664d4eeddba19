import { read as readBook, utils, write as writeBook } from "@e965/xlsx";
import type { CommunitySeatsReply, PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import type { HolderImportReply } from "@onegrid/core/dispatch/holder-table-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { giveDuty, type Area } from "../../../test/world.ts";
import { encodeGbk } from "../../gbk.ts";

let town: DemoTown;
let desk: Asker;
type Named = Area & { readonly name: string };
let areas: readonly Named[];
let district: Named;
let street: Named;
/** In the street, in order. */
let homes: Named[];
let staff: string[];
let outsider: string;

const must = (found: Named | undefined): Named => {
  if (!found) throw new Error("the demo has no such area");
  return found;
};

beforeAll(async () => {
  town = await openDemoTown();
  desk = await town.as("dispatcher");
  areas = (await desk.get<{ areas: Named[] }>("/api/areas")).body.areas;
  district = must(areas.find(({ kind }) => kind === "district"));
  street = must(areas.find(({ kind }) => kind === "street"));
  homes = areas.filter(({ kind, parentId }) => kind === "community" && parentId === street.id);
  const home = must(homes[0]);
  staff = [];
  for (const role of ["grid_head", "grid_staff", "building_head"] as const)
    staff.push(await giveDuty(town, { role, area: home, categories: [] }));
  outsider = await giveDuty(town, { role: "leader", area: district, categories: [] });
  const { body } = await desk.get<PlanReply>(planAt(district.id));
  const kept = { areaId: district.id, expectedVersion: 0, groups: body.groups };
  await desk.put("/api/emergency/plan", kept);
  const filling = { areaId: district.id, expectedVersion: 1 };
  const filled = await desk.post("/api/emergency/plan/fill", filling);
  if (filled.status !== 200) throw new Error(JSON.stringify(filled.body));
}, 120_000);
afterAll(() => town.close());

const planAt = (areaId: string): string => `/api/emergency/plan?areaId=${areaId}`;
const TABLE = "/api/emergency/plan/seats/table";
const version = async (): Promise<number> =>
  (await desk.get<PlanReply>(planAt(district.id))).body.version;
const fileOf = async (format: "csv" | "xlsx", language = "zh-CN", more = "") => {
  const url = `${TABLE}?areaId=${district.id}&format=${format}&language=${language}${more}`;
  const reply = await desk.raw(url);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers["content-disposition"]).toContain("attachment");
  return reply;
};
const send = async (
  file: string | Uint8Array,
  { more = "", name = "平急人员.csv", by = desk, areaId = district.id, at = 0 } = {},
) => {
  const url = `${TABLE}?areaId=${areaId}&expectedVersion=${at || (await version())}${more}`;
  return by.upload<HolderImportReply & { code?: string; count?: number; line?: number }>(url, {
    [name]: file,
  });
};
const heldIn = async ({ id }: Area): Promise<CommunitySeatsReply["held"]> => {
  const url = `${TABLE.replace("/table", "")}?areaId=${district.id}&communityId=${id}`;
  return (await desk.get<CommunitySeatsReply>(url)).body.held;
};
const heads = "社区,平战,小组,岗位,席位,账号";
const row = (login: string, at = 0, seat = "1") =>
  `${must(homes[at]).name},战时,医疗救护组,组员,${seat},${login}`;
const tableOf = (...rows: string[]): string => `${[heads, ...rows].join("\r\n")}\r\n`;

test.each([
  ["csv", "zh-CN"],
  ["csv", "en"],
  ["xlsx", "zh-CN"],
  ["xlsx", "en"],
] as const)("a %s in %s that comes back as it went changes nothing", async (format, language) => {
  const { rawPayload, body } = await fileOf(format, language);
  const before = await version();
  const name = `seats.${format}`;
  const { body: told } = await send(rawPayload, { name, more: "&emptiesBlank=true" });
  expect(told).toMatchObject({
    ...{ isTaken: false, rows: [], version: before },
    counts: { new: 0, changed: 0, emptied: 0, refused: 0 },
  });
  // Every seat of every community: 11 groups of a leader and two members.
  expect(told.counts.known).toBe(areas.filter(({ kind }) => kind === "community").length * 33);
  if (format === "xlsx") return;
  const gbk = encodeGbk(body.slice(1)) ?? "";
  expect((await send(gbk, { name, more: "&emptiesBlank=true" })).body.rows).toEqual([]);
});

test("a file is looked at with what each line changes, taken whole, and only into what was looked at", async () => {
  const home = must(homes[0]);
  const before = await version();
  const file = tableOf(row(staff[0] ?? ""), row(staff[1] ?? "", 0, "2"));
  const { body: looked } = await send(file);
  expect(looked).toMatchObject({ isTaken: false, version: before, fileName: "平急人员.csv" });
  const byLine = looked.rows.toSorted((a, b) => a.line - b.line);
  expect(byLine.map(({ line, after }) => [line, after])).toEqual([
    [2, staff[0]],
    [3, staff[1]],
  ]);
  expect(looked.rows[0]).toMatchObject({ community: home.name, group: "医疗救护组", post: "组员" });
  expect(await version()).toBe(before);

  const { body: taken } = await send(file, { more: "&isTaken=true" });
  expect(taken).toMatchObject({ isTaken: true, version: before + 1 });
  const members = (await heldIn(home)).filter(
    ({ group, post }) => group === "medical" && post === "member",
  );
  expect(members.map(({ seat, holderId }) => [seat, holderId])).toEqual([
    [1, staff[0]],
    [2, staff[1]],
  ]);
  // Somebody who looked at the plan as it was before is told so.
  const late = await send(tableOf(row("")), {
    at: before,
    more: "&isTaken=true&emptiesBlank=true",
  });
  expect(late).toMatchObject({ status: 409, body: { code: "dispatch.plan-stale" } });
  const [audited] = await town.db
    .selectFrom("audit")
    .select("detail")
    .where("action", "=", "dispatch.plan-table")
    .execute();
  expect(audited?.detail).toEqual({ version: before + 1, seats: 2 });
});

test("with one line that cannot be taken nobody is changed, and the line is named", async () => {
  const before = [await version(), await heldIn(must(homes[0]))];
  const file = tableOf(row(""), row("nobody.of.this.name", 0, "2"), "西区,战时,医疗救护组,组员,9,");
  const { body: looked } = await send(file, { more: "&emptiesBlank=true" });
  expect(looked.counts).toMatchObject({ emptied: 1, refused: 2 });
  expect(looked.rows.slice(0, 2)).toMatchObject([
    { line: 3, faults: [{ column: "login", fault: "unknown-account" }] },
    {
      line: 4,
      community: "",
      faults: [
        { column: "community", fault: "unknown-community", value: "西区" },
        { column: "seat", fault: "bad-seat", value: "9" },
      ],
    },
  ]);
  const { status, body } = await send(file, { more: "&emptiesBlank=true&isTaken=true" });
  expect({ status, ...body }).toMatchObject({
    ...{ status: 422, code: "dispatch.plan-table", count: 2, line: 3 },
  });
  expect([await version(), await heldIn(must(homes[0]))]).toEqual(before);
});

test("the template has every seat and nobody in it: taken as it is it changes nothing, or empties all", async () => {
  const { body: template } = await fileOf("csv", "zh-CN", "&isTemplate=true");
  const { body: same } = await send(template);
  expect(same.rows).toEqual([]);
  const { body: whole } = await fileOf("csv");
  const { body: emptied } = await send(template, { more: "&emptiesBlank=true&isTaken=true" });
  expect(emptied.counts.emptied).toBeGreaterThan(2);
  expect(await heldIn(must(homes[0]))).toEqual([]);
  const { body: back } = await send(whole, { more: "&isTaken=true" });
  expect(back.counts.new).toBe(emptied.counts.emptied);
  expect((await fileOf("csv")).body).toBe(whole);
});

test("a workbook with a title above its headings and joined cells is read by its headings", async () => {
  const rows = [
    ["平急人员一览表"],
    ["社区", "小组", "岗位", "席位", "账号", "备注"],
    [must(homes[0]).name, "医疗救护组", "组员", 1, staff[2], "新来"],
  ];
  const book = utils.book_new(utils.aoa_to_sheet(rows), "表");
  expect(readBook(writeBook(book, { type: "buffer" })).SheetNames).toEqual(["表"]);
  const bytes: Uint8Array = writeBook(book, { type: "buffer", bookType: "xlsx" });
  const { body } = await send(bytes, { name: "表.xlsx" });
  expect(body.rows).toMatchObject([{ line: 3, after: staff[2], outcome: "changed" }]);
  const none = await send("姓名,电话\r\n甲,乙\r\n", { name: "别的表.csv" });
  expect(none).toMatchObject({ status: 422, body: { code: "dispatch.plan-no-table" } });
});

test("a desk finds nobody beyond its areas, and nobody else comes to the table", async () => {
  const keeper = await town.asHolder(
    await giveDuty(town, { role: "command_desk", area: street, categories: [] }),
  );
  const { groups } = (await keeper.get<PlanReply>(planAt(street.id))).body;
  await keeper.put("/api/emergency/plan", { areaId: street.id, expectedVersion: 0, groups });
  const own = { by: keeper, areaId: street.id, at: 1 };
  const found = await send(tableOf(row(staff[0] ?? ""), row(outsider, 0, "2")), own);
  expect(found.body.rows.map(({ outcome, faults }) => [outcome, faults[0]?.fault])).toEqual([
    ["refused", "unknown-account"],
    ["new", undefined],
  ]);
  expect((await send(tableOf(row("")), { by: keeper })).status).toBe(404);
  const worker = await town.as("gridworker");
  expect((await send(tableOf(row("")), { by: worker })).status).toBe(403);
  expect(
    (await worker.raw(`${TABLE}?areaId=${district.id}&format=csv&language=en`)).statusCode,
  ).toBe(403);
});
