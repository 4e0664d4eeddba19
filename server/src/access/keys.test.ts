import type {
  AuditListReply,
  HandedKey,
  KeyReply,
  KeysReply,
  Me,
} from "@onegrid/core/access/contract";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties, setClosed, findKey } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { browser, signedInBrowser, type Ask } from "../../test/browser.ts";
import { newReport } from "../../test/cases.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import {
  areaIdsOf,
  COMMUNITIES,
  openSmallTown,
  SOUTH,
  STREETS,
  westOf,
} from "../../test/small-town.ts";
import { hashPassword } from "./passwords.ts";

const DAY_MS = 86_400_000;
let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let admin: Ask;
let streetAdmin: Ask;
let areaIds: ReadonlyMap<string, string>;
const areaOf = (code: string): string => areaIds.get(code) ?? "";

const signedInAs = (login: string): Promise<Ask> => signedInBrowser(opened.app, login);

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  areaIds = await areaIdsOf(db);
  const login = "street.admin";
  const passwordHash = await hashPassword("onegrid-demo");
  await insertAccounts(db, [
    { id: login, login, displayName: "街道管理员", passwordHash, isDemo: false, waitingRoles: [] },
  ]);
  await saveDuties(db, [
    {
      ...{ id: login, accountId: login, role: "administrator", areaId: areaOf(STREETS[0]) },
      ...{ displayName: "街道管理员", categories: [], shift: "24/7", maxOpenCases: 1, post: null },
    },
  ]);
  admin = await signedInAs("admin");
  streetAdmin = await signedInAs(login);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const wanted = (changes: object = {}): object => ({
  ...{ name: "12345 热线", purpose: "转办工单", permissions: ["map.read", "case.read"] },
  ...{ areaIds: [areaOf(STREETS[0])], categories: [], addresses: [], ...changes },
});
const make = async (changes: object = {}, by: Ask = admin): Promise<HandedKey> => {
  const { status, body } = await by<HandedKey>("POST", "/api/access/keys", wanted(changes));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
};

/** Asks as another system does: no cookie and no header of a page. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what an answer holds is the test's to say
async function machine<T = { code: string }>(
  token: string,
  url: string,
  more: { payload?: object; headers?: Record<string, string>; remoteAddress?: string } = {},
): Promise<{ status: number; body: T }> {
  const { payload, headers, remoteAddress = "10.1.2.3" } = more;
  const reply = await opened.app.inject({
    ...{ method: payload === undefined ? ("GET" as const) : ("POST" as const), url, remoteAddress },
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload && { payload }),
  });
  return { status: reply.statusCode, body: reply.json<T>() };
}

test("a key reads what it was made for, in its areas, and nothing else", async () => {
  const { token, key } = await make({ permissions: ["map.read"] });
  expect(token).toMatch(/^og_[0-9a-f]{16}_[0-9a-f]{64}$/);
  expect(key).toMatchObject({ state: "active", madeBy: "系统管理员", lastUsedAt: null });
  const areas = await machine<{ areas: { code: string }[] }>(token, "/api/areas");
  expect(areas.status).toBe(200);
  const codes = areas.body.areas.map(({ code }) => code);
  expect(codes).toContain(COMMUNITIES[0]);
  expect(codes).not.toContain(COMMUNITIES[2]);
  expect((await machine(token, "/api/cases")).body.code).toBe("access.forbidden");
  expect((await machine(token, "/api/access/people")).body.code).toBe("access.forbidden");
  expect((await machine(token, "/api/access/audit")).body.code).toBe("access.forbidden");
  // What everybody signed in may do with their own account is no business of a key.
  expect((await machine(token, "/api/access/sessions")).body.code).toBe("access.not-for-keys");
  expect((await machine(token, "/api/access/delegations")).body.code).toBe("access.not-for-keys");
  const me = await machine<Me>(token, "/api/access/me");
  expect(me.body).toMatchObject({ displayName: "12345 热线", canReadCases: false });
});

test("only the hash of a key is kept, and where it was last used from", async () => {
  const { token, key } = await make();
  await machine(token, "/api/areas", { remoteAddress: "10.9.9.9" });
  const stored = await findKey(db, key.id);
  expect(JSON.stringify(stored)).not.toContain(token.slice(20, 60));
  expect(stored).toMatchObject({ lastUsedFrom: "10.9.9.9", lastUsedAt: now() });
});

test("a key brings a case in, without the header of a page, and is named in what it did", async () => {
  const { token, key } = await make({
    permissions: ["map.read", "case.read", "case.report"],
    categories: ["event.01"],
  });
  const at = [westOf(0) + 0.005, SOUTH + 0.005] as const;
  const reported = await machine<CaseReply>(token, "/api/cases", { payload: newReport(at) });
  expect(reported).toMatchObject({ status: 201, body: { verbs: [] } });
  const other = newReport(at, { categoryId: "event.02-01" });
  expect((await machine(token, "/api/cases", { payload: other })).body).toMatchObject({
    code: "dispatch.not-allowed",
    why: "category",
  });
  const outside = newReport([westOf(2) + 0.005, SOUTH + 0.005]);
  expect((await machine(token, "/api/cases", { payload: outside })).body).toMatchObject({
    why: "area",
  });
  const url = `/api/cases/${reported.body.card.id}`;
  const { body } = await machine<{ entries: { actor: object }[] }>(token, url);
  expect(body.entries[0]?.actor).toMatchObject({ name: "12345 热线", role: "external_system" });
  const refused = await machine(token, `${url}/commands`, { payload: {} });
  expect(refused.body.code).toBe("access.forbidden");
  // The refusal stands in the log under the name of the key.
  const { body: log } = await admin<AuditListReply>(
    "GET",
    `/api/access/audit?person=key-${key.id}&action=access.forbid`,
  );
  expect(log.entries[0]).toMatchObject({ displayName: "12345 热线", login: `key-${key.id}` });
});

test("a request has one identity: session or key", async () => {
  const { token } = await make();
  const signIn = await opened.app.inject({
    ...{ method: "POST", url: "/api/access/sign-in", headers: { "x-onegrid": "1" } },
    payload: { login: "planner", password: "onegrid-demo" },
  });
  const [cookie] = signIn.cookies;
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  expect(await machine(token, "/api/areas", { headers })).toMatchObject({
    ...{ status: 400, body: { code: "access.two-credentials" } },
  });
});

test("a key in an address is refused with a sentence, wherever it is asked, and written down", async () => {
  const { token, key } = await make();
  for (const url of [`/api/areas?key=${token}`, `/tiles/grids/1/2/3/4?token=${token}`]) {
    const reply = await opened.app.inject({ url, remoteAddress: "10.7.7.7" });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: "access.key-in-address" });
    expect(reply.body).toContain("Authorization: Bearer");
    expect(reply.body).not.toContain(token.slice(20));
  }
  const { body } = await admin<AuditListReply>("GET", `/api/access/audit?object=${key.id}`);
  // Two tries from one address within a minute are one entry.
  expect(body.entries.map(({ action }) => action)).toEqual([
    "access.refuse-key",
    "access.make-key",
  ]);
  expect(JSON.stringify(body)).not.toContain(token.slice(20, 60));
});

test("what is no key, not this one or not any more is told apart by nobody who lacks the secret", async () => {
  const { token, key } = await make();
  const wrong = `${token.slice(0, 30)}${"0".repeat(token.length - 30)}`;
  const unknown = token.replace(/^og_.{16}/, "og_0123456789abcdef");
  for (const bad of ["", "x", "Bearer", wrong, unknown, `${token}x`, token.toUpperCase()])
    expect((await machine(bad, "/api/areas")).body).toMatchObject({
      code: expect.stringMatching(/^access\.(bad-key|signed-out)$/),
    });
  expect((await machine(wrong, "/api/areas")).status).toBe(401);
  expect((await admin("POST", `/api/access/keys/${key.id}/revoke`)).status).toBe(200);
  expect((await machine(wrong, "/api/areas")).body.code).toBe("access.bad-key");
  expect((await machine(token, "/api/areas")).body.code).toBe("access.key-ended");
  const { body } = await admin<KeysReply>("GET", "/api/access/keys");
  expect(body.keys.find(({ id }) => id === key.id)).toMatchObject({ state: "revoked" });
});

test("a key opens from its addresses only, of either kind", async () => {
  const { token } = await make({ addresses: ["10.20.0.0/16", "192.0.2.7", "2001:db8::/32"] });
  const from = async (remoteAddress: string) =>
    (await machine(token, "/api/areas", { remoteAddress })).status;
  for (const allowed of ["10.20.200.9", "192.0.2.7", "::ffff:10.20.0.1", "2001:db8:1::5"])
    expect([allowed, await from(allowed)]).toEqual([allowed, 200]);
  for (const other of ["10.21.0.1", "192.0.2.8", "::ffff:10.21.0.1", "2001:db9::1"])
    expect([other, await from(other)]).toEqual([other, 403]);
  for (const range of ["10.20.0.0/33", "example.com", "10.20/16", "::1/129", "10.0.0.1/8/8"]) {
    const { body } = await admin("POST", "/api/access/keys", wanted({ addresses: [range] }));
    expect(body).toMatchObject({ code: "access.bad-address-range", range });
  }
});

test("a year unless asked otherwise, two years at most, and nothing after that", async () => {
  const { token, key } = await make();
  const inDays = (days: number): string => new Date(clock + days * DAY_MS).toISOString();
  expect(key.expiresAt).toBe(inDays(365));
  for (const days of [-1, 0, 731]) {
    const { body } = await admin("POST", "/api/access/keys", wanted({ expiresAt: inDays(days) }));
    expect(body).toMatchObject({ code: "access.bad-expiry", mostDays: 730 });
  }
  const short = await make({ expiresAt: inDays(2) });
  const before = clock;
  clock += 2 * DAY_MS;
  expect((await machine(short.token, "/api/areas")).body.code).toBe("access.key-ended");
  expect((await machine(token, "/api/areas")).status).toBe(200);
  clock = before;
});

test("a renewed key has another secret; the old one opens as long as was said", async () => {
  const { token, key } = await make();
  const rotate = (overlapHours: number) =>
    admin<HandedKey>("POST", `/api/access/keys/${key.id}/rotate`, { overlapHours });
  const second = (await rotate(24)).body.token;
  const status = async (one: string) => (await machine(one, "/api/areas")).status;
  expect([await status(token), await status(second)]).toEqual([200, 200]);
  const before = clock;
  clock += 25 * 3_600_000;
  expect([await status(token), await status(second)]).toEqual([401, 200]);
  clock = before;
  const third = (await rotate(0)).body.token;
  expect([await status(token), await status(second), await status(third)]).toEqual([401, 401, 200]);
});

test("nobody makes a key for areas or rights that are not theirs to give", async () => {
  const refused = async (changes: object, by: Ask = streetAdmin) =>
    (await by("POST", "/api/access/keys", wanted(changes))).body.code;
  expect(await refused({ areaIds: [areaOf(STREETS[1])] })).toBe("access.unknown-area");
  expect(await refused({ areaIds: [areaOf(STREETS[0]), "nowhere"] })).toBe("access.unknown-area");
  for (const permission of ["people.manage", "audit.read", "plan.publish", "plan.edit", "case.act"])
    expect(await refused({ permissions: [permission] }, admin)).toBe("request.invalid");
  expect(await refused({ name: "王 13800138000" }, admin)).toBe("access.personal-text");
  expect(await refused({}, await signedInAs("planner"))).toBe("access.forbidden");
});

test("a key for more than one's own area is seen, and changed by those above only", async () => {
  const both = await make({ areaIds: [areaOf(STREETS[0]), areaOf(STREETS[1])] });
  const there = await make({ areaIds: [areaOf(STREETS[1])] });
  const { body } = await streetAdmin<KeysReply>("GET", "/api/access/keys");
  const seen = body.keys.find(({ id }) => id === both.key.id);
  expect(seen).toMatchObject({ isShared: true, areas: [{ id: areaOf(STREETS[0]) }] });
  expect(body.keys.some(({ id }) => id === there.key.id)).toBe(false);
  const revoke = async (id: string) =>
    (await streetAdmin("POST", `/api/access/keys/${id}/revoke`)).body.code;
  expect(await revoke(both.key.id)).toBe("access.shared-key");
  expect(await revoke(there.key.id)).toBe("access.unknown-key");
});

test("a key opens as long as its administrator administers, and again for who takes it over", async () => {
  const { token, key } = await make({}, streetAdmin);
  const opens = async () => (await machine(token, "/api/areas")).body;
  expect(await opens()).toHaveProperty("areas");
  await setClosed(db, "street.admin", now());
  expect(await opens()).toMatchObject({ code: "access.key-unanswered" });
  const { body } = await admin<KeysReply>("GET", "/api/access/keys");
  expect(body.keys.find(({ id }) => id === key.id)).toMatchObject({ state: "unanswered" });
  const taken = await admin<KeyReply>("POST", `/api/access/keys/${key.id}/take-over`);
  expect(taken.body).toMatchObject({
    answeredBy: "系统管理员",
    madeBy: "街道管理员",
    state: "active",
  });
  expect(await opens()).toHaveProperty("areas");
  await setClosed(db, "street.admin", null);
});

test("each key has a limit of its own", async () => {
  const slow = await make({ perMinute: 3 });
  const other = await make();
  const asked: number[] = [];
  for (let n = 0; n < 5; n += 1) asked.push((await machine(slow.token, "/api/areas")).status);
  expect(asked).toEqual([200, 200, 200, 429, 429]);
  expect((await machine(other.token, "/api/areas")).status).toBe(200);
});

test("a stream ends at once when its key is revoked", async () => {
  const { token, key } = await make();
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const response = await fetch(`${address}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  let isOver = false;
  const reading = response.text().then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isOver).toBe(false);
  await admin("POST", `/api/access/keys/${key.id}/revoke`);
  // Long before the heartbeat of 15 s would have noticed.
  await vi.waitFor(() => expect(isOver).toBe(true), { timeout: 2_000 });
  await reading;
});

test("nobody signs in as a key, and no list of people shows one", async () => {
  const { key } = await make();
  const stranger = browser(opened.app);
  for (const password of ["x", "onegrid-demo"]) {
    const asked = { login: `key-${key.id}`, password };
    const { body } = await stranger("POST", "/api/access/sign-in", asked);
    expect(body.code).toBe("access.wrong-password");
  }
  const { body } = await admin<{ people: { login: string }[] }>(
    "GET",
    "/api/access/people?limit=200",
  );
  expect(body.people.filter(({ login }) => login.startsWith("key-"))).toEqual([]);
});
