import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

const URL = "/api/coverage?basis=distance&metres=500";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let id = "";

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  id = (await ask()).stations[0]?.id ?? "";
}, 120_000);
afterAll(() => town.close());

const ask = async (): Promise<CoverageReply> => (await leader.get<CoverageReply>(URL)).body;
const FACTS = {
  kind: "red_station",
  hours: "周一至周五 8:30-17:30",
  floorAreaSquareMetres: 88,
  services: [" 助餐 ", "充电", "充电"],
};

test("a planner corrects hours in words; card, figures and their key follow", async () => {
  const before = (await ask()).key;
  const { status, body } = await planner.put(`/api/stations/${id}`, FACTS);
  const kept = { ...FACTS, hours: "Mo-Fr 08:30-17:30", services: ["助餐", "充电"] };
  expect([status, body]).toEqual([200, { id, ...kept }]);
  const card = await leader.get(`/api/objects/stations/${id}`);
  expect(card.body).toMatchObject({ properties: { hours: kept.hours, services: kept.services } });
  const after = await ask();
  expect(after.key).not.toBe(before);
  expect(after.stations.find((station) => station.id === id)).toMatchObject(kept);
  expect(after.services.map(({ name }) => name)).toContain("助餐");
  const deeds = await town.db
    .selectFrom("audit")
    .select("object")
    .where("action", "=", "station.edit")
    .execute();
  expect(deeds).toEqual([{ object: id }]);
});

test("hours that nobody understands change nothing, nor does who may not", async () => {
  const refused = await planner.put(`/api/stations/${id}`, { ...FACTS, hours: "有空就开" });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: "coverage.bad-hours", text: "有空就开" },
  ]);
  expect((await leader.put(`/api/stations/${id}`, FACTS)).status).toBe(403);
  expect((await planner.put("/api/stations/nowhere", FACTS)).status).toBe(404);
  expect((await ask()).stations.find((each) => each.id === id)?.hours).toBe("Mo-Fr 08:30-17:30");
});
