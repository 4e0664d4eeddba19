import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { importRecords } from "../../ingest/import-records.ts";
import { NOW } from "../../../test/demo-town.ts";

let town: DemoTown;
beforeAll(async () => {
  town = await openDemoTown();
}, 120_000);
afterAll(() => town.close());

const square = (lng: number, lat: number, half: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [lng - half, lat - half],
      [lng + half, lat - half],
      [lng + half, lat + half],
      [lng - half, lat + half],
      [lng - half, lat - half],
    ] as [number, number][],
  ],
});

test("a second city far away is computed on its own ground and spoils nothing", async () => {
  const leader = await town.as("leader");
  const ask = async () =>
    (await leader.get<CoverageReply>("/api/coverage?basis=distance&metres=500")).body;
  const before = await ask();
  const [lng, lat] = [103.89, 1.39];
  const area = { layer: "areas", parentCode: null, geometry: square(lng, lat, 0.01) } as const;
  const building = {
    layer: "buildings",
    address: "",
    householdSource: "register",
    storeys: 9,
    use: "residential",
  } as const;
  await importRecords(
    town.db,
    [
      {
        rejects: [],
        records: [
          { ...area, sourceId: "far", kind: "district", code: "990000000001", name: "远城" },
          {
            ...area,
            sourceId: "far-1",
            kind: "community",
            code: "990000000002",
            name: "远城社区",
            parentCode: "990000000001",
          },
          {
            layer: "ways",
            sourceId: "far-way",
            name: "",
            tags: { highway: "residential" },
            geometry: {
              type: "LineString",
              coordinates: [
                [lng - 0.005, lat],
                [lng + 0.005, lat],
              ],
            },
          },
          {
            ...building,
            sourceId: "near-door",
            name: "近",
            households: 40,
            geometry: square(lng - 0.004, lat + 0.0002, 0.0001),
          },
          {
            ...building,
            sourceId: "far-door",
            name: "远",
            households: 60,
            geometry: square(lng + 0.004, lat + 0.0002, 0.0001),
          },
          {
            layer: "stations",
            sourceId: "far-station",
            kind: "red_station",
            name: "远城红色驿站",
            address: "",
            floorAreaM2: null,
            hours: null,
            services: [],
            geometry: { type: "Point", coordinates: [lng - 0.0038, lat] },
          },
        ],
      },
    ],
    { fileName: "far", accountId: null, now: () => NOW },
  );
  const after = await ask();
  const far = after.byArea.find(({ name }) => name === "远城");
  expect(far?.households).toEqual({ covered: 40, uncovered: 60, notComputable: 0 });
  expect(after.total.households.covered).toBe(before.total.households.covered + 40);
  expect(after.total.households.notComputable).toBe(before.total.households.notComputable);
});
