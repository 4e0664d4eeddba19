import type { Role } from "@onegrid/core/access";
import type { AuditListReply } from "@onegrid/core/access/contract";
import type { ExplainReply, ExplainThingsReply } from "@onegrid/core/access/explain-contract";
import type { IntakeHelpReply } from "@onegrid/core/dispatch/contract";
import type { ImportReply } from "@onegrid/core/ingest/contract";
import { endDelegation, insertAccounts, saveDuties } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

interface Area {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly center: Place;
}

let town: DemoTown;
let areas: readonly Area[];

beforeAll(async () => {
  town = await openDemoTown();
  const admin = await town.as("admin");
  areas = (await admin.get<{ areas: readonly Area[] }>("/api/areas")).body.areas;
}, 240_000);
afterAll(() => town.close());

function areaOf(kind: string, nth = 0): Area {
  const area = areas.filter((one) => one.kind === kind)[nth];
  if (!area) throw new Error(`no ${kind}`);
  return area;
}

/** Somebody new with duties, signed in. Their name is `<login>同志`, their duties are `<login>-0`… */
async function holder(login: string, ...held: readonly [Role, Area][]): Promise<Asker> {
  const displayName = `${login}同志`;
  const account = { id: login, login, displayName, passwordHash: "x" };
  await insertAccounts(town.db, [{ ...account, isDemo: false, waitingRoles: [] }]);
  const usual = { shift: "Mo-Su 00:00-24:00", maxOpenCases: 9, post: null, categories: [] };
  const duties = held.map(([role, area], nth) => ({
    ...{ id: `${login}-${nth}`, accountId: login, role, areaId: area.id, displayName, ...usual },
  }));
  await saveDuties(town.db, duties);
  return town.asHolder(login);
}

test("an administrator of a part reads in the log what the people of that part did, and nothing else", async () => {
  const [mine, other] = [areaOf("community"), areaOf("community", 1)];
  const far = await holder("far", ["administrator", other]);
  const near = await holder("near", ["administrator", mine]);
  const add = (by: Asker, login: string, { id }: Area) =>
    by.post("/api/access/people", {
      ...{ login, displayName: login },
      duties: [{ role: "grid_staff", areaId: id, validFrom: "2026-01-01", validTo: null }],
    });
  expect((await add(far, "farhand", other)).status).toBe(201);
  expect((await add(near, "nearhand", mine)).status).toBe(201);
  const objects = async (by: Asker): Promise<readonly string[]> =>
    (await by.get<AuditListReply>("/api/access/audit")).body.entries.map(({ object }) => object);
  expect(await objects(near)).toEqual(["nearhand"]);
  expect(await objects(await town.as("auditor"))).toEqual(
    expect.arrayContaining(["nearhand", "farhand", "admin"]),
  );
  const csv = (await near.raw("/api/access/audit.csv")).body;
  expect(csv).toContain("nearhand");
  expect(csv).not.toContain("farhand");
});

test("whoever stands in for a wider duty is not taken over by the administrator of a part", async () => {
  const [mine, district] = [areaOf("community"), areaOf("district")];
  const admin = await holder("taker", ["administrator", mine]);
  const desk = await holder("wide", ["command_desk", district]);
  await holder("standin", ["grid_staff", mine]);
  const lent = await desk.post<{ id: string }>("/api/access/delegations", {
    ...{ dutyId: "wide-0", receiverId: "standin", areaIds: [district.id], categories: [] },
    ...{ from: NOW.toISOString(), to: new Date(NOW.getTime() + 29 * 86_400_000).toISOString() },
  });
  expect(lent.status).toBe(201);
  for (const step of ["password", "factor-reset", "close"]) {
    const { body } = await admin.post(`/api/access/people/standin/${step}`);
    expect({ step, code: body["code"] }).toEqual({ step, code: "access.shared-account" });
  }
  const wider = await (await town.as("admin")).get("/api/access/people?text=standin");
  expect(wider.body).toMatchObject({ people: [{ isShared: false }] });
  await endDelegation(town.db, lent.body.id, NOW);
  expect((await admin.post("/api/access/people/standin/password")).status).toBe(200);
});

test("who administers another part is not named in an explanation", async () => {
  const [mine, other] = [areaOf("community"), areaOf("community", 1)];
  await holder("otheradmin", ["administrator", other]);
  const admin = await holder("mineadmin", ["administrator", mine]);
  await holder("both", ["grid_staff", mine], ["grid_staff", other]);
  const worker = await holder("worker", ["grid_staff", mine]);
  const about = await admin.get<ExplainReply>("/api/access/explain?person=both&verb=plan.edit");
  expect(about.body.administrators).toContain("mineadmin同志");
  expect(about.body.administrators).not.toContain("otheradmin同志");
  const url = `/api/access/explain/me?verb=plan.edit&kind=area&object=${other.id}`;
  const own = await worker.get<ExplainReply>(url);
  // Of the district, which is theirs too, whoever can help is named.
  expect(own.body.administrators).toEqual(["系统管理员"]);
});

test("plans are found for an explanation only by whoever may read them", async () => {
  const planner = await town.as("planner");
  const communityIds = [areaOf("community").id];
  const made = await planner.post<{ id: string }>("/api/plans", {
    name: "未公布的方案",
    communityIds,
  });
  expect(made.status).toBe(201);
  const worker = await holder("walker", ["grid_staff", areaOf("community")]);
  const things = "/api/access/explain/me/things?kind=plan&text=";
  expect((await worker.get<ExplainThingsReply>(things)).body.things).toEqual([]);
  const asked = `/api/access/explain/me?verb=plan.read&kind=plan&object=${made.body.id}`;
  expect((await worker.get(asked)).body["code"]).toBe("access.unknown-object");
  const found = (await planner.get<ExplainThingsReply>(things)).body.things;
  expect(found.map(({ name }) => name)).toContain("未公布的方案");
});

test("help with a report does not tell the grids of another part", async () => {
  const [mine, other] = [areaOf("community"), areaOf("community", 1)];
  const worker = await holder("reporter", ["grid_staff", mine]);
  const ask = async ({ center: position }: Area): Promise<IntakeHelpReply["place"]> =>
    (await worker.post<IntakeHelpReply>("/api/cases/help", { description: "垃圾", position })).body
      .place;
  expect(await ask(other)).toMatchObject({ gridId: null, gridVersionId: null });
  expect((await ask(mine))?.gridId).toEqual(expect.any(String));
});

test("whoever asks for what is refused again and again is stopped, and the log with them", async () => {
  const worker = await holder("stubborn", ["building_head", areaOf("community")]);
  const ask = () => worker.get("/api/cases/x/contact");
  const answers: number[] = [];
  for (let nth = 0; nth < 70; nth += 1) answers.push((await ask()).status);
  expect(answers.filter((status) => status === 403)).toHaveLength(60);
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
  const log = "/api/access/audit?person=stubborn&action=access.forbid&limit=200";
  const entries = (await (await town.as("auditor")).get<AuditListReply>(log)).body.entries;
  expect(entries).toHaveLength(60);
});

/** Imports one file as it is proposed and answers how that ended. */
async function importAs(
  asker: Asker,
  name: string,
  features: readonly object[],
): Promise<ImportReply> {
  const file = JSON.stringify({ type: "FeatureCollection", features });
  const { body } = await asker.upload<ImportReply>("/api/imports", { [name]: file });
  const plan = body.files[0]?.description?.layers[0]?.plan;
  await asker.post(`/api/imports/${body.id}/start`, {
    files: [{ name, plans: [plan] }],
    around: null,
  });
  const look = async () => (await asker.get<ImportReply>(`/api/imports/${body.id}`)).body;
  await expect.poll(async () => (await look()).state, { timeout: 20_000 }).toBe("done");
  return look();
}

const feature = (properties: object, [x, y]: Place, size: number): object => {
  const [east, north] = [x + size, y + size];
  const ring = [
    [x, y],
    [east, y],
    [east, north],
    [x, north],
    [x, y],
  ];
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
};

test("whoever answers for a part of the tree does not change the tree by an import", async () => {
  const [street, district] = [areaOf("street"), areaOf("district")];
  const thief = await holder("thief", ["administrator", street]);
  const tree = () => town.db.selectFrom("area").select(["code", "kind", "path"]).orderBy("code");
  const before = await tree().execute();
  const area = ({ code, name, center }: Area, kind: string, parentCode?: string): object =>
    feature({ code, name, kind, parentCode }, center, 0.01);
  const features = [area(street, "city"), area(district, "district", street.code)];
  expect(await importAs(thief, "areas.geojson", features)).toMatchObject({
    accepted: 0,
    rejected: 2,
  });
  expect(await tree().execute()).toEqual(before);
});

test("an import for a part changes nothing that lies elsewhere", async () => {
  const [mine, other] = [areaOf("community"), areaOf("community", 1)];
  const importer = await holder("importer", ["planner", mine]);
  const houses = town.db.selectFrom("building").select(["source_id", "household_count"]);
  const inOther = houses.where("community_id", "=", other.id).where("household_count", ">", 0);
  const theirs = await inOther.limit(1).executeTakeFirstOrThrow();
  const inMine = houses.where("community_id", "=", mine.id).where("household_count", ">", 0);
  const ours = await inMine.limit(1).executeTakeFirstOrThrow();
  const house = (id: string, place: Place): object =>
    feature({ id, 名称: "改名楼", 户数: 9999 }, place, 0.0001);
  const done = await importAs(importer, "buildings.geojson", [
    house(theirs.source_id, other.center),
    // Brought over: it is theirs all the same.
    house(theirs.source_id, mine.center),
    house("new-there", other.center),
    house(ours.source_id, mine.center),
    house("new-here", mine.center),
  ]);
  expect(done).toMatchObject({
    accepted: 2,
    applied: [{ layer: "buildings", added: 1, updated: 1 }],
  });
  const all = await houses.where("household_count", "=", 9999).execute();
  expect(all.map(({ source_id }) => source_id).toSorted()).toEqual(
    [ours.source_id, "new-here"].toSorted(),
  );
  const rejects = (await importer.get(`/api/imports/${done.id}/rejects`)).body["rejects"];
  expect(rejects).toContainEqual(
    expect.objectContaining({ refusal: { code: "ingest.outside-part" } }),
  );
});
