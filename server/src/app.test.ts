import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseUnavailable, type Db } from "@onegrid/db";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../test/open-app.ts";
import { openSmallTown } from "../test/small-town.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;
let app: FastifyInstance;
let folder: string;
let headers: Record<string, string>;

beforeAll(async () => {
  db = await openSmallTown(now);
  folder = await mkdtemp(join(tmpdir(), "onegrid-web-"));
  await mkdir(join(folder, "dist/assets"), { recursive: true });
  await writeFile(join(folder, "dist/index.html"), "<title>OneGrid</title>");
  await writeFile(join(folder, "dist/assets/main-abc.js"), "export {};");
  await writeFile(join(folder, "dist/网格.svg"), "<svg/>");
  await writeFile(join(folder, "secret.txt"), "secret");
  opened = await openApp(db, { now, config: { webDir: join(folder, "dist") } });
  app = opened.app;
  headers = await headersOf(app, "planner");
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

const problem = async (url: string, options: object = {}) => {
  const reply = await app.inject({ url, headers, ...options });
  expect(reply.headers["content-type"]).toMatch(/^application\/problem\+json/);
  const body = reply.json<Record<string, unknown>>();
  expect(body).toMatchObject({
    type: expect.stringContaining(":"),
    title: body["code"],
    status: reply.statusCode,
    instance: expect.any(String),
  });
  return body;
};

test("what does not exist is a problem with a code, whatever the method", async () => {
  const missing = { code: "request.not-found", status: 404 };
  expect(await problem("/api/no-such-thing")).toMatchObject(missing);
  expect(await problem("/tiles/nothing")).toMatchObject(missing);
  expect(await problem("/api/areas", { method: "DELETE" })).toMatchObject(missing);
  expect(await problem("/api/objects/buildings/none")).toMatchObject(missing);
});

test("what every route takes and answers can be compiled", async () => {
  const eager = await openApp(db, { now, config: { schemas: "at start" } });
  await expect(eager.app.ready()).resolves.toBeDefined();
  await eager.close();
});

test("a request that does not fit names the place", async () => {
  const reply = await problem("/api/search?q=a&limit=many");
  expect(reply).toMatchObject({ code: "request.invalid", status: 400 });
  expect(reply["place"]).toBe("querystring/limit");
  const body = { method: "POST", payload: { login: 3 } };
  expect(await problem("/api/access/sign-in", body)).toMatchObject({ code: "request.invalid" });
  const broken = { "content-type": "application/json", ...headers };
  expect(
    await problem("/api/access/sign-in", { method: "POST", payload: "{", headers: broken }),
  ).toMatchObject({ code: "request.invalid", status: 400 });
});

test("an address that cannot be read is refused like everything else", async () => {
  for (const url of ["/api/cases/%zz", "/tiles/%ed%a0%80.json", "/%e0%a4%a"])
    expect(await problem(url)).toMatchObject({ code: "request.invalid", status: 400 });
  const long = await problem(`/api/plans/${"x".repeat(2_500)}/steps`, { method: "POST" });
  expect(long).toMatchObject({ code: "request.invalid", status: 400 });
  expect(JSON.stringify(long)).not.toContain("xxx");
});

test("an address longer than any file's name is no fault of the server", async () => {
  const { statusCode } = await app.inject({ url: `/g/${encodeURIComponent("字".repeat(3_000))}` });
  expect(statusCode).toBeLessThan(500);
});

test("what no calendar, column or list has is the asker's fault", async () => {
  const dispatcher = await headersOf(app, "dispatcher");
  for (const url of [
    "/api/search?q=a&limit=Infinity",
    "/api/search?q=a&limit=-1e309",
    "/api/cases?after=x",
    "/api/cases?after=99999999999999999999",
    "/api/cases?reportedFrom=1e309",
    "/api/communities/c1/grids?on=2026-02-30",
  ]) {
    const { statusCode, body } = await app.inject({ url, headers: dispatcher });
    expect([url, statusCode, body.includes("request.invalid")]).toEqual([url, 400, true]);
  }
});

test("half a character is refused where it stands", async () => {
  const payload = '{"login":"a","password":"\\ud800"}';
  const typed = { ...headers, "content-type": "application/json" };
  expect(
    await problem("/api/access/sign-in", { method: "POST", payload, headers: typed }),
  ).toMatchObject({ code: "request.invalid", place: "body/password" });
});

test("a body beyond the limit is refused with the limit", async () => {
  const payload = { login: "x".repeat(4_100_000), password: "y" };
  expect(await problem("/api/access/sign-in", { method: "POST", payload })).toMatchObject({
    code: "request.too-large",
    maxBytes: 4_000_000,
    status: 413,
  });
});

test("odd characters in an address are the asker's fault, not the server's", async () => {
  for (const url of [
    "/api/search?q=%00",
    "/api/objects/buildings/a%00b",
    "/api/objects/constructor/x",
    "/api/objects/__proto__/x",
    "/api/objects/buildings/%F0%9F%98%80",
    "/api/search?q=%25_%5C'%22",
    "/api/search?q=%20",
    "/tiles/constructor.json",
  ]) {
    const { statusCode } = await app.inject({ url, headers });
    expect([url, statusCode < 500]).toEqual([url, true]);
  }
});

/** A database that fails with this error whenever somebody signs in. */
const failing = (error: Error): Db =>
  new Proxy(db, {
    get: (target, key) => {
      if (key === "selectFrom") {
        return (table: "account" | "session" | "event_head") => {
          if (table === "account" || table === "session") throw error;
          return target.selectFrom(table);
        };
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
async function signInWith(error: Error) {
  const { app: faulty, close } = await openApp(failing(error), { now });
  const reply = await faulty.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login: "planner", password: "onegrid-demo" },
  });
  await close();
  return reply;
}

test("a fault of ours tells its number and nothing else", async () => {
  const reply = await signInWith(new Error("select password_hash at /srv/onegrid.ts:12"));
  expect(reply.statusCode).toBe(500);
  const { requestId, instance, ...body } = reply.json<Record<string, unknown>>();
  expect(body).toEqual({
    code: "server.fault",
    detail: "服务器出错了，请稍后再试。",
    sentences: {
      "zh-CN": "服务器出错了，请稍后再试。",
      en: "The server had a fault. Please try again shortly.",
    },
    title: "server.fault",
    type: "about:blank#server.fault",
    status: 500,
  });
  expect(requestId).toBe(instance);
});

test("while the database is away the answer says so and when to ask again", async () => {
  const reply = await signInWith(new DatabaseUnavailable(new Error("ECONNREFUSED"), false));
  expect([reply.statusCode, reply.headers["retry-after"]]).toEqual([503, "2"]);
  expect(reply.json()).toMatchObject({ code: "db.restarting" });

  const full = Object.assign(new Error("could not extend file"), { code: "53100" });
  const refused = await signInWith(new DatabaseUnavailable(full, false));
  // Somebody has to make room first: nothing says to try again soon.
  expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([507, undefined]);
  expect(refused.json()).toMatchObject({ code: "db.disk-full" });

  const { app: cut, close } = await openApp(db, { now, status: () => "restarting" });
  expect((await cut.inject("/readyz")).statusCode).toBe(503);
  expect((await cut.inject("/healthz")).statusCode).toBe(200);
  expect((await cut.inject("/api/status")).json()).toMatchObject({ database: "restarting" });
  await close();
});

test("the page itself comes up without the database, also for whoever is signed in", async () => {
  const gone = failing(new DatabaseUnavailable(new Error("ECONNREFUSED"), false));
  const session = { ...headers, cookie: "onegrid_session=anything" };
  const { app: cut, close } = await openApp(gone, {
    now,
    config: { webDir: join(folder, "dist") },
  });
  expect((await cut.inject({ url: "/", headers: session })).body).toBe("<title>OneGrid</title>");
  await close();
});

test("the page's files are found, everything else is the page, and nothing outside is", async () => {
  const get = (url: string) => app.inject({ url });
  const asset = await get("/assets/main-abc.js");
  expect([asset.statusCode, asset.headers["cache-control"]]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect((await get("/assets/main-old.js")).statusCode).toBe(404);
  expect((await get("/%E7%BD%91%E6%A0%BC.svg")).body).toBe("<svg/>");
  for (const url of ["/", "/dispatch/cases?case=1", "/assets", "/no-such.txt", "/%2e%2e/x"]) {
    const page = await get(url);
    expect([url, page.body]).toEqual([url, "<title>OneGrid</title>"]);
    expect(page.headers["cache-control"]).toBe("no-cache");
  }
  for (const url of ["/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/a%00.txt"]) {
    const reply = await get(url);
    expect([url, reply.body.includes("secret"), reply.statusCode < 500]).toEqual([
      url,
      false,
      true,
    ]);
    // The same answer whether or not there is such a file outside.
    expect(reply.body).toBe((await get(url.replace("secret", "nothing"))).body);
  }
  expect((await get("/%zz")).statusCode).toBe(400);
});

test("every answer carries the headers that keep other sites out", async () => {
  for (const url of ["/", "/api/status", "/api/areas", "/api/none"]) {
    const { headers: sent } = await app.inject({ url, headers });
    expect(sent).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "SAMEORIGIN",
      "referrer-policy": "no-referrer",
    });
    const policy = String(sent["content-security-policy"]);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
  }
});

test("only the worker of the exact solver may compile WebAssembly", async () => {
  const policyOf = async (url: string) =>
    String((await app.inject({ url, headers })).headers["content-security-policy"]);
  expect(await policyOf("/assets/siting.worker-x1.js")).toContain("'wasm-unsafe-eval';");
  for (const url of ["/assets/index-x1.js", "/siting.worker-x1.js", "/assets/a/siting.worker-x.js"])
    expect(await policyOf(url)).not.toContain("wasm-unsafe-eval");
});

test("a configured base map opens the policy for its host and no other", async () => {
  const basemap = { url: "https://t0.example.cn/w/{z}/{x}/{y}?tk=1", label: "x", attribution: "" };
  const { app: mapped, close } = await openApp(db, { now, config: { basemap } });
  const policy = String((await mapped.inject("/api/status")).headers["content-security-policy"]);
  await close();
  expect(policy).toContain("img-src 'self' data: blob: https://t0.example.cn");
  expect(policy).toContain("connect-src 'self' https://t0.example.cn");
  expect(policy).not.toContain("tk=1");
});

test("answers about data are kept by nobody", async () => {
  const areas = await app.inject({ url: "/api/areas", headers });
  expect(areas.headers["cache-control"]).toBe("no-store");
});
