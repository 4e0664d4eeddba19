import type { Me, PersonReply } from "@onegrid/core/access/contract";
import type {
  CodeDue,
  EnrolmentReply,
  FactorReply,
  RecoveryCodesReply,
} from "@onegrid/core/access/second-factor-contract";
import type { Db } from "@onegrid/db";
import { insertAccounts } from "@onegrid/db/access";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { browser, type Ask } from "../../test/browser.ts";
import { codeAt, enrol, GOOD_PASSWORD, makeMember, signIn } from "../../test/members.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";
import { hashPassword } from "./passwords.ts";
import { openSecretBox } from "./secret-box.ts";
import { STEP_COOKIE } from "./session-cookie.ts";

// Passwords and recovery codes are slow on purpose, and each test has a server of its own.
vi.setConfig({ testTimeout: 60_000 });

const STEP_MS = 30_000;
let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);
/** The next code of everybody's authenticator. */
const nextCode = (secret: string): string => codeAt(secret, new Date((clock += STEP_MS)));

let db: Db;
let opened: OpenedApp;
let app: FastifyInstance;

beforeAll(async () => {
  db = await openSmallTown(now);
}, 60_000);
// Sixty tries a minute and address: each test has its own.
beforeEach(async () => {
  await opened?.close();
  opened = await openApp(db, { now });
  app = opened.app;
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const proof = { password: GOOD_PASSWORD };
const give = (ask: Ask, code: string) =>
  ask<Me & { code: string }>("POST", "/api/access/sign-in/code", { code });
const factorOf = async (ask: Ask) => (await ask<FactorReply>("GET", "/api/access/factor")).body;
const isIn = async (ask: Ask): Promise<boolean> =>
  (await ask("GET", "/api/access/me")).status === 200;
const lastAudit = async (): Promise<{ action: string; object: string; detail: unknown }> =>
  db
    .selectFrom("audit")
    .select(["action", "object", "detail"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

test("a second factor is set up with the password and a first code; other sessions end", async () => {
  const { ask } = await makeMember({ app, db }, "chen.yu");
  const elsewhere = await signIn(app, "chen.yu");
  expect(await factorOf(ask)).toEqual({
    ...{ isOn: false, since: null, recoveryLeft: 0, isDemanded: false },
  });
  const begin = (password: string) =>
    ask<EnrolmentReply & { code: string }>("POST", "/api/access/factor/enrolment", { password });
  expect((await begin("wrong")).body.code).toBe("access.wrong-password");
  const { secret, address, picture } = (await begin(GOOD_PASSWORD)).body;
  expect(address).toContain(secret);
  expect(picture).toMatch(/^<svg /);

  const confirm = (code: string) =>
    ask<RecoveryCodesReply & { code: string }>("POST", "/api/access/factor/confirm", { code });
  for (const wrong of ["000000", "abc", codeAt(secret, new Date(clock + 90_000))])
    expect((await confirm(wrong)).body.code).toBe("access.wrong-code");
  expect((await factorOf(ask)).isOn).toBe(false);
  await signIn(app, "chen.yu"); // one step is enough until it is confirmed

  const before = (await ask("GET", "/api/access/me")).cookie;
  const done = await confirm(codeAt(secret, now()));
  expect(new Set(done.body.codes).size).toBe(10);
  expect(done.cookie).not.toBe(before);
  expect(await isIn(elsewhere)).toBe(false);
  expect(await factorOf(ask)).toMatchObject({
    ...{ isOn: true, since: now().toISOString(), recoveryLeft: 10 },
  });
  expect((await confirm(codeAt(secret, now()))).body.code).toBe("access.enrolment-over");
  expect(await lastAudit()).toMatchObject({ action: "access.enrol-factor", object: "chen.yu" });
});

test("neither the secret nor a recovery code can be read from the tables or the audit", async () => {
  const { ask, id } = await makeMember({ app, db }, "sealed");
  const { secret, recovery } = await enrol(ask, now());
  const factor = await db.selectFrom("account_factor").selectAll().execute();
  const codes = await db.selectFrom("recovery_code").selectAll().execute();
  const said = [
    await db.selectFrom("audit").selectAll().execute(),
    await db.selectFrom("event_log").selectAll().execute(),
  ];
  const mine = factor.find((row) => row.account_id === id);
  expect(mine?.secret?.length).toBeGreaterThan(32);
  const text = [
    ...factor.flatMap((row) => [row.secret, row.pending_secret]),
    ...codes.map(({ hash }) => hash),
    Buffer.from(JSON.stringify(said)),
  ]
    .map((bytes) => bytes?.toString("latin1"))
    .join(" ");
  for (const plain of [secret, ...recovery]) expect(text).not.toContain(plain);
});

test("the password alone opens nothing; the code after it does", async () => {
  const { secret } = await enrol((await makeMember({ app, db }, "two.steps")).ask, now());
  const ask = browser(app);
  const first = await ask<CodeDue>("POST", "/api/access/sign-in", { login: "two.steps", ...proof });
  expect(first.status).toBe(202);
  expect(first.body).toEqual({
    isCodeDue: true,
    expiresAt: new Date(clock + 300_000).toISOString(),
  });
  expect(await lastAudit()).toMatchObject({ action: "access.pass-first", object: "two.steps" });
  const token = /=(.*)$/.exec(first.cookie ?? "")?.[1] ?? "";
  for (const cookie of [`${STEP_COOKIE}=${token}`, `onegrid_session=${token}`])
    for (const url of [
      "/api/access/me",
      "/api/areas",
      "/api/access/factor",
      "/api/access/sessions",
    ])
      expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(401);
  expect((await give(ask, "000000")).body.code).toBe("access.wrong-code");
  expect(await lastAudit()).toMatchObject({ action: "access.refuse", object: "two.steps" });
  const entered = await give(ask, nextCode(secret));
  expect(entered.body).toMatchObject({ login: "two.steps", mustEnrolFactor: false });
  expect(entered.cookie).toMatch(/^onegrid_session=[^;]+$/); // the other cookie is gone
  expect(await lastAudit()).toMatchObject({
    ...{ action: "access.sign-in", detail: { factor: "one-time" } },
  });
  expect((await ask("GET", "/api/areas")).status).toBe(200);
});

test("the step's cookie is out of reach of scripts and other sites, short, and sent nowhere else", async () => {
  const reply = await app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login: "two.steps", ...proof },
  });
  expect(reply.cookies).toMatchObject([
    {
      name: STEP_COOKIE,
      path: "/api/access/sign-in",
      httpOnly: true,
      sameSite: "Strict",
      maxAge: 300,
    },
  ]);
  const hashes = await db.selectFrom("sign_in_step").select("token_hash").execute();
  expect(hashes.map((row) => row.token_hash)).not.toContain(reply.cookies[0]?.value);
});

test("a code counts once, none before it counts, and a clock may be half a minute off", async () => {
  const { secret } = await enrol((await makeMember({ app, db }, "once")).ask, now());
  const used = codeAt(secret, now());
  const tryCode = async (code: string) => (await give(await signIn(app, "once"), code)).status;
  expect(await tryCode(used)).toBe(401); // it was shown when the factor was set up
  clock += 10 * STEP_MS;
  const [late, present, early, tooEarly, tooLate] = [-1, 0, 1, 2, -2].map((steps) =>
    codeAt(secret, new Date(clock + steps * STEP_MS)),
  );
  expect(await tryCode(tooLate ?? "")).toBe(401);
  expect(await tryCode(tooEarly ?? "")).toBe(401);
  expect(await tryCode(late ?? "")).toBe(200);
  expect(await tryCode(late ?? "")).toBe(401);
  expect(await tryCode(early ?? "")).toBe(200);
  expect(await tryCode(present ?? "")).toBe(401); // earlier than the last one that counted
});

test("of many who come with one code at the same moment, one is let in", async () => {
  const { secret, recovery } = await enrol((await makeMember({ app, db }, "race")).ask, now());
  let tries = 0;
  for (const code of [nextCode(secret), recovery[0] ?? ""]) {
    const asks = await Promise.all(Array.from({ length: 5 }, () => signIn(app, "race")));
    const statuses = await Promise.all(asks.map(async (ask) => (await give(ask, code)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // Whoever comes late meets the brake already.
    expect(statuses.filter((status) => status === 401 || status === 429)).toHaveLength(4);
    tries += asks.length;
  }
  console.info(`second factor: ${tries} simultaneous uses of 2 codes, 2 let in`);
});

test("a recovery code counts once, however it is typed", async () => {
  const { recovery } = await enrol((await makeMember({ app, db }, "lost.phone")).ask, now());
  const [first = "", second = ""] = recovery;
  const ask = await signIn(app, "lost.phone");
  const typed = `${first.slice(0, 4)}-${first.slice(4, 8)} ${first.slice(8)}`.toUpperCase();
  expect((await give(ask, typed)).status).toBe(200);
  expect((await factorOf(ask)).recoveryLeft).toBe(9);
  expect(await lastAudit()).toMatchObject({ detail: { factor: "recovery" } });
  expect((await give(await signIn(app, "lost.phone"), first)).body.code).toBe("access.wrong-code");
  expect((await give(await signIn(app, "lost.phone"), second)).status).toBe(200);
});

test("the second step waits five minutes, works once, and ends when the account is closed", async () => {
  const { secret } = await enrol((await makeMember({ app, db }, "slow")).ask, now());
  const late = await signIn(app, "slow");
  clock += 300_000;
  expect((await give(late, nextCode(secret))).body.code).toBe("access.step-over");
  expect((await give(browser(app), nextCode(secret))).body.code).toBe("access.step-over");
  const closed = await signIn(app, "slow");
  const account = db.updateTable("account").where("login", "=", "slow");
  await account.set({ closed_at: now() }).execute();
  expect((await give(closed, nextCode(secret))).body.code).toBe("access.step-over");
  await account.set({ closed_at: null }).execute();
});

test("wrong codes are slowed from every address, and the right password does not wipe them out", async () => {
  const { secret } = await enrol((await makeMember({ app, db }, "guessed")).ask, now());
  for (let tries = 0; tries < 5; tries += 1)
    expect((await give(await signIn(app, "guessed"), "000000")).status).toBe(401);
  const braked = await give(await signIn(app, "guessed"), nextCode(secret).replace(/./g, "0"));
  expect(braked.status).toBe(401); // 30 s have passed
  const reply = await app.inject({
    method: "POST",
    url: "/api/access/sign-in/code",
    remoteAddress: "10.9.9.9",
    headers: { "x-onegrid": "1", cookie: cookieOf(await stepOf("guessed")) },
    payload: { code: codeAt(secret, now()) },
  });
  expect(reply.json()).toMatchObject({ code: "access.too-many-attempts", seconds: 2 });
  clock += 2000;
  expect((await give(await signIn(app, "guessed"), nextCode(secret))).status).toBe(200);
  expect((await give(await signIn(app, "guessed"), "000000")).status).toBe(401);
});

const cookieOf = (token: string): string => `${STEP_COOKIE}=${token}`;
async function stepOf(login: string): Promise<string> {
  const payload = { login, ...proof };
  const headers = { "x-onegrid": "1" };
  const reply = await app.inject({ method: "POST", url: "/api/access/sign-in", headers, payload });
  return reply.cookies[0]?.value ?? "";
}

test("switching off, moving and renewing want the password and a code", async () => {
  const { ask, secret, recovery } = await enrol(
    (await makeMember({ app, db }, "owner")).ask,
    now(),
  );
  const routes = ["off", "recovery-codes", "enrolment"].map((name) => `/api/access/factor/${name}`);
  for (const url of routes) {
    expect((await ask("POST", url, proof)).body.code).toBe("access.wrong-code");
    expect((await ask("POST", url, { password: "x", code: nextCode(secret) })).body.code).toBe(
      "access.wrong-password",
    );
  }
  const renewed = await ask<RecoveryCodesReply>("POST", "/api/access/factor/recovery-codes", {
    ...{ ...proof, code: nextCode(secret) },
  });
  expect((await give(await signIn(app, "owner"), recovery[3] ?? "")).status).toBe(401);
  expect((await give(await signIn(app, "owner"), renewed.body.codes[3] ?? "")).status).toBe(200);

  const moved = await ask<EnrolmentReply>("POST", "/api/access/factor/enrolment", {
    ...{ ...proof, code: nextCode(secret) },
  });
  expect((await give(await signIn(app, "owner"), nextCode(secret))).status).toBe(200);
  const code = nextCode(moved.body.secret);
  expect((await ask("POST", "/api/access/factor/confirm", { code })).status).toBe(200);
  expect(await lastAudit()).toMatchObject({ action: "access.move-factor" });
  expect((await give(await signIn(app, "owner"), nextCode(secret))).status).toBe(401);

  const off = { ...proof, code: nextCode(moved.body.secret) };
  expect((await ask("POST", "/api/access/factor/off", off)).status).toBe(204);
  expect(await isIn(await signIn(app, "owner"))).toBe(true);
  expect((await ask("POST", "/api/access/factor/off", proof)).body.code).toBe("access.factor-off");
});

test("setting up that is not finished is over after a quarter of an hour", async () => {
  const { ask } = await makeMember({ app, db }, "begun");
  const { body } = await ask<EnrolmentReply>("POST", "/api/access/factor/enrolment", proof);
  clock += 15 * 60_000;
  const code = codeAt(body.secret, now());
  expect((await ask("POST", "/api/access/factor/confirm", { code })).body.code).toBe(
    "access.enrolment-over",
  );
});

test("an administrator takes a lost factor away in their own area; whoever was in is out", async () => {
  const { ask, id } = await makeMember({ app, db }, "help.me");
  const { secret } = await enrol(ask, now());
  const half = await signIn(app, "help.me");
  const admin = await signIn(app, "admin", "onegrid-demo");
  const reset = (who: Ask) => who<PersonReply>("POST", `/api/access/people/${id}/factor-reset`);
  expect((await reset(ask)).status).toBe(403);
  const { status, body } = await reset(admin);
  expect([status, body.hasFactor]).toEqual([200, false]);
  expect(await lastAudit()).toMatchObject({ action: "access.reset-factor", object: "help.me" });
  expect(await isIn(ask)).toBe(false);
  expect((await give(half, nextCode(secret))).body.code).toBe("access.step-over");
  expect(await isIn(await signIn(app, "help.me"))).toBe(true);
  expect((await reset(admin)).body).toMatchObject({ code: "access.factor-off" });
});

test("where it is asked for, nothing but setting it up may be done before; demo accounts are left alone", async () => {
  const strict = await openApp(db, { now, config: { secondFactor: "administrators" } });
  const { ask: early } = await makeMember({ app, db }, "boss", "administrator");
  const ask = await signIn(strict.app, "boss");
  expect((await ask<Me>("GET", "/api/access/me")).body.mustEnrolFactor).toBe(true);
  for (const url of ["/api/areas", "/api/access/people", "/api/access/sessions"])
    expect((await ask("GET", url)).body.code).toBe("access.factor-due");
  expect(await isIn(early)).toBe(true);
  const { secret } = await enrol(ask, now());
  expect((await ask<Me>("GET", "/api/access/me")).body.mustEnrolFactor).toBe(false);
  expect((await ask("GET", "/api/areas")).status).toBe(200);
  expect((await factorOf(ask)).isDemanded).toBe(true);
  const off = { ...proof, code: nextCode(secret) };
  expect((await ask("POST", "/api/access/factor/off", off)).body.code).toBe(
    "access.factor-demanded",
  );

  await makeMember({ app, db }, "no.boss", "planner");
  for (const [login, password] of [["no.boss"], ["admin", "onegrid-demo"]] as const) {
    const who = await signIn(strict.app, login, password);
    expect((await who("GET", "/api/areas")).status).toBe(200);
  }
  await strict.close();
});

test("a key that was changed is told; the former one beside it opens, and what it opened is sealed anew", async () => {
  const { ask, id } = await makeMember({ app, db }, "rotated");
  const { secret, recovery } = await enrol(ask, now());
  const other = openSecretBox(new Uint8Array(32).fill(9));
  const withBox = (secretBox: typeof other) => openApp(db, { now, secretBox });
  const lost = await withBox(other);
  expect((await give(await signIn(lost.app, "rotated"), nextCode(secret))).body.code).toBe(
    "access.secret-unreadable",
  );
  expect((await give(await signIn(lost.app, "rotated"), recovery[0] ?? "")).status).toBe(200);
  await lost.close();
  const former = new Uint8Array(32).fill(7);
  const rotating = await withBox(openSecretBox(new Uint8Array(32).fill(9), former));
  expect((await give(await signIn(rotating.app, "rotated"), nextCode(secret))).status).toBe(200);
  await rotating.close();
  const row = await db
    .selectFrom("account_factor")
    .select("secret")
    .where("account_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(other.unseal(row.secret ?? Buffer.alloc(0), `totp:${id}`)).toBe(secret);
});

test("a handed password ends a sign-in that waits for its code", async () => {
  const { ask, id } = await makeMember({ app, db }, "handed");
  const { secret } = await enrol(ask, now());
  const half = await signIn(app, "handed");
  const admin = await signIn(app, "admin", "onegrid-demo");
  await admin("POST", `/api/access/people/${id}/password`);
  expect((await give(half, nextCode(secret))).body.code).toBe("access.step-over");
});

test("accounts without a second factor are as they were", async () => {
  const passwordHash = await hashPassword("plain-and-long-enough");
  await insertAccounts(db, [
    { id: "p", login: "plain", displayName: "p", passwordHash, isDemo: false, waitingRoles: [] },
  ]);
  expect(await isIn(await signIn(app, "plain", "plain-and-long-enough"))).toBe(true);
});
