import type { Me } from "@onegrid/core/access/contract";
import type { ImportReply } from "@onegrid/core/ingest/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmptyTown, type DemoTown } from "../../test/demo-town.ts";
import { madeGeoJson } from "./made-files.ts";

let town: DemoTown;
beforeAll(async () => {
  town = await openEmptyTown();
}, 120_000);
afterAll(() => town.close());

test("into an empty store the first import is made from the page, and its areas are seen then", async () => {
  const planner = await town.as("planner");
  const status = await planner.get<{ empty: boolean; demo: boolean }>("/api/status");
  expect(status.body).toMatchObject({ empty: true, demo: true });
  expect((await planner.get<Me>("/api/access/me")).body.canImport).toBe(true);
  expect((await planner.get<{ areas: unknown[] }>("/api/areas")).body.areas).toEqual([]);
  const leader = await town.as("leader");
  expect((await leader.get<Me>("/api/access/me")).body.canImport).toBe(false);

  const { body } = await planner.upload<ImportReply>("/api/imports", {
    "楼栋.geojson": madeGeoJson(),
  });
  const [file] = body.files;
  await planner.post(`/api/imports/${body.id}/start`, {
    files: [{ name: file?.name, plans: file?.description?.layers.map(({ plan }) => plan) }],
    around: "新区",
  });
  await expect
    .poll(async () => (await planner.get<ImportReply>(`/api/imports/${body.id}`)).body.state)
    .toBe("done");

  const { body: seen } = await planner.get<{ areas: { name: string }[] }>("/api/areas");
  expect(seen.areas.map(({ name }) => name)).toEqual(["新区", "新区社区"]);
  const { body: me } = await leader.get<Me>("/api/access/me");
  expect(me.duties.map(({ areaName }) => areaName)).toEqual(["新区"]);
  expect((await planner.get<{ empty: boolean }>("/api/status")).body.empty).toBe(false);
});
