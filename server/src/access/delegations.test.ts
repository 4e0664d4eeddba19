import type {
  AuditListReply,
  ColleaguesReply,
  DelegationReply,
  DelegationsReply,
  HandedPassword,
  Me,
} from "@onegrid/core/access/contract";
import type { CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { setClosed } from "@onegrid/db/access";
import fastifyCookie from "@fastify/cookie";
import Fastify from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { saveAsShown } from "../../test/save-duties.ts";
import { browser, type Ask } from "../../test/browser.ts";
import { commandFor, newReport } from "../../test/cases.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { writeAudit } from "./audit.ts";
import { guardRoutes, whoAsks } from "./guard.ts";
import {
  areaIdsOf,
  COMMUNITIES,
  openSmallTown,
  SOUTH,
  STREETS,
  westOf,
} from "../../test/small-town.ts";

const HOUR_MS = 3_600_000;
const START = Date.parse("2026-11-16T08:00:00+08:00");
let clock = START;
const now = (): Date => new Date(clock);
const inHours = (hours: number): string => new Date(clock + hours * HOUR_MS).toISOString();
let db: Db;
let opened: OpenedApp;
let admin: Ask;
let areaIds: ReadonlyMap<string, string>;
const areaOf = (code: string): string => areaIds.get(code) ?? "";

interface Person {
  readonly id: string;
  readonly ask: Ask;
  readonly dutyId: string;
}
const GOOD = "seven red lanterns at noon";
let made = 0;

/** Somebody with duties, signed in with a password of their own. */
async function person(...duties: readonly (readonly [string, string])[]): Promise<Person> {
  made += 1;
  const login = `person${made}`;
  const given = duties.map(([role, code]) => ({
    ...{ role, areaId: areaOf(code), validFrom: "2026-01-01", validTo: null },
  }));
  const { body } = await admin<HandedPassword>("POST", "/api/access/people", {
    ...{ login, displayName: `${login} 同志`, duties: given },
  });
  const ask = browser(opened.app);
  await ask("POST", "/api/access/sign-in", { login, password: body.password });
  await ask("POST", "/api/access/password", { present: body.password, next: GOOD });
  return { id: body.person.id, ask, dutyId: body.person.duties[0]?.id ?? "" };
}

const lend = (giver: Person, receiver: Person, changes: object = {}) =>
  giver.ask<DelegationReply>("POST", "/api/access/delegations", {
    ...{ dutyId: giver.dutyId, receiverId: receiver.id, areaIds: [areaOf(STREETS[0])] },
    ...{ categories: [], from: inHours(0), to: inHours(24), ...changes },
  });
const lent = async (giver: Person, receiver: Person, changes: object = {}) => {
  const { status, body } = await lend(giver, receiver, changes);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
};
const meOf = async ({ ask }: Person): Promise<Me> => (await ask<Me>("GET", "/api/access/me")).body;
const casesOf = async ({ ask }: Person): Promise<number> => {
  const { status, body } = await ask<CaseListReply>("GET", "/api/cases");
  return status === 200 ? body.cards.length : -1;
};
const report = async ({ ask }: Person, community: number, changes: object = {}) => {
  const place = [westOf(community) + 0.005, SOUTH + 0.005] as const;
  const { status, body } = await ask<CaseReply>("POST", "/api/cases", newReport(place, changes));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.card;
};

let desk: Person;
let worker: Person;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  areaIds = await areaIdsOf(db);
  admin = browser(opened.app);
  await admin("POST", "/api/access/sign-in", { login: "admin", password: "onegrid-demo" });
  desk = await person(["street_desk", STREETS[0]]);
  await report(desk, 0);
  await report(desk, 1);
}, 60_000);
beforeEach(async () => {
  clock = START;
  worker = await person(["building_head", COMMUNITIES[0]]);
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

test("a colleague holds a duty for somebody from a moment to a moment, and sees it as such", async () => {
  expect(await casesOf(worker)).toBe(-1);
  await lent(desk, worker, { from: inHours(1), to: inHours(3) });
  expect(await casesOf(worker)).toBe(-1);
  clock = START + HOUR_MS;
  expect(await casesOf(worker)).toBe(2);
  const me = await meOf(worker);
  expect(me).toMatchObject({ canReadCases: true, canDispatch: true });
  expect(me.duties.map(({ role, onBehalfOf }) => [role, onBehalfOf])).toEqual([
    ["building_head", null],
    ["street_desk", "person1 同志"],
  ]);
  const { body } = await worker.ask<DelegationsReply>("GET", "/api/access/delegations");
  expect(body.received).toMatchObject([{ state: "active", giver: { id: desk.id } }]);
  clock = START + 3 * HOUR_MS;
  expect(await casesOf(worker)).toBe(-1);
});

test("a part is a part: fewer areas, fewer classes, but the level of the duty", async () => {
  const card = await report(desk, 0, { categoryId: "event.02-01" });
  const raise = commandFor(card, "escalate", {
    ...{ fields: { toLevel: "street" }, reason: "above-power" },
  });
  expect((await desk.ask("POST", `/api/cases/${card.id}/commands`, raise)).status).toBe(200);
  await lent(desk, worker, { areaIds: [areaOf(COMMUNITIES[0])], categories: ["event.02"] });
  const { body } = await worker.ask<CaseListReply>("GET", "/api/cases");
  expect(body.cards.map(({ id }) => id)).toEqual([card.id]);
  expect(body.cards[0]?.level).toBe("street");
});

test("either ends it early, nobody else does, and it ends with the giver's duty and account", async () => {
  const other = await person(["street_desk", STREETS[0]]);
  for (const ender of [desk, worker]) {
    const { id } = await lent(desk, worker);
    expect((await other.ask("POST", `/api/access/delegations/${id}/end`)).body.code).toBe(
      "access.unknown-delegation",
    );
    expect(await casesOf(worker)).toBeGreaterThan(0);
    const ended = await ender.ask<DelegationReply>("POST", `/api/access/delegations/${id}/end`);
    expect(ended.body.state).toBe("ended");
    expect(await casesOf(worker)).toBe(-1);
  }
  await lent(other, worker);
  expect(await casesOf(worker)).toBeGreaterThan(0);
  await setClosed(db, other.id, now());
  expect(await casesOf(worker)).toBe(-1);
  await setClosed(db, other.id, null);
  expect(await casesOf(worker)).toBeGreaterThan(0);
  const moved = { role: "street_desk", areaId: areaOf(STREETS[1]) };
  const duties = [{ ...moved, validFrom: "2026-01-01", validTo: null }];
  expect((await saveAsShown(admin, other.id, duties)).status).toBe(200);
  expect(await casesOf(worker)).toBe(-1);
});

test("what cannot be handed on is refused for its reason", async () => {
  const code = async (changes: object, giver: Person = desk): Promise<unknown> =>
    (await lend(giver, worker, changes)).body;
  expect(await code({ areaIds: [areaOf(STREETS[1])] })).toMatchObject({
    code: "access.delegation-area",
  });
  expect(await code({ areaIds: ["nowhere"] })).toMatchObject({ code: "access.delegation-area" });
  expect(await code({ to: inHours(-1) })).toMatchObject({ code: "access.delegation-dates" });
  expect(await code({ to: inHours(30 * 24 + 1) })).toMatchObject({
    ...{ code: "access.delegation-too-long", mostDays: 30 },
  });
  expect(await code({ receiverId: desk.id })).toMatchObject({ code: "access.not-a-colleague" });
  expect(await code({ receiverId: "nobody" })).toMatchObject({ code: "access.not-a-colleague" });
  expect(await code({}, { ...worker, dutyId: desk.dutyId })).toMatchObject({
    code: "access.unknown-duty",
  });
  // What was lent is not handed on.
  await lent(desk, worker);
  const [, held] = (await meOf(worker)).duties;
  const again = await lend({ ...worker, dutyId: held?.id ?? "" }, desk);
  expect(again.body).toMatchObject({ code: "access.unknown-duty" });
});

test("an administrator's duty goes along without people and the log", async () => {
  const boss = await person(["administrator", STREETS[0]]);
  await lent(boss, worker);
  expect(await meOf(worker)).toMatchObject({
    ...{ canImport: true, canManagePeople: false, canAudit: false },
  });
  for (const url of ["/api/access/people", "/api/access/audit", "/api/access/keys"])
    expect((await worker.ask("GET", url)).body.code).toBe("access.forbidden");
});

test("colleagues are those with a duty above, beside or below", async () => {
  const far = await person(["community_desk", COMMUNITIES[2]]);
  const near = await person(["community_desk", COMMUNITIES[1]]);
  const mine = await person(["community_desk", COMMUNITIES[0]]);
  const url = `/api/access/delegations/colleagues?dutyId=${mine.dutyId}`;
  const { body } = await mine.ask<ColleaguesReply>("GET", url);
  const ids = body.colleagues.map(({ id }) => id);
  expect([desk, near, far, mine].map(({ id }) => ids.includes(id))).toEqual([
    ...[true, true, false, false],
  ]);
  const named = await mine.ask<ColleaguesReply>("GET", `${url}&text=person1`);
  expect(named.body.colleagues.map(({ id }) => id)).toContain(desk.id);
});

test("who stood in for whom stands in the case and in the log", async () => {
  await lent(desk, worker);
  const card = await report(worker, 1);
  const comment = commandFor(card, "comment", { fields: { photos: [] }, note: "已电话联系" });
  await worker.ask("POST", `/api/cases/${card.id}/commands`, comment);
  const { body } = await worker.ask<{ entries: { verb: string; actor: object }[] }>(
    "GET",
    `/api/cases/${card.id}`,
  );
  expect(body.entries.find(({ verb }) => verb === "comment")?.actor).toMatchObject({
    ...{ id: worker.id, onBehalfOf: desk.id, role: "street_desk" },
  });
  // Any deed that the log hears of, behind the guard as every route is.
  const probe = Fastify();
  await probe.register(fastifyCookie);
  guardRoutes(probe, { db, now, factorPolicy: "off" });
  probe.get("/look", { config: { rule: "case.act" } }, async (request) => {
    const { accountId } = whoAsks(request);
    await writeAudit(db, { accountId, action: "probe.look", object: "", detail: {} });
    return {};
  });
  const { cookie = "" } = await worker.ask("GET", "/api/access/me");
  expect((await probe.inject({ url: "/look", headers: { cookie } })).statusCode).toBe(200);
  const { body: log } = await admin<AuditListReply>("GET", "/api/access/audit?limit=1");
  expect(log.entries[0]).toMatchObject({
    ...{ action: "probe.look", role: "street_desk", onBehalfOfName: "person1 同志" },
  });
});

test("a stream picks a lent duty up at once, and loses it at once", async () => {
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const { cookie } = await worker.ask("GET", "/api/access/me");
  const listen = async () => {
    const response = await fetch(`${address}/api/stream`, { headers: { cookie: cookie ?? "" } });
    const state = { isOver: false };
    void response.text().then(() => Object.assign(state, { isOver: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(state.isOver).toBe(false);
    return state;
  };
  const before = await listen();
  const { id } = await lent(desk, worker);
  await vi.waitFor(() => expect(before.isOver).toBe(true), { timeout: 2_000 });
  const during = await listen();
  await desk.ask("POST", `/api/access/delegations/${id}/end`);
  await vi.waitFor(() => expect(during.isOver).toBe(true), { timeout: 2_000 });
});
