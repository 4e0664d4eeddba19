import type { CardsReply, FoundReply } from "@onegrid/core/dispatch/cards-contract";
import type { CaseListReply } from "@onegrid/core/dispatch/contract";
import { decodeOpenCases, openCaseOf } from "@onegrid/core/dispatch/open-cases-contract";
import { head } from "@onegrid/db/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

let town: DemoTown;
let dispatcher: Asker;
let listed: CaseListReply["cards"];

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  const place = body.areas.find(({ kind }) => kind === "community")?.center;
  if (!place) throw new Error("the demo has no community");
  for (let nth = 0; nth < 4; nth += 1)
    await dispatcher.post("/api/cases", newReport(place, { description: `第 ${nth} 件` }));
  listed = (await dispatcher.get<CaseListReply>("/api/cases?limit=500")).body.cards;
}, 120_000);
afterAll(() => town.close());

async function columns() {
  const { rawPayload, statusCode } = await dispatcher.raw("/api/cases/open");
  expect(statusCode).toBe(200);
  return decodeOpenCases(rawPayload);
}

const inSeconds = (at: number | null): number => (at === null ? NaN : Math.ceil(at / 1000) * 1000);

test("the columns say of every open case what its card says, as of the stream's position", async () => {
  const read = await columns();
  expect(read).toMatchObject(await head(town.db));
  expect([...read.ids].toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
  expect(listed.length).toBeGreaterThan(3);
  for (const card of listed) {
    const row = read.ids.indexOf(card.id);
    const wanted = openCaseOf(card);
    expect([read.dueAt[row], read.soonAt[row], read.version[row]]).toEqual([
      inSeconds(wanted.dueAt),
      inSeconds(wanted.soonAt),
      card.version,
    ]);
    expect(read.categories[read.category[row] ?? -1]).toBe(card.categoryId);
    expect(read.grids[read.grid[row] ?? -1]?.id ?? null).toBe(card.place.gridVersionId);
    expect(read.lng[row]).toBeCloseTo(card.place.position?.[0] ?? NaN, 5);
  }
  expect(read.grids.every(({ center, name }) => center !== null && name !== "")).toBe(true);
});

test("a case from before its warning was stored is shown with the same warning", async () => {
  const before = await columns();
  await town.db.updateTable("dispatch_case").set({ soon_at: null }).execute();
  expect((await columns()).soonAt).toEqual(before.soonAt);
});

test("cards come by their ids, and an unknown one is left out", async () => {
  const wanted = listed.slice(0, 2);
  const ids = [...wanted.map(({ id }) => id), "nobody"].join(",");
  const { body } = await dispatcher.get<CardsReply>(`/api/cases/cards?ids=${ids}`);
  expect(body.cards.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect((await dispatcher.get("/api/cases/cards?ids=a,b;c")).status).toBe(400);
});

test("words find open cases by number, address and description", async () => {
  const [first] = listed;
  const url = `/api/cases/found?text=${first?.number}`;
  expect((await dispatcher.get<FoundReply>(url)).body).toEqual({
    ids: [first?.id],
    hasMore: false,
  });
});
