import type { PublicStatisticsReply } from "@onegrid/core/dispatch/public-contract";
import type { Db } from "@onegrid/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport } from "../../../test/cases.ts";
import { headersOf, openApp, type OpenedApp } from "../../../test/open-app.ts";
import { openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";

let clock = new Date("2026-10-05T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;
const open = (hasPublicStatistics: boolean): Promise<OpenedApp> =>
  openApp(db, { now: () => clock, config: { hasPublicStatistics } });

beforeAll(async () => {
  db = await openSmallTown(() => clock);
  opened = await open(true);
  const headers = await headersOf(opened.app, "dispatcher");
  // Seven in the first community, two in the second, six in the third; six of another class there.
  const reports = [7, 2, 6].flatMap((count, community) =>
    Array.from({ length: count }, () => ({ community, categoryId: "event.01-02" })),
  );
  const others = Array.from({ length: 6 }, () => ({ community: 2, categoryId: "event.02-01" }));
  const ids: string[] = [];
  for (const { community, categoryId } of [...reports, ...others]) {
    const payload = newReport([westOf(community) + 0.004, SOUTH + 0.004], { categoryId });
    const url = "/api/cases";
    const reply = await opened.app.inject({ method: "POST", url, headers, payload });
    ids.push(reply.json<{ card: { id: string } }>().card.id);
  }
  await db
    .updateTable("dispatch_case")
    .set({ state: "closed", closed_at: new Date("2026-10-07T10:00:00+08:00") })
    .where("id", "in", ids.slice(0, 15))
    .execute();
  clock = new Date("2026-11-20T10:00:00+08:00");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const ask = (app: OpenedApp) => app.app.inject({ url: "/api/public/statistics" });

test("anybody sees the last full months, and nothing below five or what leads to it", async () => {
  const reply = await ask(opened);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers["cache-control"]).toBe("public, max-age=3600");
  const body = reply.json<PublicStatisticsReply>();
  expect(body.months.map(({ month }) => month)).toEqual(["2026-10", "2026-09", "2026-08"]);
  const [october] = body.months;
  expect(body.communities).toHaveLength(3);
  expect(body.classes).toHaveLength(2);
  const closed = [october?.closedOnTime, october?.closedLate].find((table) => table?.total !== 0);
  expect(closed?.cells.map((row) => row[0])).toEqual([7, null, null]);
  expect(closed?.rowTotals).toEqual([7, null, null]);
  expect(closed?.total).toBe(15);
  expect(october?.open.cells[2]?.[1]).toBe(6);
});

test("no id of anything is in it, and what happens on the same day does not change it", async () => {
  const before = (await ask(opened)).body;
  const ids = await db.selectFrom("dispatch_case").select(["id", "number"]).execute();
  for (const { id, number } of ids) {
    expect(before).not.toContain(id);
    expect(before).not.toContain(number);
  }
  expect(before).not.toMatch(/"\d{12}"|[0-9a-f]{8}-[0-9a-f]{4}/);
  await db.updateTable("dispatch_case").set({ closed_at: null, state: "filed" }).execute();
  expect((await ask(opened)).body).toBe(before);
});

test("where it is off there is no such door, and whoever asks too often waits", async () => {
  const off = await open(false);
  expect((await ask(off)).statusCode).toBe(404);
  await off.close();
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(opened)));
  expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThan(5);
});
