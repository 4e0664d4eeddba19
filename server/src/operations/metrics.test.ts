import type { Db } from "@onegrid/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
const TOKEN = "a-token-of-the-collector";
let db: Db;
let opened: OpenedApp;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const read = async (): Promise<string> => (await opened.app.inject("/metrics")).body;
/** The value of a series, such as `onegrid_tile_cache_total{result="hit"}`. */
const valueOf = (text: string, series: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.split(" ")[1] ?? NaN,
  );

test("without a token only this machine is answered, and nobody whom a proxy let through", async () => {
  const status = async (options: object): Promise<number> =>
    (await opened.app.inject({ url: "/metrics", ...options })).statusCode;
  expect(await status({})).toBe(200);
  expect(await status({ remoteAddress: "::1" })).toBe(200);
  expect(await status({ remoteAddress: "10.0.0.9" })).toBe(401);
  expect(await status({ headers: { "x-forwarded-for": "127.0.0.1" } })).toBe(401);
  expect(
    await status({ headers: await headersOf(opened.app, "admin"), remoteAddress: "10.0.0.9" }),
  ).toBe(401);

  const proxied = await openApp(db, { now, config: { isSecure: true } });
  expect((await proxied.app.inject("/metrics")).statusCode).toBe(401);
  await proxied.close();
});

test("with a token everybody needs it", async () => {
  const guarded = await openApp(db, { now, config: { metricsToken: TOKEN } });
  const ask = (authorization?: string) =>
    guarded.app.inject({ url: "/metrics", headers: authorization ? { authorization } : {} });
  const right = await ask(`Bearer ${TOKEN}`);
  expect([right.statusCode, right.headers["content-type"]]).toEqual([
    200,
    expect.stringContaining("text/plain"),
  ]);
  for (const wrong of [undefined, "Bearer ", `Bearer ${TOKEN}x`, TOKEN, `Basic ${TOKEN}`]) {
    const reply = await ask(wrong);
    expect([wrong, reply.statusCode, reply.headers["www-authenticate"]]).toEqual([
      wrong,
      401,
      "Bearer",
    ]);
    expect(reply.body).not.toContain("onegrid_http");
  }
  await guarded.close();
});

test("requests, refusals, tiles, the pool, screens and the process are measured", async () => {
  const before = await read();
  const headers = await headersOf(opened.app, "planner");
  const { layers } = (await opened.app.inject({ url: "/api/layers", headers })).json<{
    layers: readonly { layer: string; tiles: string }[];
  }>();
  const tiles = layers.find(({ layer }) => layer === "areas")?.tiles ?? "";
  const tile = tiles.replace("{z}", "9").replace("{x}", "400").replace("{y}", "200");
  for (let at = 0; at < 3; at += 1) await opened.app.inject({ url: tile, headers });
  const wrong = { login: "planner", password: "wrong" };
  const unsigned = { "x-onegrid": "1" };
  await opened.app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    payload: wrong,
    headers: unsigned,
  });

  const text = await read();
  const rise = (series: string): number => valueOf(text, series) - (valueOf(before, series) || 0);
  expect(rise('onegrid_refusals_total{code="access.wrong-password"}')).toBe(1);
  expect(rise('onegrid_tile_cache_total{result="miss"}')).toBe(1);
  expect(rise('onegrid_tile_cache_total{result="hit"}')).toBe(2);
  const route = 'method="GET",route="/tiles/:layer/:revision/:z/:x/:y"';
  expect(text).toMatch(
    new RegExp(`onegrid_http_request_seconds_count{${route},status="[24]xx"} 3`),
  );
  expect(valueOf(text, "onegrid_database_up")).toBe(1);
  expect(valueOf(text, 'onegrid_database_connections{state="idle"}')).toBeGreaterThan(0);
  expect(valueOf(text, "onegrid_stream_clients")).toBe(0);
  expect(valueOf(text, "onegrid_event_position")).toBe(opened.hub.state().position);
  expect(valueOf(text, 'onegrid_memory_bytes{kind="rss"}')).toBeGreaterThan(1e7);
  expect(valueOf(text, 'onegrid_import_jobs{state="waiting"}')).toBe(0);
  expect(text).toContain('onegrid_event_loop_lag_seconds{quantile="p99"}');
});

test("whatever is asked, the number of series has an end and none names anybody", async () => {
  const headers = await headersOf(opened.app, "dispatcher");
  const seriesOf = async (): Promise<string[]> =>
    (await read()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const round = async (from: number): Promise<void> => {
    for (let at = from; at < from + 60; at += 1) {
      const method = (["GET", "POST", "PUT", "DELETE"] as const)[at % 4] ?? "GET";
      for (const url of [
        `/api/cases/secret-${at}`,
        `/nowhere-${at}/x?q=secret-${at}`,
        `/api/none-${at}`,
      ])
        await opened.app.inject({ method, url, headers });
      const payload = { login: `secret-${at}`, password: "secret" };
      await opened.app.inject({
        method: "POST",
        url: "/api/access/sign-in",
        headers,
        payload: at % 2 === 0 ? { login: 1 } : payload,
      });
    }
  };
  await round(0);
  const first = await seriesOf();
  await round(1_000);
  const second = await seriesOf();
  const nameOf = (line: string): string => line.slice(0, line.lastIndexOf(" "));
  expect(second.map(nameOf).toSorted()).toEqual(first.map(nameOf).toSorted());
  expect(second.join("\n")).not.toMatch(/secret|nowhere|none-|planner|dispatcher|district/);
  console.info(`${second.length} series`);
});
