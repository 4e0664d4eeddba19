import type { Me } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";

const MONDAY = Date.parse("2026-11-16T08:00:00+08:00");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let clock = MONDAY;
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let app: FastifyInstance;

beforeAll(async () => {
  db = await openSmallTown(now);
});
beforeEach(async () => {
  clock = MONDAY;
  await opened?.close();
  opened = await openApp(db, { now });
  app = opened.app;
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const signIn = (login: string, password: string, remoteAddress = "10.0.0.1") =>
  app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login, password },
    remoteAddress,
  });
const me = (headers: Record<string, string>) => app.inject({ url: "/api/access/me", headers });

test("signing in answers who it is and what the page may offer", async () => {
  const reply = await signIn("planner", "onegrid-demo");
  expect(reply.statusCode).toBe(200);
  expect(reply.json<Me>()).toMatchObject({
    login: "planner",
    canReadPlans: true,
    canPlan: true,
    canPublish: true,
    canReadCases: false,
    canDispatch: false,
    canImport: true,
    duties: [{ role: "planner", areaKind: "district" }],
  });
  expect(reply.body).not.toContain("password");
});

test("a wrong password and an unknown login are answered alike", async () => {
  const wrong = await signIn("planner", "not-it");
  const unknown = await signIn("nobody", "not-it");
  const shape = (reply: typeof wrong) => [
    reply.statusCode,
    { ...reply.json<Record<string, unknown>>(), instance: "" },
    Object.keys(reply.headers).toSorted(),
  ];
  expect(shape(unknown)).toEqual(shape(wrong));
  expect(wrong.json()).toMatchObject({ code: "access.wrong-password", status: 401 });
});

test("an unknown login is not written down: it may be a password in the wrong field", async () => {
  await signIn("hunter2-my-password", "x");
  const rows = await db.selectFrom("audit").selectAll().orderBy("id", "desc").limit(1).execute();
  expect(rows).toMatchObject([{ action: "access.refuse", object: "" }]);
});

test("guessing is slowed down per login and address, and lets nobody lock somebody else out", async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await signIn("leader", "guess")).statusCode).toBe(401);
  }
  const braked = await signIn("leader", "onegrid-demo");
  expect(braked.statusCode).toBe(429);
  expect(braked.json()).toMatchObject({ code: "access.too-many-attempts", seconds: 1 });
  expect(braked.headers["retry-after"]).toBe("1");
  expect((await signIn("leader", "onegrid-demo", "10.0.0.2")).statusCode).toBe(200);
  expect((await signIn("planner", "onegrid-demo")).statusCode).toBe(200);

  clock += 1000;
  expect((await signIn("leader", "guess")).statusCode).toBe(401);
  expect((await signIn("leader", "guess")).json()).toMatchObject({ seconds: 2 });
  clock += 2000;
  expect((await signIn("leader", "onegrid-demo")).statusCode).toBe(200);
  expect((await signIn("leader", "guess")).statusCode).toBe(401);
});

test("a guesser with all the addresses of an IPv6 network has the tries of one", async () => {
  const statuses: number[] = [];
  for (let host = 1; host <= 7; host += 1)
    statuses.push((await signIn("community", "guess", `2001:db8:0:7::${host}`)).statusCode);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect((await signIn("community", "onegrid-demo", "2001:db8:0:8::1")).statusCode).toBe(200);
});

test("guesses that arrive together count one by one", async () => {
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => signIn("supervisor", "guess")),
  );
  const statuses = replies.map((reply) => reply.statusCode);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

test("the cookie is out of reach of scripts and of other sites, and only its hash is stored", async () => {
  const [cookie] = (await signIn("planner", "onegrid-demo")).cookies;
  expect(cookie).toMatchObject({ path: "/", httpOnly: true, sameSite: "Strict" });
  expect(cookie?.secure).toBeUndefined();
  expect(cookie?.value).toMatch(/^[\w-]{43}$/);
  const hashes = await db.selectFrom("session").select("token_hash").execute();
  expect(hashes.map((row) => row.token_hash)).not.toContain(cookie?.value);

  const secure = await openApp(db, { now, config: { isSecure: true } });
  const reply = await secure.app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login: "planner", password: "onegrid-demo" },
  });
  await secure.close();
  expect(reply.cookies[0]).toMatchObject({ secure: true, httpOnly: true });
});

test("a session that nobody uses for eight hours is over; use keeps it, a week ends it", async () => {
  const idle = await headersOf(app, "planner");
  const used = await headersOf(app, "planner");
  for (let hours = 0; hours < 8; hours += 4) {
    clock += 4 * HOUR;
    expect((await me(used)).statusCode).toBe(200);
  }
  expect((await me(idle)).statusCode).toBe(200); // eight hours to the second
  clock += 8 * HOUR;
  const forgotten = await headersOf(app, "planner");
  clock += 1000;
  expect((await me(idle)).json()).toMatchObject({ code: "access.signed-out", status: 401 });
  expect((await me(forgotten)).statusCode).toBe(200);

  const weekly = await headersOf(app, "leader");
  const started = clock;
  while (clock < started + 7 * DAY - 7 * HOUR) {
    clock += 7 * HOUR;
    expect((await me(weekly)).statusCode).toBe(200);
  }
  clock = started + 7 * DAY;
  expect((await me(weekly)).statusCode).toBe(401);
});

test("sessions past their last day leave the table when somebody signs in", async () => {
  await db.deleteFrom("session").execute();
  await headersOf(app, "planner");
  clock += 7 * DAY + 1;
  await headersOf(app, "leader");
  expect(await db.selectFrom("session").select("token_hash").execute()).toHaveLength(1);
});

test("signing out ends the session for good, not only its cookie", async () => {
  const headers = await headersOf(app, "planner");
  const reply = await app.inject({ method: "POST", url: "/api/access/sign-out", headers });
  expect(reply.statusCode).toBe(204);
  expect(reply.cookies[0]).toMatchObject({ name: "onegrid_session", value: "" });
  expect((await me(headers)).statusCode).toBe(401);
});

test("a closed account is out at once", async () => {
  const headers = await headersOf(app, "admin");
  await db.updateTable("account").set({ closed_at: now() }).where("login", "=", "admin").execute();
  expect((await me(headers)).statusCode).toBe(401);
  expect((await signIn("admin", "onegrid-demo")).statusCode).toBe(401);
  await db.updateTable("account").set({ closed_at: null }).where("login", "=", "admin").execute();
});

test("a duty counts from its first day up to, not including, its last", async () => {
  const headers = await headersOf(app, "street");
  const duty = db.updateTable("duty").where("id", "=", "demo-street-street_desk");
  const areas = async () => (await app.inject({ url: "/api/areas", headers })).statusCode;
  expect(await areas()).toBe(200);
  await duty.set({ valid_from: "2026-11-17" }).execute();
  expect(await areas()).toBe(403);
  // Seven in the evening of the 16th in London is the 17th in Beijing.
  clock = Date.parse("2026-11-16T16:00:00Z");
  const later = await headersOf(app, "street");
  expect((await app.inject({ url: "/api/areas", headers: later })).statusCode).toBe(200);
  await duty.set({ valid_to: "2026-11-18" }).execute();
  clock = Date.parse("2026-11-17T15:59:59Z");
  const last = await headersOf(app, "street");
  expect((await app.inject({ url: "/api/areas", headers: last })).statusCode).toBe(200);
  clock += 1000;
  expect((await app.inject({ url: "/api/areas", headers: last })).statusCode).toBe(403);
  await duty.set({ valid_from: "1970-01-01", valid_to: null }).execute();
});

test("what changes something needs the header that no other site can send", async () => {
  const { cookie } = await headersOf(app, "planner");
  const reply = await app.inject({
    method: "POST",
    url: "/api/access/sign-out",
    headers: { cookie },
  });
  expect(reply.json()).toMatchObject({ code: "access.cross-site", status: 403 });
  expect((await me({ cookie })).statusCode).toBe(200);
});

test("a page of somebody else than the session is of is told so, and moves nothing", async () => {
  const headers = await headersOf(app, "planner");
  const { id }: { id: string } = (await me(headers)).json();
  const ask = (account: string) =>
    app.inject({ url: "/api/areas", headers: { ...headers, "x-onegrid-account": account } });
  expect((await ask(id)).statusCode).toBe(200);
  const refused = await ask("somebody-else");
  expect(refused.json()).toMatchObject({ code: "access.other-account", status: 401 });
});

test("a permission that a role lacks is refused as a problem", async () => {
  const headers = await headersOf(app, "dispatcher");
  const reply = await app.inject({
    method: "POST",
    url: "/api/plans",
    headers,
    payload: { name: "x", communityIds: [] },
  });
  expect(reply.statusCode).toBe(403);
  expect(reply.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(reply.json()).toMatchObject({ code: "access.forbidden", permission: "plan.edit" });
});

test("a route without a rule does not get as far as a running server", async () => {
  const { app: fresh, close } = await openApp(db, { now });
  const plugin = async (inside: FastifyInstance): Promise<void> => {
    inside.get("/api/forgotten", async () => ({}));
  };
  await expect(async () => fresh.register(plugin)).rejects.toThrow(
    "the route GET /api/forgotten has no rule",
  );
  await close().catch(() => undefined);
});

test("every route but the open ones asks who is there", async () => {
  const open = new Set([
    "GET /*",
    "GET /healthz",
    "GET /readyz",
    "GET /api/status",
    "GET /api/access/demo-accounts",
    "GET /api/public/statistics",
    "GET /api/access/set-up",
    "POST /api/access/set-up",
    "POST /api/access/sign-in",
    "POST /api/access/sign-in/code",
    "GET /api/access/sso",
    "POST /api/access/sso/start",
    "POST /api/access/sso/finish",
    "GET /g/:code",
    // What may be reported: the standard asks for no key.
    ...["json", "xml"].flatMap((format) => [
      `GET /open311/v2/discovery.${format}`,
      `GET /open311/v2/services.${format}`,
      `GET /open311/v2/services/:code.${format}`,
    ]),
  ]);
  const routes = routesOf(app.printRoutes({ commonPrefix: false }));
  expect(routes.length).toBeGreaterThan(40);
  expect(routes).toEqual(expect.arrayContaining([...open]));
  for (const route of routes.filter((one) => !open.has(one))) {
    const [name, path = ""] = route.split(" ");
    const method = (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).find((m) => m === name);
    const url = path.replaceAll(/:\w+/g, "1");
    const reply = await app.inject({
      method: method ?? "GET",
      url,
      headers: { "x-onegrid": "1" },
      // Metrics are shown to this machine.
      remoteAddress: "10.0.0.9",
    });
    // GeoReport v2 answers 403 where no key is given; nothing else is told either way.
    const refusal = path.startsWith("/open311/") ? 403 : 401;
    expect([route, reply.statusCode]).toEqual([route, refusal]);
  }
});

/** `METHOD /path` of each line of the printed tree, whose branches leave out what is above them. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods = ""] =
      /^([│ ]*)[├└]── (\S+) \(([^)]*)\)/.exec(line) ?? [];
    const depth = indent.length / 4;
    above[depth] = part;
    const path = above.slice(0, depth + 1).join("");
    return methods
      .split(", ")
      .filter((method) => method !== "" && method !== "HEAD")
      .map((method) => `${method} ${path === "*" ? "/*" : path}`);
  });
}
