import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { finishedExport } from "../../test/exported-file.ts";

// Each export starts a thread, which takes its time while others run.
vi.setConfig({ testTimeout: 30_000 });

let town: DemoTown;
let planner: Asker;
let communities: { id: string; kind: string }[];

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: typeof communities }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

const first = () => communities[0]?.id ?? "";
const second = () => communities[1]?.id ?? "";

test("a file goes to nobody who lost sight of a part of what is in it", async () => {
  const whole = await finishedExport(planner, { format: "geojson" });
  const part = await finishedExport(planner, { format: "geojson", areaIds: [first()] });
  const statusOf = async ({ id }: { readonly id: string }) =>
    (await planner.raw(`/api/exports/${id}/file`)).statusCode;
  expect([await statusOf(whole), await statusOf(part)]).toEqual([200, 200]);
  const duties = town.db
    .selectFrom("duty")
    .innerJoin("account", "account.id", "duty.account_id")
    .select(["duty.id", "duty.area_id"])
    .where("account.login", "=", "planner");
  const [held] = await duties.execute();
  const move = (areaId: string) =>
    town.db
      .updateTable("duty")
      .set({ area_id: areaId })
      .where("id", "=", held?.id ?? "")
      .execute();
  await move(first());
  expect([await statusOf(whole), await statusOf(part)]).toEqual([403, 200]);
  await move(second());
  expect([await statusOf(whole), await statusOf(part)]).toEqual([403, 403]);
  await move(held?.area_id ?? "");
});

test("what cannot be written down is not done", async () => {
  const url = `/api/areas/${first()}/service-line`;
  const before = (await planner.get(url)).body;
  await town.db.schema.alterTable("audit").renameTo("audit_elsewhere").execute();
  try {
    expect((await planner.put(url, { number: "0935-8200001" })).status).toBe(500);
    expect((await planner.post("/api/exports", { format: "geojson" })).status).toBe(500);
  } finally {
    await town.db.schema.alterTable("audit_elsewhere").renameTo("audit").execute();
  }
  expect((await planner.get(url)).body).toEqual(before);
});
