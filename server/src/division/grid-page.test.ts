import type { GridsOnReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { gridPage } from "./grid-page.ts";

let town: DemoTown;
let planner: Asker;
let community: { id: string; kind: string; parentId: string };
let code = "";

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: (typeof community)[] }>("/api/areas");
  community = body.areas.find(({ kind }) => kind === "community") ?? community;
  const present = await planner.get<GridsOnReply>(`/api/communities/${community.id}/grids`);
  code = present.body.grids[0]?.code ?? "";
}, 120_000);
afterAll(() => town.close());

const look = (path: string) => town.app.inject({ url: path, headers: { "accept-language": "zh" } });

test("anybody who scans a board sees the grid, its community and its number, and nobody's name", async () => {
  await planner.put(`/api/areas/${community.parentId}/service-line`, { number: "0935-8212345" });
  const page = await look(`/g/${code}`);
  expect([page.statusCode, page.headers["content-type"]]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  expect(page.body).toContain("第1网格");
  expect(page.body).toContain("tel:09358212345");
  const staff = await town.db.selectFrom("duty").select("display_name as name").execute();
  const names = staff.map(({ name }) => name.split(" ").at(-1) ?? "").filter((name) => name !== "");
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => page.body.includes(name))).toEqual([]);
});

test("the nearest number counts, and an empty one gives it up", async () => {
  const url = `/api/areas/${community.id}/service-line`;
  expect((await planner.get(url)).body).toEqual({ number: "0935-8212345", isOwn: false });
  const own = await planner.put(url, { number: "0935-8200001 转 6" });
  expect(own.body).toEqual({ number: "0935-8200001 转 6", isOwn: true });
  expect((await look(`/g/${code}`)).body).toContain("0935-8200001 转 6");
  expect((await planner.put(url, { number: "" })).body).toMatchObject({ isOwn: false });
});

test("what is no number is refused, and so is whoever may not plan there", async () => {
  const url = `/api/areas/${community.id}/service-line`;
  expect((await planner.put(url, { number: "<script>" })).status).toBe(400);
  const leader = await town.as("leader");
  expect((await leader.put(url, { number: "0935-1" })).status).toBe(403);
});

test("a code that leads nowhere says so, and nothing of it becomes markup", async () => {
  const page = await look(`/g/${encodeURIComponent("<b>x</b>")}`);
  expect(page.statusCode).toBe(404);
  expect(page.body).not.toContain("<b>x");
  const grid = {
    code: "1",
    name: `<img src=x onerror="alert('1')">`,
    validFrom: "2025-01-01",
    validTo: "2026-01-01",
    community: "a&b",
    path: [],
    stations: [{ name: "<i>", address: "", hours: null }],
  };
  const html = gridPage({ grid, number: "", day: "2026-11-20", language: "en" });
  expect(html).not.toMatch(/<img|<i>/);
  expect(html).toContain("ended on 2026-01-01");
});
