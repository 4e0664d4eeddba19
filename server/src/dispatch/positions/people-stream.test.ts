import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import { createStreamReader } from "@onegrid/core/live";
import { keepStaffPosition } from "@onegrid/db/dispatch";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { NOW, openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { giveDuty, type Area } from "../../../test/world.ts";
import type { Line } from "../../live/line.ts";
import { openPeopleHub, type PeopleHub } from "./people-hub.ts";

let town: DemoTown;
let area: Area;
let walker: string;
let clock = NOW;
const hubs: PeopleHub[] = [];
beforeAll(async () => {
  town = await openDemoTown();
  const dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: Area[] }>("/api/areas");
  const found = body.areas.find(({ kind }) => kind === "community");
  if (!found) throw new Error("the demo has no community");
  area = found;
  walker = await giveDuty(town, { role: "lane_head", area, categories: [] });
}, 120_000);
beforeEach(async () => {
  clock = NOW;
  await town.db.deleteFrom("staff_position").execute();
});
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});
afterAll(() => town.close());

const stand = (position: readonly [number, number], seconds = 0, accountId = walker) =>
  keepStaffPosition(
    town.db,
    {
      ...{ accountId, position: [position[0], position[1]] as const, accuracyMetres: 5 },
      measuredAt: new Date(NOW.getTime() + seconds * 1000),
      receivedAt: new Date(NOW.getTime() + seconds * 1000),
    },
    0,
  );

const WORLD: [number, number, number, number] = [-180, -90, 180, 90];

/** A screen of somebody who may locate staff in the area, on a process of its own. */
async function openScreen(box = WORLD, scope = [area.id]) {
  const hub = openPeopleHub(town.db, {
    now: () => clock,
    everyMs: 25,
    onError: (error) => {
      throw error;
    },
  });
  hubs.push(hub);
  const messages: PeopleMessage[] = [];
  const read = createStreamReader(({ data }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the hub's own words
    messages.push(data as PeopleMessage);
  });
  const state = { unsent: 0, isDropped: false };
  const line: Line = {
    send: read,
    unsentBytes: () => state.unsent,
    drop: () => void (state.isDropped = true),
    end: () => undefined,
  };
  const leave = await hub.join({ scope, seen: scope, box, line });
  const last = (): PeopleMessage | undefined => messages.at(-1);
  return { hub, messages, last, state, leave };
}

test("a screen begins with everybody in its sight, and other processes' news reaches it", async () => {
  await stand(area.center);
  const [screen, elsewhere] = [await openScreen(), await openScreen(WORLD, ["nowhere"])];
  expect(screen.messages).toMatchObject([
    { isWhole: true, who: [{ id: walker, role: "lane_head", inHand: 0 }], gone: [] },
  ]);
  expect(elsewhere.messages).toMatchObject([{ isWhole: true, who: [], moved: [] }]);
  const [lng, lat] = area.center;
  await stand([lng + 0.001, lat], 10);
  await vi.waitFor(() => expect(screen.messages).toHaveLength(2));
  const key = screen.messages[0]?.who[0]?.key ?? NaN;
  expect(screen.last()).toMatchObject({ isWhole: false, who: [], gone: [] });
  expect(screen.last()?.moved[0]?.slice(0, 2)).toEqual([
    key,
    Math.round((lng + 0.001) * 1e5) / 1e5,
  ]);
  expect(elsewhere.messages).toHaveLength(1);
});

test("whoever takes their position back, or walks out of the box, vanishes", async () => {
  await stand(area.center);
  const [lng, lat] = area.center;
  const screen = await openScreen([lng - 0.01, lat - 0.01, lng + 0.01, lat + 0.01]);
  await stand([lng + 0.02, lat], 10);
  await vi.waitFor(() => expect(screen.last()?.gone).toHaveLength(1));
  await stand([lng, lat], 20);
  await vi.waitFor(() => expect(screen.last()?.who).toHaveLength(1));
  const own = await town.asHolder(walker);
  expect((await own.delete("/api/positions")).status).toBe(204);
  await vi.waitFor(() => expect(screen.last()?.gone).toHaveLength(1));
  const rows = await town.db.selectFrom("staff_position").select("account_id").execute();
  expect(rows).toEqual([]);
});

test("a shift that ends tells nobody, and still they vanish; so do they with their duty", async () => {
  const keeper = await giveDuty(town, { role: "lane_head", area, categories: [] });
  await town.db
    .updateTable("duty")
    .set({ shift: "Mo-Su 08:00-18:00" })
    .where("account_id", "=", keeper)
    .execute();
  await stand(area.center, 0, keeper);
  const screen = await openScreen();
  expect(screen.last()?.who).toHaveLength(1);
  clock = new Date("2026-11-20T17:59:59+08:00");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.messages).toHaveLength(1);
  clock = new Date("2026-11-20T18:00:00+08:00");
  await vi.waitFor(() => expect(screen.last()?.gone).toHaveLength(1));

  await stand(area.center);
  await vi.waitFor(() => expect(screen.last()?.who).toHaveLength(1));
  await town.db
    .updateTable("duty")
    .set({ valid_to: "2026-11-20" })
    .where("account_id", "=", walker)
    .execute();
  screen.hub.look();
  await vi.waitFor(() => expect(screen.last()?.gone).toHaveLength(1));
  await town.db
    .updateTable("duty")
    .set({ valid_to: null })
    .where("account_id", "=", walker)
    .execute();
});

test("a screen that does not keep up is told nothing, then everything at once; a dead one is cut", async () => {
  await stand(area.center);
  const screen = await openScreen();
  screen.state.unsent = 1e6;
  for (const seconds of [1, 2, 3]) {
    await stand([area.center[0] + seconds / 1000, area.center[1]], seconds);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(screen.messages).toHaveLength(1);
  screen.state.unsent = 0;
  await vi.waitFor(() => expect(screen.messages).toHaveLength(2));
  expect(screen.last()).toMatchObject({ isWhole: true });
  expect(screen.last()?.moved[0]?.[4]).toBe(NOW.getTime() / 1000 + 3);
  screen.state.unsent = 1e6;
  await vi.waitFor(() => expect(screen.state.isDropped).toBe(true), { timeout: 10_000 });
});

test("while nobody looks nothing is read, and a box that is none is refused", async () => {
  const screen = await openScreen();
  expect(screen.hub.state()).toEqual({ clients: 1, people: 0 });
  screen.leave();
  await stand(area.center);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.hub.state()).toEqual({ clients: 0, people: 0 });
  const desk = await town.as("dispatcher");
  for (const box of ["5,5,4,6", "1,2,3", "-190,0,1,1", "0,0,1,91", "a,b,c,d"]) {
    const { status } = await desk.get(`/api/positions/stream?box=${box}`);
    expect([box, status]).toEqual([box, 400]);
  }
  expect(
    (await (await town.as("gridworker")).get("/api/positions/stream?box=0,0,1,1")).status,
  ).toBe(403);
});
