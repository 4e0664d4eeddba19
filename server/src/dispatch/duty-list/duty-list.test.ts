import type { Sight } from "@onegrid/core/access";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import type {
  DutyAnswerReply,
  DutyChangesBody,
  DutyListReply,
  DutyPreviewReply,
  DutySavedReply,
  NewDutyEntryField,
} from "@onegrid/core/dispatch/duty-list-contract";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import { readAs } from "@onegrid/db";
import { listDutyEntries } from "@onegrid/db/dispatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

interface Area {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly code: string;
  readonly center: Place;
}

let town: DemoTown;
let admin: Asker;
let dispatcher: Asker;
let communities: readonly Area[];

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: readonly Area[] }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

const community = (at: number): Area => {
  const found = communities[at];
  if (!found) throw new Error("the demo has too few communities");
  return found;
};

const list = async (asker = dispatcher): Promise<DutyListReply> =>
  (await asker.get<DutyListReply>("/api/duty-list")).body;

const save = (changes: Partial<DutyChangesBody>) =>
  admin.post<DutySavedReply & { code?: string; faults?: readonly object[] }>(
    "/api/duty-list/changes",
    { places: [], entries: [], endEntries: [], endPlaces: [], ...changes },
  );

const entry = (changes: Partial<NewDutyEntryField> = {}): NewDutyEntryField => ({
  unitId: "demo-housing",
  areaKind: "community",
  areaId: community(0).id,
  categories: ["asset.01-14"],
  priority: 100,
  clause: "第一条",
  validFrom: "2026-11-20",
  validTo: null,
  ...changes,
});

async function filedCase(categoryId: string, position: Place): Promise<CaseCard> {
  const report = newReport(position, { categoryId });
  const { card } = (await dispatcher.post<CaseReply>("/api/cases", report)).body;
  const file = commandFor(card, "file", { fields: { standardMet: true } });
  return (await dispatcher.post<CaseReply>(`/api/cases/${card.id}/commands`, file)).body.card;
}

const dispatchTo = (card: CaseCard, unitId: string, overrideReason: string | null = null) =>
  dispatcher.post<CaseReply & { code?: string }>(
    `/api/cases/${card.id}/commands`,
    commandFor(card, "dispatch", {
      fields: { assignee: { unitId, memberId: null }, recommendationId: null, overrideReason },
    }),
  );

test("a unit whose list does not have the class is refused without a reason, and taken with one", async () => {
  const card = await filedCase("event.04-06", community(0).center);
  const refused = await dispatchTo(card, "demo-market");
  expect(refused).toMatchObject({ status: 422, body: { code: "dispatch.unit-not-responsible" } });
  const overridden = await dispatchTo(card, "demo-market", "人手已到现场");
  expect(overridden).toMatchObject({
    status: 200,
    body: { card: { assigneeName: "区市场监管局" } },
  });
  const another = await filedCase("event.04-06", community(0).center);
  expect(await dispatchTo(another, "demo-utilities")).toMatchObject({ status: 200 });
});

test("a team is named where people go out, in the asker's part, and takes a case with a reason", async () => {
  const teamsOf = async (asker: Asker): Promise<string[]> =>
    (await asker.get<DepartmentsReply>("/api/departments")).body.teams.map(({ id }) => id);
  const all = await teamsOf(dispatcher);
  const staffed = await town.db
    .selectFrom("duty")
    .select("area_id")
    .distinct()
    .where("role", "in", ["grid_staff", "grid_head", "lane_head", "team_member"])
    .where("unit_id", "is", null)
    .where("account_id", "is not", null)
    .execute();
  expect(all.toSorted()).toEqual(staffed.map(({ area_id: id }) => id).toSorted());
  const own = await teamsOf(await town.as("community"));
  expect(own.length).toBeLessThan(all.length);
  expect(all).toEqual(expect.arrayContaining(own));
  const card = await filedCase("event.04-06", community(0).center);
  const other = all.find((id) => id !== community(0).id) ?? "";
  expect(await dispatchTo(card, other)).toMatchObject({ status: 422 });
  expect(await dispatchTo(card, other, "就近")).toMatchObject({ status: 200 });
});

test("what nobody owns falls to the territory's team, and to nobody else without a reason", async () => {
  const card = await filedCase("community.99-99", community(0).center);
  const advice = await dispatcher.get(`/api/cases/${card.id}/recommendation`);
  expect(advice.body["unit"]).toMatchObject({
    by: "fallback",
    unitId: community(0).id,
    clause: null,
  });
  expect(await dispatchTo(card, "demo-market")).toMatchObject({ status: 422 });
  expect(await dispatchTo(card, community(0).id)).toMatchObject({ status: 200 });
});

test("a case inside a special grid and beside a lane names them, with the clause and the others", async () => {
  const { places } = await list();
  const shapeOf = (id: string) => places.find((each) => each.id === id)?.geometry.coordinates;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the demo's lane is one line
  const [from, to] = shapeOf("lane:JX-01") as [Place, Place];
  const middle: Place = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const located = await dispatcher.get(`/api/locate?lng=${middle[0]}&lat=${middle[1]}`);
  expect(located.body["lane"]).toMatch(/南街$/);
  const card = await filedCase("event.05-05", middle);
  expect(card.place.laneId).toBe("lane:JX-01");
  const { body } = await dispatcher.get(`/api/cases/${card.id}/recommendation`);
  expect(body["unit"]).toMatchObject({
    unitId: "demo-police",
    name: "公安分局",
    by: "duty_list",
    clause: "街巷长制责任表第3行",
    place: { kind: "lane" },
    others: [{ unitId: "demo-enforcement", isResponsible: true }],
  });
});

test("who answers at a point is told with every entry for the class, and why the first is first", async () => {
  const { entries, places } = await list(admin);
  const lane = places.find(({ id }) => id === "lane:JX-01")?.geometry.coordinates;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the demo's lane is one line
  const [from, to] = lane as [Place, Place];
  const asked = (changes: Readonly<Record<string, string>> = {}, asker = admin) => {
    const [lng, lat] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const query = { lng: `${lng}`, lat: `${lat}`, categoryId: "event.05-05", ...changes };
    return asker.get<DutyAnswerReply>(`/api/duty-list/answer?${new URLSearchParams(query)}`);
  };
  const { status, body } = await asked();
  expect(status).toBe(200);
  expect(body.lane).toMatch(/南街$/);
  expect(body.areas.at(-1)).toBeTruthy();
  expect(body.unit).toMatchObject({ unitId: "demo-police", by: "duty_list" });
  expect(body.entries.map(({ unitName, behindBy }) => [unitName, behindBy])).toEqual([
    ["公安分局", null],
    ["区综合执法大队", "class"],
  ]);
  const since = entries.find(({ areaId }) => areaId === "lane:JX-01")?.validFrom ?? "";
  const before = await asked({ day: "2020-01-01" });
  expect(before.body).toMatchObject({ day: "2020-01-01", entries: [], unit: { by: "no_list" } });
  expect((await asked({ day: since })).body.unit.unitId).toBe("demo-police");
  expect((await asked({ day: "2026-02-30" })).status).toBe(400);
  expect((await asked({ categoryId: "event.99-99" })).body).toMatchObject({
    code: "dispatch.unknown-category",
  });

  const desk = await town.as("community");
  const { body: reached } = await desk.get<{ areas: readonly Area[] }>("/api/areas");
  const foreign = communities.find(({ id }) => !reached.areas.some((area) => area.id === id));
  const [lng = 0, lat = 0] = foreign?.center ?? [];
  expect(await asked({ lng: `${lng}`, lat: `${lat}` }, desk)).toMatchObject({
    ...{ status: 403, body: { code: "access.forbidden" } },
  });
});

test("what is added holds from its day, and is ended and never rewritten", async () => {
  const before = (await list()).entries.length;
  expect((await save({ entries: [entry()] })).body).toEqual({ places: 0, entries: 1, ended: 0 });
  const { entries } = await list();
  expect(entries).toHaveLength(before + 1);
  const added = entries.find(({ clause }) => clause === "第一条");
  expect(added).toMatchObject({ unitName: "区住房建设局", areaName: community(0).name });
  const id = added?.id ?? "";

  const faultOf = async (changes: Partial<DutyChangesBody>) => {
    const { status, body } = await save(changes);
    return [status, body.faults?.[0]];
  };
  expect(await faultOf({ entries: [entry()] })).toMatchObject([422, { fault: "twice" }]);
  const past = { endEntries: [{ id, validTo: "2026-11-01" }] };
  expect(await faultOf(past)).toMatchObject([422, { part: "endEntries", fault: "in-the-past" }]);
  expect((await save({ endEntries: [{ id, validTo: "2026-12-01" }] })).body.ended).toBe(1);
  const later = { endEntries: [{ id, validTo: "2027-01-01" }] };
  expect(await faultOf(later)).toMatchObject([422, { fault: "already-ended" }]);

  const rewritten = town.db.updateTable("duty_entry").set({ unit_id: "demo-fire" });
  await expect(rewritten.where("id", "=", id).execute()).rejects.toThrow("append-only");
  await expect(town.db.deleteFrom("duty_place").execute()).rejects.toThrow("append-only");
});

test("what is not right is refused whole, and each part says why", async () => {
  const before = (await list()).entries.length;
  const other = (changes: Partial<NewDutyEntryField>) =>
    entry({ categories: ["asset.01-13"], ...changes });
  const wrong = [
    other({ unitId: "nobody" }),
    other({ areaId: "nowhere" }),
    entry({ categories: ["event.77-77"] }),
    other({ validFrom: "2026-11-31" }),
    other({ validTo: "2026-11-20" }),
  ];
  const place = {
    ...({ kind: "lane", code: "X", name: "巷", bufferMetres: 20 } as const),
    ...{ validFrom: "2026-11-20", validTo: null },
    geometry: {
      type: "LineString" as const,
      coordinates: [
        [1, 1],
        [1, 2],
      ],
    },
  };
  const { status, body } = await save({
    entries: [...wrong, other({ clause: "好" })],
    places: [place],
  });
  expect(status).toBe(422);
  expect(body.faults).toMatchObject([
    { part: "places", index: 0, fault: "not-read" },
    { part: "entries", index: 0, fault: "unknown-unit" },
    { part: "entries", index: 1, fault: "unknown-area" },
    { part: "entries", index: 2, fault: "unknown-class" },
    { part: "entries", index: 3, fault: "no-such-day" },
    { part: "entries", index: 4, fault: "bad-days" },
  ]);
  expect((await list()).entries).toHaveLength(before);
});

test("a table is read row by row, shown with its errors, taken, and then known", async () => {
  const { code, name } = community(1);
  const table = [
    "责任单位,案件类别,区域代码,依据条款,生效日期,截止日期,优先级",
    `区综合执法大队,店外经营、露天烧烤,${code},第5条,2026年11月1日,2027-12-31,10`,
    `demo-police,全部,${name},,,,`,
    `不存在的单位,暴露垃圾,${code},,,,`,
    `公安分局,没有的类别,${code},,,,`,
    `公安分局,暴露垃圾,不存在,,2026-02-30,,`,
    `公安分局,,${code},,,,高`,
  ].join("\n");
  const preview = () =>
    admin.upload<DutyPreviewReply>("/api/duty-list/preview", { "责任清单.csv": table });
  const { status, body } = await preview();
  expect(status).toBe(200);
  expect(body.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, "new"],
    [3, "new"],
    [4, "refused"],
    [5, "refused"],
    [6, "refused"],
    [7, "refused"],
  ]);
  expect(body.rows[0]?.entry).toMatchObject({
    unitId: "demo-enforcement",
    areaKind: "community",
    categories: ["event.05-04", "event.05-10"],
    validFrom: "2026-11-01",
    validTo: "2028-01-01",
    priority: 10,
  });
  expect(
    body.rows.slice(2).map(({ faults }) => faults.map(({ fault, field }) => `${field} ${fault}`)),
  ).toEqual([
    ["unit unknown-unit"],
    ["classes unknown-class"],
    ["area unknown-area", "validFrom no-such-day"],
    ["classes missing", "priority bad-number"],
  ]);
  const entries = body.rows.flatMap((row) => row.entry ?? []);
  expect((await save({ entries })).body.entries).toBe(2);
  expect((await preview()).body.rows.slice(0, 2).map(({ outcome }) => outcome)).toEqual([
    "known",
    "known",
  ]);
});

test("a map brings special grids, property areas and lanes, with the unit that they belong to", async () => {
  const [lng, lat] = community(1).center;
  const ring = (side: number) => [
    [lng, lat],
    [lng + side, lat],
    [lng + side, lat + side],
    [lng, lat + side],
    [lng, lat],
  ];
  const feature = (properties: object, type: string, coordinates: unknown) => ({
    ...{ type: "Feature", properties, geometry: { type, coordinates } },
  });
  const owned = { 责任单位: "区住房建设局", 案件类别: "施工管理", 依据条款: "第9条" };
  const map = {
    type: "FeatureCollection",
    features: [
      feature({ 类型: "专属网格", 编码: "T1", 名称: "工地", ...owned }, "Polygon", [ring(0.0005)]),
      feature(
        { 类型: "街巷", 编码: "T2", 名称: "后巷", 缓冲: 15 },
        "LineString",
        ring(0.0004).slice(0, 2),
      ),
      feature({ 类型: "街巷", 编码: "T3", 名称: "无宽度" }, "LineString", ring(0.0004).slice(0, 2)),
      feature({ 类型: "物业", 编码: "T4", 名称: "线" }, "LineString", ring(0.0004).slice(0, 2)),
      feature({ 类型: "专属网格", 编码: "T5", 名称: "远处" }, "Polygon", [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ]),
      feature({ 类型: "专属网格", 编码: "T1", 名称: "重号" }, "Polygon", [ring(0.0003)]),
    ],
  };
  const { body } = await admin.upload<DutyPreviewReply>("/api/duty-list/preview", {
    "地点.geojson": JSON.stringify(map),
  });
  const seen = body.rows.map(({ outcome, faults }) => [outcome, faults[0]?.fault]);
  expect(seen).toEqual([
    ["new", undefined],
    ["new", undefined],
    ["refused", "bad-number"],
    ["refused", "wrong-shape"],
    ["refused", "not-read"],
    ["refused", "place-taken"],
  ]);
  const entries = body.rows.flatMap((row) => row.entry ?? []);
  const places = body.rows.flatMap((row) => row.place ?? []);
  expect((await save({ entries, places })).body).toEqual({ places: 2, entries: 1, ended: 0 });
  const card = await filedCase("event.03-01", [lng + 0.0002, lat + 0.0002]);
  const advice = await dispatcher.get(`/api/cases/${card.id}/recommendation`);
  expect(advice.body["unit"]).toMatchObject({
    ...{ unitId: "demo-housing", clause: "第9条" },
    place: { kind: "special_grid", name: "工地" },
  });
});

test("a desk reads what concerns its areas, by either wall, and only who keeps the rules changes it", async () => {
  const desk = await town.as("community");
  const { body: me } = await desk.get<{ areas: readonly Area[] }>("/api/areas");
  const own = me.areas.filter(({ kind }) => kind === "community").map(({ id }) => id);
  const foreign = communities.find(({ id }) => !own.includes(id));
  const other = entry({ areaId: foreign?.id ?? "", categories: ["asset.01-12"], clause: "别处" });
  const mine = entry({ areaId: own[0] ?? "", categories: ["asset.01-12"], clause: "本处" });
  expect((await save({ entries: [other, mine] })).status).toBe(200);
  const seen = (await list(desk)).entries.map(({ clause }) => clause);
  expect(seen).toContain("本处");
  expect(seen).toContain("公用事业责任清单第1项");
  expect(seen).not.toContain("别处");
  const sight: Sight = {
    ...{ map: own, plan: [], coverage: [], bound: [], own: [], self: [], staff: [] },
    byLevel: { grid: [], community: [], street: [], district: [] },
  };
  const behind = await readAs(town.db, sight, (trx) => listDutyEntries(trx, null));
  expect(behind.map(({ clause }) => clause)).not.toContain("别处");
  expect(behind.map(({ clause }) => clause)).toContain("本处");
  expect((await desk.post("/api/duty-list/changes", {})).status).toBe(403);
  expect((await desk.get("/api/duty-list/choices")).status).toBe(403);
});
