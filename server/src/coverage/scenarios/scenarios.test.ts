import type { BuildingCoverageReply, CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioChange } from "@onegrid/core/coverage";
import type { ScenarioReply, ScenariosReply } from "@onegrid/core/coverage/scenario-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

// Few enough of one kind that somebody is left out.
const QUESTION = "/api/coverage?basis=distance&metres=300&kinds=party_square";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let today: CoverageReply;
let areaId: string;

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  today = (await leader.get<CoverageReply>(QUESTION)).body;
  areaId = today.byArea.find(({ kind }) => kind === "district")?.id ?? "";
}, 120_000);
afterAll(() => town.close());

interface CsvRow {
  readonly id: string;
  readonly households: number;
  readonly isCovered: boolean;
}

async function buildingsOf(asker: Asker, key: string): Promise<CsvRow[]> {
  const address = `/api/coverage/${key}/buildings.csv`;
  const { body } = await asker.raw(address, { "accept-language": "en" });
  const [, ...lines] = body.trim().split("\r\n");
  return lines.map((line) => {
    const cells = line.split(",");
    const [households, state, id = ""] = [cells[2], cells[4], cells.at(-1)];
    return { id, households: Number(households), isCovered: state === "covered" };
  });
}

/** A station at the door of somebody whom none reaches today. */
async function oneMore(): Promise<ScenarioChange> {
  const rows = await buildingsOf(leader, today.key);
  const left = rows.find(({ isCovered, households }) => !isCovered && households > 0);
  const { body } = await leader.get<BuildingCoverageReply>(
    `/api/coverage/${today.key}/buildings/${left?.id ?? ""}`,
  );
  return {
    change: "add-station",
    id: "new:1",
    name: "拟建驿站",
    kind: "party_square",
    position: body.position,
    floorAreaSquareMetres: 120,
    hours: null,
  };
}

function differenceOf({ difference }: CoverageReply): NonNullable<CoverageReply["difference"]> {
  if (difference === null) throw new Error("no difference");
  return difference;
}

const keep = (asker: Asker, changes: readonly ScenarioChange[], isShared = true) =>
  asker.post<ScenarioReply>("/api/coverage/scenarios", {
    ...{ areaId, name: "加一处", note: "", isShared, changes },
  });

test("one more station is told with the households it gains, in every area, against today", async () => {
  const more = await oneMore();
  const kept = await keep(planner, [Object.assign({}, more, { phone: "no field of it" })]);
  expect(kept.status).toBe(201);
  expect(kept.body.changes).toEqual([more]);
  expect(kept.body).toMatchObject({ revision: 1, isMine: true, isShared: true });
  const { body } = await leader.get<CoverageReply>(`${QUESTION}&scenario=${kept.body.id}`);
  expect(body.scenario).toMatchObject({ id: kept.body.id, changes: 1, missing: [] });
  expect(body.definition.scenarioVersion).toBe(kept.body.version);
  expect(body.key).not.toBe(today.key);
  expect(body.stations.some(({ id }) => id === "new:1")).toBe(true);
  const { total, byArea, against, key } = differenceOf(body);
  expect(against).toBeNull();
  expect(key).toBe(today.key);
  expect(total.gained).toBeGreaterThan(0);
  expect(total.lost).toBe(0);
  expect(total.before).toBe(today.total.households.covered);
  expect(total.after).toBe(body.total.households.covered);
  const [before, after] = [await buildingsOf(leader, key), await buildingsOf(leader, body.key)];
  const was = new Map(before.map(({ id, isCovered }) => [id, isCovered]));
  const gained = after.filter(({ id, isCovered }) => isCovered && was.get(id) === false);
  expect(total.gained).toBe(gained.reduce((sum, { households }) => sum + households, 0));
  expect(total.gainedBuildings).toBe(gained.length);
  for (const level of ["district", "street", "community"])
    expect(
      byArea.filter(({ kind }) => kind === level).reduce((sum, row) => sum + row.gained, 0),
    ).toBe(total.gained);
});

test("what one side gains the other loses, and a scenario without changes is the state in force", async () => {
  const { body: kept } = await keep(planner, [await oneMore()]);
  const { body: there } = await leader.get<CoverageReply>(`${QUESTION}&scenario=${kept.id}`);
  const { body: back } = await leader.get<CoverageReply>(`${QUESTION}&against=${kept.id}`);
  expect(back.scenario).toBeNull();
  expect(back.difference?.against?.id).toBe(kept.id);
  expect(back.difference?.total).toMatchObject({
    gained: 0,
    lost: there.difference?.total.gained,
    before: there.difference?.total.after,
    after: there.difference?.total.before,
  });
  const { body: nothing } = await keep(planner, []);
  expect(nothing.version).toBeNull();
  const { body: same } = await leader.get<CoverageReply>(`${QUESTION}&scenario=${nothing.id}`);
  expect(same.total).toEqual(today.total);
  expect(same.difference?.total).toMatchObject({ gained: 0, lost: 0 });
});

test("a closed station loses its households, a path and a gate make a network of their own", async () => {
  const asked = "/api/coverage?basis=distance&metres=150";
  const { body: usual } = await leader.get<CoverageReply>(asked);
  const busiest = usual.stations.toSorted((a, b) => b.households - a.households)[0];
  const { body: closed } = await keep(planner, [
    { change: "close-station", id: busiest?.id ?? "" },
  ]);
  const { body } = await leader.get<CoverageReply>(`${asked}&scenario=${closed.id}`);
  expect(body.difference?.total.lost).toBeGreaterThan(0);
  expect(body.difference?.total.gained).toBe(0);
  const [lng, lat] = busiest?.position ?? [0, 0];
  const way = { change: "add-way", id: "new:w", name: "", form: "path" } as const;
  const { body: path } = await keep(planner, [
    {
      ...way,
      line: [
        [lng, lat],
        [lng + 0.001, lat + 0.0005],
      ],
    },
  ]);
  const { body: walked } = await leader.get<CoverageReply>(`${QUESTION}&scenario=${path.id}`);
  expect(walked.definition.networkVersion).not.toBe(today.definition.networkVersion);
  expect(walked.difference?.total.lost).toBe(0);
  // The network in force stays as it is beside it.
  expect((await leader.get<CoverageReply>(QUESTION)).body.key).toBe(today.key);
});

test("a private scenario is nobody else's, by none of the ways to its numbers", async () => {
  const { body: kept } = await keep(planner, [await oneMore()], false);
  const { body } = await planner.get<CoverageReply>(`${QUESTION}&scenario=${kept.id}`);
  const list = (await leader.get<ScenariosReply>("/api/coverage/scenarios")).body.scenarios;
  expect(list.map(({ id }) => id)).not.toContain(kept.id);
  const tile = (key: string) => body.tiles.replace("{z}/{x}/{y}", "14/1/1").replace(body.key, key);
  const addresses = [
    `/api/coverage/scenarios/${kept.id}`,
    `${QUESTION}&scenario=${kept.id}`,
    `${QUESTION}&against=${kept.id}`,
    `/api/coverage/${body.key}/figures`,
    `/api/coverage/${body.key}/isochrone`,
    `/api/coverage/${body.key}/buildings.csv`,
    `/api/coverage/${body.key}/buildings/${body.problems[0]?.buildingId ?? "b"}`,
    tile(body.key),
    `${tile(today.key).split("&")[0] ?? ""}&against=${body.key}`,
  ];
  for (const address of addresses) {
    const { statusCode } = await leader.raw(address);
    expect({ address, statusCode }).toEqual({ address, statusCode: 404 });
  }
  expect((await planner.raw(tile(body.key))).statusCode).toBeLessThan(300);
});

test("only who made it changes it, over the revision they read; shared it is heard of", async () => {
  const { body: kept } = await keep(planner, [], false);
  const address = `/api/coverage/scenarios/${kept.id}`;
  const save = { expectedRevision: 1, name: "新名", note: "", isShared: true, changes: [] };
  expect((await planner.put(address, save)).body).toMatchObject({ revision: 2, isShared: true });
  expect(await planner.put(address, save)).toMatchObject({
    status: 409,
    body: { code: "coverage.scenario-stale", revision: 2 },
  });
  const theirs = await leader.put(address, { ...save, expectedRevision: 2 });
  expect(theirs).toMatchObject({ status: 403, body: { code: "coverage.scenario-not-yours" } });
  expect((await leader.delete(`${address}?expectedRevision=2`)).status).toBe(403);
  expect((await planner.delete(`${address}?expectedRevision=1`)).status).toBe(409);
  expect((await planner.delete(`${address}?expectedRevision=2`)).status).toBe(204);
  expect((await leader.get(address)).status).toBe(404);
  await town.markEnd();
  expect(await leader.heard()).toContain(kept.id);
  const audit = await town.db
    .selectFrom("audit")
    .select("action")
    .where("object", "=", kept.id)
    .orderBy("id")
    .execute();
  expect(audit.map(({ action }) => action)).toEqual([
    "coverage.scenario-made",
    "coverage.scenario-shared",
    "coverage.scenario-deleted",
  ]);
});

test("what makes no sense is refused with its object, and an area of others is not written for", async () => {
  expect(await keep(planner, [{ change: "close-station", id: "none" }])).toMatchObject({
    status: 422,
    body: { code: "coverage.scenario-unknown", thing: "station", id: "none" },
  });
  const lost = { change: "add-way", id: "new:w", name: "", form: "path" } as const;
  const far = today.stations[0]?.position ?? [0, 0];
  const line: [number, number][] = [
    [far[0] + 0.04, far[1] + 0.04],
    [far[0] + 0.041, far[1] + 0.04],
  ];
  const refused = await keep(planner, [{ ...lost, line }]);
  expect(refused.body).toMatchObject({
    code: "coverage.scenario-apart",
    id: "new:w",
  });
  const street = await town.as("street");
  expect((await keep(street, [])).status).toBe(403);
});

interface Walk {
  readonly station: string;
  readonly minutes: string;
  readonly metres: string;
}

/** Of each building the nearest station and the second-nearest, from the file. */
async function walksOf(key: string): Promise<Map<string, readonly [first: Walk, second: Walk]>> {
  const address = `/api/coverage/${key}/buildings.csv`;
  const { body } = await leader.raw(address, { "accept-language": "en" });
  const [, ...lines] = body.trim().split("\r\n");
  return new Map(
    lines.map((line) => {
      const cells = line.split(",");
      const walkAt = (at: readonly [number, number, number]): Walk => {
        const [station = "", minutes = "", metres = ""] = at.map((each) => cells[each]);
        return { station, minutes, metres };
      };
      return [cells.at(-1) ?? "", [walkAt([5, 6, 7]), walkAt([9, 10, 11])]];
    }),
  );
}

/** The station that most go to, of those whose name is theirs alone. */
function mostAsked({ stations }: CoverageReply): CoverageReply["stations"][number] {
  const isOnly = (name: string) => stations.filter((each) => each.name === name).length === 1;
  const [busy] = stations
    .filter(({ name }) => isOnly(name))
    .toSorted((a, b) => b.households - a.households);
  if (busy === undefined) throw new Error("no station with a name of its own");
  return busy;
}

test("the second station of a building is its nearest once that one is closed", async () => {
  // Of all kinds: there has to be another one to go to.
  const question = "/api/coverage?basis=distance&metres=300";
  const { body: open } = await leader.get<CoverageReply>(question);
  const walks = await walksOf(open.key);
  const busy = mostAsked(open);
  const change = { change: "close-station", id: busy.id } as const;
  const kept = await keep(planner, [change]);
  const { body } = await leader.get<CoverageReply>(`${question}&scenario=${kept.body.id}`);
  const closed = await walksOf(body.key);
  const theirs = [...walks].filter(([, [first]]) => first.station === busy.name);
  expect(theirs.length).toBeGreaterThan(10);
  expect(theirs.some(([, [, second]]) => second.station !== "")).toBe(true);
  for (const [id, [, second]] of theirs) expect([id, second]).toEqual([id, closed.get(id)?.[0]]);
  const [id] = theirs.map(([each]) => each);
  const told = await leader.get<BuildingCoverageReply>(
    `/api/coverage/${open.key}/buildings/${encodeURIComponent(id ?? "")}`,
  );
  expect(told.body.station?.id).toBe(busy.id);
  const [name] = theirs.map(([, [, second]]) => second.station);
  expect(told.body.second).toMatchObject({ station: { name } });
});
