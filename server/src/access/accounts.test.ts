import type {
  HandedPassword,
  Me,
  PeopleReply,
  PersonReply,
  SessionsReply,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browser, type Ask } from "../../test/browser.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { saveAsShown } from "../../test/save-duties.ts";
import { openSmallTown, STREETS } from "../../test/small-town.ts";

let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);
const signIn = async (app: FastifyInstance, login: string, password: string): Promise<Ask> => {
  const ask = browser(app);
  const { status, body } = await ask("POST", "/api/access/sign-in", { login, password });
  if (status !== 200) throw new Error(`${login}: ${JSON.stringify(body)}`);
  return ask;
};

const GOOD = "seven red lanterns at noon";
let db: Db;
let opened: OpenedApp;
let app: FastifyInstance;
let admin: Ask;
let streetId: string;
let otherStreetId: string;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  app = opened.app;
  admin = await signIn(app, "admin", "onegrid-demo");
  const roots = await listRootAreas(db);
  const areas = await listAreas(
    db,
    roots.map(({ id }) => id),
  );
  const idOf = (code: string): string => areas.find((one) => one.code === code)?.id ?? "";
  [streetId, otherStreetId] = [idOf(STREETS[0]), idOf(STREETS[1])];
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const duty = (role: string, areaId: string, validTo: string | null = null) => ({
  role,
  areaId,
  validFrom: "2026-11-01",
  validTo,
});
const addPerson = (ask: Ask, login: string, duties: readonly object[]) =>
  ask<HandedPassword>("POST", "/api/access/people", {
    login,
    displayName: `${login} 同志`,
    duties,
  });

test("whoever was given a password does nothing before they have chosen their own", async () => {
  const { status, body } = await addPerson(admin, "li.na", [duty("planner", streetId)]);
  expect(status).toBe(201);
  expect(body.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  expect(body.person).toMatchObject({ mustChangePassword: true, duties: [{ role: "planner" }] });

  const ask = await signIn(app, "li.na", body.password);
  expect((await ask("GET", "/api/areas")).body.code).toBe("access.password-change-due");
  expect((await ask<Me>("GET", "/api/access/me")).body.mustChangePassword).toBe(true);
  const change = (present: string, next: string) =>
    ask("POST", "/api/access/password", { present, next });
  expect((await change("wrong", GOOD)).body.code).toBe("access.wrong-password");
  expect((await change(body.password, "li.na12345")).body.code).toBe("access.password-own-name");
  const before = await ask("GET", "/api/access/me");
  const changed = await change(body.password, GOOD);
  expect(changed.status).toBe(204);
  expect(changed.cookie).not.toBe(before.cookie);
  expect((await ask("GET", "/api/areas")).status).toBe(200);
  await signIn(app, "li.na", GOOD);
});

test("a changed password ends every other session, and old tokens are worth nothing", async () => {
  const { body } = await addPerson(admin, "wu.jun", [duty("leader", streetId)]);
  const [here, there] = [
    await signIn(app, "wu.jun", body.password),
    await signIn(app, "wu.jun", body.password),
  ];
  const { cookie: old } = await here("GET", "/api/access/me");
  await here("POST", "/api/access/password", { present: body.password, next: GOOD });
  expect((await there("GET", "/api/access/me")).status).toBe(401);
  const replay = await app.inject({ url: "/api/access/me", headers: { cookie: old ?? "" } });
  expect(replay.statusCode).toBe(401);

  const elsewhere = await signIn(app, "wu.jun", GOOD);
  const { body: list } = await here<SessionsReply>("GET", "/api/access/sessions");
  expect(list.sessions).toHaveLength(2);
  expect(list.sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
  expect(list.sessions[0]?.device).toBe("Chrome · Windows");
  expect(JSON.stringify(list)).not.toMatch(/token|hash/);
  const other = list.sessions.find(({ isThis }) => !isThis)?.id ?? "";
  // Nobody ends somebody else's.
  await admin("DELETE", `/api/access/sessions/${other}`);
  expect((await elsewhere("GET", "/api/access/me")).status).toBe(200);
  await here("DELETE", "/api/access/sessions/others");
  expect((await elsewhere("GET", "/api/access/me")).status).toBe(401);
  expect((await here("GET", "/api/access/me")).status).toBe(200);
});

test("guessing at one's own present password is slowed down", async () => {
  const { body } = await addPerson(admin, "sun.yi", [duty("leader", streetId)]);
  const ask = await signIn(app, "sun.yi", body.password);
  const guess = () => ask("POST", "/api/access/password", { present: "guess", next: GOOD });
  const codes: string[] = [];
  for (let tries = 0; tries < 7; tries += 1) codes.push((await guess()).body.code);
  expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "access.wrong-password"));
  expect(codes.at(-1)).toBe("access.too-many-attempts");
  clock += 3_600_000;
});

test("people are found by name and role, and only in the administrator's area", async () => {
  const given = await addPerson(admin, "street.admin", [duty("administrator", streetId)]);
  const first = await signIn(app, "street.admin", given.body.password);
  await first("POST", "/api/access/password", { present: given.body.password, next: GOOD });
  await addPerson(admin, "over.there", [duty("street_desk", otherStreetId)]);

  const list = async (ask: Ask, query: string) =>
    (await ask<PeopleReply>("GET", `/api/access/people?${query}`)).body;
  expect((await list(admin, "text=over.")).people.map(({ login }) => login)).toEqual([
    "over.there",
  ]);
  expect((await list(first, "text=over.")).total).toBe(0);
  expect((await list(admin, "role=street_desk&text=over")).total).toBe(1);
  const all = await list(admin, "limit=2");
  expect(all.people).toHaveLength(2);
  expect(all.total).toBeGreaterThan(5);

  // An area above their own is not theirs to give.
  const root = await listRootAreas(db);
  const refused = await addPerson(first, "too.high", [duty("planner", root[0]?.id ?? "")]);
  expect([refused.status, refused.body]).toMatchObject([422, { code: "access.unknown-area" }]);
  const unknown = await addPerson(first, "odd", [duty("emperor", streetId)]);
  expect(unknown.body).toMatchObject({ code: "access.unknown-role" });
  const backwards = await addPerson(first, "odd", [duty("planner", streetId, "2026-10-01")]);
  expect(backwards.body).toMatchObject({ code: "access.bad-dates" });
});

test("an administrator of a part cannot take over an account of the whole", async () => {
  const street = await signIn(app, "street.admin", GOOD);
  const { body } = await admin<PeopleReply>("GET", "/api/access/people?text=over.there");
  const there = body.people[0]?.id ?? "";
  for (const [method, url] of [
    ["POST", `/api/access/people/${there}/password`],
    ["POST", `/api/access/people/${there}/close`],
  ] as const)
    expect((await street(method, url)).body.code).toBe("access.unknown-person");

  const both = await addPerson(admin, "both", [
    duty("leader", streetId),
    duty("leader", otherStreetId),
  ]);
  const { id } = both.body.person;
  expect((await street("POST", `/api/access/people/${id}/password`)).body.code).toBe(
    "access.shared-account",
  );
  // What lies outside is neither shown nor touched.
  const emptied = await saveAsShown(street, id, []);
  expect(emptied.body.duties).toEqual([]);
  const { body: left } = await admin<PeopleReply>("GET", "/api/access/people?text=both");
  expect(left.people[0]?.duties.map(({ areaId }) => areaId)).toEqual([otherStreetId]);
});

test("a closed account is out at once and can come back; nobody closes their own", async () => {
  const { body } = await addPerson(admin, "gone", [duty("leader", streetId)]);
  const ask = await signIn(app, "gone", body.password);
  const { id } = body.person;
  const closed = await admin<PersonReply>("POST", `/api/access/people/${id}/close`);
  expect(closed.body.isClosed).toBe(true);
  expect((await ask("GET", "/api/access/me")).status).toBe(401);
  expect(
    (await browser(app)("POST", "/api/access/sign-in", { login: "gone", password: body.password }))
      .status,
  ).toBe(401);
  await admin("POST", `/api/access/people/${id}/reopen`);
  await signIn(app, "gone", body.password);

  const { body: self } = await admin<Me>("GET", "/api/access/me");
  expect((await admin("POST", `/api/access/people/${self.id}/close`)).body.code).toBe(
    "access.own-account",
  );
  expect(
    (await admin("PUT", `/api/access/people/${self.id}/duties`, { duties: [], digest: "x" })).body
      .code,
  ).toBe("access.own-account");
});

test("a login is written in small letters, so that two never differ by a capital alone", async () => {
  for (const login of ["Zhang", "zHANG", "9zhang", "z", `z${"h".repeat(40)}`]) {
    const { status } = await addPerson(admin, login, [duty("leader", streetId)]);
    expect([login, status]).toEqual([login, 400]);
  }
});

test("whoever does not administer sees no people", async () => {
  const planner = await signIn(app, "planner", "onegrid-demo");
  expect((await planner("GET", "/api/access/people")).body.code).toBe("access.forbidden");
});
