import type { Me, PersonReply } from "@onegrid/core/access/contract";
import type { SsoStart, SsoState } from "@onegrid/core/access/single-sign-on-contract";
import type { Db } from "@onegrid/db";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { browser, type Ask } from "../../test/browser.ts";
import { CLIENT, openFakeIssuer, type FakeIssuer, type Spoil } from "../../test/fake-issuer.ts";
import { codeAt, enrol, makeMember, signIn } from "../../test/members.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";
import type { SsoConfig } from "../config-sign-in.ts";
import { SSO_COOKIE } from "./session-cookie.ts";

// Passwords and recovery codes are slow on purpose, and each test has a server of its own.
vi.setConfig({ testTimeout: 60_000 });

let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);

let db: Db;
let issuer: FakeIssuer;
let opened: OpenedApp;
const ssoWith = (changes: Partial<SsoConfig> = {}): SsoConfig => ({
  issuer: issuer.address,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  label: "统一身份认证",
  loginClaim: "preferred_username",
  link: "allowed",
  returnAddress: undefined,
  ...changes,
});

beforeAll(async () => {
  db = await openSmallTown(now);
  issuer = await openFakeIssuer(now);
}, 60_000);
// Sixty tries a minute and address: each test has its own.
beforeEach(async () => {
  await opened?.close();
  opened = await openApp(db, { now, config: { sso: ssoWith() } });
  Object.assign(issuer, { spoil: {}, isAway: false, isBroken: false, isShort: false });
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
  await issuer.close();
});

type Answer = Me & { code: string };
const start = async (ask: Ask): Promise<string> =>
  (await ask<SsoStart>("POST", "/api/access/sso/start")).body.address;
const finish = (ask: Ask, answer: string) =>
  ask<Answer>("POST", "/api/access/sso/finish", { answer });
/** The whole way there and back. */
const goThrough = async (ask: Ask, person: { sub: string; login?: string }) =>
  finish(ask, issuer.consent(await start(ask), person));
const isIn = async (ask: Ask): Promise<boolean> =>
  (await ask("GET", "/api/access/me")).status === 200;
const lastAudit = async () =>
  db
    .selectFrom("audit")
    .select(["action", "object", "detail"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

/** Somebody who may come in by single sign-on. */
async function allowed(login: string): Promise<{ id: string; ask: Ask }> {
  const { id, ask } = await makeMember({ app: opened.app, db }, login);
  const admin = await signIn(opened.app, "admin", "onegrid-demo");
  const { body } = await admin<PersonReply>("PUT", `/api/access/people/${id}/sso`, {
    isAllowed: true,
  });
  expect(body).toMatchObject({ isSsoAllowed: true, isSsoLinked: false });
  expect(await lastAudit()).toMatchObject({ action: "access.allow-sso", object: login });
  return { id, ask };
}

test("the way there asks for a code with PKCE, state and nonce, and leaves a short strict cookie", async () => {
  const reply = await opened.app.inject({
    method: "POST",
    url: "/api/access/sso/start",
    headers: { "x-onegrid": "1", host: "grid.example.cn" },
  });
  const { address } = reply.json<SsoStart>();
  const query = Object.fromEntries(new URL(address).searchParams);
  expect(address.startsWith(`${issuer.address}/authorize?`)).toBe(true);
  expect(query).toMatchObject({
    response_type: "code",
    client_id: "onegrid",
    code_challenge_method: "S256",
    redirect_uri: "http://grid.example.cn/sign-in/sso",
  });
  expect(query["scope"]?.split(" ")).toContain("openid");
  expect(Object.keys(query)).toEqual(expect.arrayContaining(["state", "nonce", "code_challenge"]));
  expect(reply.cookies).toMatchObject([
    { name: SSO_COOKIE, path: "/api/access/sso", httpOnly: true, sameSite: "Strict", maxAge: 600 },
  ]);
  const rows = await db.selectFrom("sso_attempt").select("token_hash").execute();
  expect(rows.map((row) => row.token_hash)).not.toContain(reply.cookies[0]?.value);
});

test("whoever was allowed is let in, linked by the issuer's subject, and known by it from then on", async () => {
  const { id } = await allowed("wang.li");
  const ask = browser(opened.app);
  const { status, body, cookie } = await goThrough(ask, { sub: "sub-1", login: "wang.li" });
  expect([status, body.login]).toEqual([200, "wang.li"]);
  expect(cookie).toMatch(/^onegrid_session=[^;]+$/);
  expect(await isIn(ask)).toBe(true);
  expect(await lastAudit()).toMatchObject({ action: "access.sign-in", detail: { via: "sso" } });
  const link = await db
    .selectFrom("sso_link")
    .selectAll()
    .where("account_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(link).toMatchObject({ issuer: issuer.address, subject: "sub-1" });
  // Renamed at the issuer: still the same person.
  expect((await goThrough(browser(opened.app), { sub: "sub-1", login: "other" })).status).toBe(200);
  // The login given to somebody else there: not the same person.
  const taker = await goThrough(browser(opened.app), { sub: "sub-2", login: "wang.li" });
  expect(taker.body.code).toBe("access.sso-no-account");
});

test("claims that are told only to those who ask again are asked for", async () => {
  await allowed("short.token");
  issuer.isShort = true;
  const person = { sub: "sub-short", login: "short.token" };
  expect((await goThrough(browser(opened.app), person)).status).toBe(200);
});

test("no account, a closed one, one that was not allowed: the same answer, and none is made", async () => {
  const { id } = await allowed("closed.one");
  await db.updateTable("account").set({ closed_at: now() }).where("id", "=", id).execute();
  const before = await db.selectFrom("account").select("id").execute();
  const persons = [
    { sub: "a", login: "nobody.here" },
    { sub: "b", login: "closed.one" },
    { sub: "c", login: "planner" },
    { sub: "d" },
  ];
  for (const person of persons) {
    const ask = browser(opened.app);
    const { status, body } = await goThrough(ask, person);
    expect([status, body.code]).toEqual([403, "access.sso-no-account"]);
    expect(await isIn(ask)).toBe(false);
    expect(await lastAudit()).toMatchObject({
      ...{ action: "access.refuse", object: "", detail: { via: "sso", reason: "no account" } },
    });
  }
  expect(await db.selectFrom("account").select("id").execute()).toEqual(before);
});

test("where logins are trusted, accounts are linked without being allowed one by one, but no demo ones", async () => {
  await makeMember({ app: opened.app, db }, "trusted");
  const trusting = await openApp(db, { now, config: { sso: ssoWith({ link: "login" }) } });
  const person = { sub: "t", login: "trusted" };
  expect((await goThrough(browser(trusting.app), person)).status).toBe(200);
  const demo = await goThrough(browser(trusting.app), { sub: "u", login: "admin" });
  expect(demo.body.code).toBe("access.sso-no-account");
  await trusting.close();
});

test("taken back, the link is gone and whoever was in is out", async () => {
  const { id } = await allowed("was.allowed");
  const ask = browser(opened.app);
  await goThrough(ask, { sub: "w", login: "was.allowed" });
  const admin = await signIn(opened.app, "admin", "onegrid-demo");
  await admin("PUT", `/api/access/people/${id}/sso`, { isAllowed: false });
  expect(await lastAudit()).toMatchObject({ action: "access.forbid-sso" });
  expect(await isIn(ask)).toBe(false);
  const again = await goThrough(ask, { sub: "w", login: "was.allowed" });
  expect(again.body.code).toBe("access.sso-no-account");
});

test("a second factor of one's own is asked for after single sign-on too", async () => {
  const { ask: own } = await allowed("both");
  const { secret } = await enrol(own, now());
  const ask = browser(opened.app);
  expect((await goThrough(ask, { sub: "both", login: "both" })).status).toBe(202);
  expect(await isIn(ask)).toBe(false);
  clock += 30_000;
  const code = codeAt(secret, now());
  expect((await ask("POST", "/api/access/sign-in/code", { code })).status).toBe(200);
  expect(await lastAudit()).toMatchObject({ detail: { via: "sso", factor: "one-time" } });
});

const LIES: Readonly<Record<string, Spoil>> = {
  "a token for another client": { claims: (said) => ({ ...said, aud: "somebody-else" }) },
  "a token for two, meant for another": {
    claims: (said) => ({ ...said, aud: [CLIENT.id, "x"], azp: "x" }),
  },
  "a token of another issuer": { claims: (said) => ({ ...said, iss: "https://evil.example" }) },
  "another nonce": { claims: (said) => ({ ...said, nonce: "of another attempt" }) },
  "no nonce": { claims: (said) => ({ ...said, nonce: undefined }) },
  "a token that is over": {
    claims: (said) => ({ ...said, iat: Number(said["iat"]) - 900, exp: Number(said["exp"]) - 900 }),
  },
  "a token of tomorrow": { claims: (said) => ({ ...said, nbf: Number(said["iat"]) + 86_400 }) },
  "no subject": { claims: (said) => ({ ...said, sub: undefined }) },
  "no end": { claims: (said) => ({ ...said, exp: undefined }) },
  "no signature (alg none)": { signature: "none" },
  "the client's secret as key (HS256)": { signature: "hmac" },
  "somebody else's key": { signature: "stranger" },
  "a changed signature": { signature: "changed" },
  "no token at all": { withoutToken: true },
};

test("tokens that do not hold are refused with one sentence, and written down with what was wrong", async () => {
  await allowed("victim");
  const person = { sub: "victim", login: "victim" };
  const reasons: string[] = [];
  for (const [name, spoil] of Object.entries(LIES)) {
    issuer.spoil = spoil;
    const ask = browser(opened.app);
    const { status, body } = await goThrough(ask, person);
    expect([name, status, body.code]).toEqual([name, 401, "access.sso-refused"]);
    expect(await isIn(ask)).toBe(false);
    const { action, detail } = await lastAudit();
    expect([name, action]).toEqual([name, "access.refuse"]);
    reasons.push(`${name}: ${JSON.stringify(detail)}`);
  }
  issuer.spoil = {};
  expect((await goThrough(browser(opened.app), person)).status).toBe(200);
  // Each for what was wrong with it; the algorithm and the signature in two ways each.
  expect(new Set(reasons.map((reason) => reason.replace(/^.*?: /, ""))).size).toBe(12);
  expect(reasons.join()).not.toContain("eyJ"); // no token among the reasons
  console.info(`single sign-on: ${Object.keys(LIES).length} forged tokens refused`);
});

test("a code that is swapped, replayed or guessed opens nothing", async () => {
  await allowed("holder");
  const [mine, theirs] = [browser(opened.app), browser(opened.app)];
  const [there, other] = [await start(mine), await start(theirs)];
  const answer = issuer.consent(there, { sub: "holder", login: "holder" });
  const othersAnswer = issuer.consent(other, { sub: "attacker", login: "attacker" });
  const codeOf = (text: string) => new URLSearchParams(text).get("code") ?? "";
  // Somebody else's code under one's own state: the verifier does not fit.
  const swapped = answer.replace(codeOf(answer), codeOf(othersAnswer));
  expect((await finish(mine, swapped)).body.code).toBe("access.sso-refused");
  expect(await lastAudit()).toMatchObject({ detail: { reason: "invalid_grant" } });
  // What came back wrong counted: the true answer is too late now.
  expect((await finish(mine, answer)).body.code).toBe("access.sso-over");

  const once = browser(opened.app);
  const good = issuer.consent(await start(once), { sub: "holder", login: "holder" });
  expect((await finish(once, good)).status).toBe(200);
  expect((await finish(once, good)).body.code).toBe("access.sso-over");
  // The same code again on a new attempt.
  const state = new URL(await start(once)).searchParams.get("state") ?? "";
  const replayed = `?${new URLSearchParams({ code: codeOf(good), state })}`;
  expect((await finish(once, replayed)).body.code).toBe("access.sso-refused");
});

test("an answer that another browser got, with another state, too late, or twice at once is over", async () => {
  await allowed("careful");
  const person = { sub: "careful", login: "careful" };
  const mine = browser(opened.app);
  const answer = issuer.consent(await start(mine), person);
  // Handed to somebody as a link: they would be signed in as the one who began it.
  expect((await finish(browser(opened.app), answer)).body.code).toBe("access.sso-over");
  expect((await finish(mine, `${answer}x`)).body.code).toBe("access.sso-over");
  const late = issuer.consent(await start(mine), person);
  clock += 600_000;
  expect((await finish(mine, late)).body.code).toBe("access.sso-over");
  const twice = issuer.consent(await start(mine), person);
  const both = await Promise.all([finish(mine, twice), finish(mine, twice)]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("whoever says no at the issuer is told that it did not go through", async () => {
  const ask = browser(opened.app);
  const state = new URL(await start(ask)).searchParams.get("state") ?? "";
  const { body } = await finish(ask, `?${new URLSearchParams({ error: "access_denied", state })}`);
  expect(body.code).toBe("access.sso-refused");
  expect(await lastAudit()).toMatchObject({ detail: { reason: "access_denied" } });
});

test("an issuer that is down keeps nobody from starting or from signing in with a password", async () => {
  issuer.isAway = true;
  const fresh = await openApp(db, { now, config: { sso: ssoWith() } });
  const ask = browser(fresh.app);
  const state = async () => (await ask<SsoState>("GET", "/api/access/sso")).body;
  expect(await state()).toEqual({ isOn: true, label: "统一身份认证", isAway: true });
  const refused = await ask("POST", "/api/access/sso/start");
  expect([refused.status, refused.body.code]).toEqual([503, "access.sso-away"]);
  expect(await isIn(await signIn(fresh.app, "planner", "onegrid-demo"))).toBe(true);
  // It is not asked again by everybody who looks at the page meanwhile.
  const asked = issuer.asked.length;
  for (let looks = 0; looks < 20; looks += 1) await state();
  expect(issuer.asked.length).toBe(asked);
  issuer.isAway = false;
  clock += 3000;
  expect((await state()).isAway).toBe(false);

  await allowed("patient");
  const person = { sub: "patient", login: "patient" };
  const patient = browser(fresh.app);
  for (const fault of ["isAway", "isBroken"] as const) {
    const answer = issuer.consent(await start(patient), person);
    issuer[fault] = true;
    expect((await finish(patient, answer)).body.code).toBe("access.sso-away");
    issuer[fault] = false;
  }
  expect((await goThrough(patient, person)).status).toBe(200);
  await fresh.close();
});

test("a wrong client secret is the operator's to see, not the user's", async () => {
  const sso = ssoWith({ clientSecret: "mistyped" });
  const wrong = await openApp(db, { now, config: { sso } });
  const { body } = await goThrough(browser(wrong.app), { sub: "x", login: "x" });
  expect(body.code).toBe("access.sso-refused");
  expect(JSON.stringify(body)).not.toContain("client");
  expect(await lastAudit()).toMatchObject({ detail: { reason: "invalid_client" } });
  await wrong.close();
});

test("without a configuration there is no such door", async () => {
  const plain = await openApp(db, { now });
  const ask = browser(plain.app);
  expect((await ask("GET", "/api/access/sso")).body).toMatchObject({ isOn: false, isAway: false });
  expect((await ask("POST", "/api/access/sso/start")).body.code).toBe("access.sso-off");
  expect((await finish(ask, "?code=1")).body.code).toBe("access.sso-off");
  await plain.close();
});
