import { connect } from "node:net";
import { DatabaseUnavailable, type Db } from "@onegrid/db";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";
import { logForm } from "./log-form.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;
let log = "";

beforeAll(async () => {
  db = await openSmallTown(now);
  const logTo = { write: (line: string) => void (log += line) };
  opened = await openApp(db, { now, config: { logLevel: "trace", logTo } });
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

/** What must stand in no log, by the door that it comes through. */
const SECRETS = {
  password: "planted-password-4711",
  setUp: "planted-set-up-token-4712",
  oneTimeCode: "918273",
  cookie: "planted-session-4713",
  bearer: "og_plantedapikey4714",
  words: "planted words of a case 4715",
  query: "planted-query-4716",
  path: "planted-path-4717",
  file: "planted-file-4718.csv",
  key: "planted-key-4719",
  header: "planted-header-4720",
};

/** Requests that are let through, refused, and broken on the way, each with secrets in every place. */
async function plantEverywhere(): Promise<number> {
  const signedIn = await headersOf(opened.app, "dispatcher");
  const planted = {
    "x-onegrid": "1",
    cookie: `onegrid_session=${SECRETS.cookie}; other=${SECRETS.cookie}`,
    authorization: `Bearer ${SECRETS.bearer}`,
    "x-api-key": SECRETS.bearer,
    "x-anything": SECRETS.header,
    "user-agent": SECRETS.header,
  };
  const { authorization: _key, ...unlocked } = planted;
  const query = `?q=${SECRETS.query}&after=${SECRETS.query}&token=${SECRETS.setUp}`;
  const body = {
    login: "planner",
    password: SECRETS.password,
    code: SECRETS.oneTimeCode,
    token: SECRETS.setUp,
    displayName: SECRETS.words,
    description: SECRETS.words,
    note: SECRETS.words,
    [SECRETS.key]: SECRETS.words,
  };
  const form = `--b\r\ncontent-disposition: form-data; name="file"; filename="${SECRETS.file}"\r\n\r\n${SECRETS.words}`;
  const broken = `{"password":"${SECRETS.password}" "${SECRETS.words}"`;
  const asks: InjectOptions[] = [];
  for (const { method, url } of opened.app.ruledRoutes) {
    if (method === "HEAD" || url === "/api/stream" || url.endsWith("sign-out")) continue;
    const address = url.replaceAll(/:\w+/g, SECRETS.path) + query;
    // A session and a key at once are refused before anything else happens.
    for (const headers of [planted, { ...unlocked, ...signedIn }]) {
      const known = (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).find(
        (one) => one === method,
      );
      const ask = { method: known ?? "GET", url: address, headers };
      asks.push({ ...ask, ...(known !== "GET" && { payload: body }) });
      if (known === "GET") continue;
      asks.push({
        ...ask,
        payload: broken,
        headers: { ...headers, "content-type": "application/json" },
      });
      const type = "multipart/form-data; boundary=b";
      asks.push({ ...ask, payload: form, headers: { ...headers, "content-type": type } });
    }
  }
  const admin = {
    ...unlocked,
    ...(await headersOf(opened.app, "admin")),
    "content-type": "multipart/form-data; boundary=b",
  };
  asks.push({ method: "POST", url: `/api/imports${query}`, headers: admin, payload: form });
  asks.push({
    method: "POST",
    url: `/api/imports${query}`,
    headers: admin,
    payload: `${form}\r\n--b--\r\n`,
  });
  asks.push({ url: `/api/cases/%zz${SECRETS.path}${query}`, headers: planted });
  asks.push({ url: `/api/plans/${SECRETS.path.repeat(200)}${query}`, headers: planted });
  for (const ask of asks) await opened.app.inject(ask);
  return asks.length;
}

/** Bytes that are no request, on a real line: the parser's error carries them. */
async function sayGarbage(): Promise<void> {
  await opened.app.listen({ host: "127.0.0.1", port: 0 });
  const [address] = opened.app.addresses();
  const port = typeof address === "object" ? address.port : 0;
  const lines = `GET / HTTP/1.1\r\ncookie: ${SECRETS.cookie}\r\nauthorization: ${SECRETS.bearer}\r\nbad header\r\n\r\n`;
  await new Promise<void>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(lines));
    socket.on("close", () => resolve());
    socket.on("data", () => undefined);
    socket.on("error", () => undefined);
  });
}

test("no secret and no word that somebody typed stands in the log, whatever door it came through", async () => {
  const count = await plantEverywhere();
  await sayGarbage();
  for (const [door, secret] of Object.entries(SECRETS))
    expect([door, log.includes(secret)]).toEqual([door, false]);
  // It is a log all the same.
  const lines = log.trim().split("\n");
  expect(lines.length).toBeGreaterThan(count);
  expect(log).toContain('"route":"/api/access/sign-in"');
  expect(log).toContain('"msg":"not a request"');
  console.info(
    `${count} requests with ${Object.keys(SECRETS).length} secrets, ${lines.length} lines, ${log.length} bytes`,
  );
}, 60_000);

test("the number of a refusal is the number of its lines in the log", async () => {
  log = "";
  const reply = await opened.app.inject("/api/areas");
  const { instance } = reply.json<{ instance: string }>();
  const lines = log
    .trim()
    .split("\n")
    .map((line): { reqId?: string; msg?: string } => JSON.parse(line));
  const mine = lines.filter(({ reqId }) => reqId === instance).map(({ msg }) => msg);
  expect(mine).toEqual(expect.arrayContaining(["incoming request", "request completed"]));
  const other = (await opened.app.inject("/api/areas")).json<{ instance: string }>().instance;
  expect(other).not.toBe(instance);
});

test("a fault is logged with its place and code, without what the database quotes", () => {
  const told = Object.assign(
    new Error(`invalid input syntax for type integer: "${SECRETS.words}"`),
    { code: "22P02", severity: "ERROR", detail: `Key (login)=(${SECRETS.words}) already exists.` },
    { where: SECRETS.words, table: "account", constraint: "account_login_key", column: "login" },
  );
  const wrapped = new DatabaseUnavailable(told, false);
  const text = JSON.stringify([
    logForm.err(told),
    logForm.err(wrapped),
    logForm.err(SECRETS.words),
  ]);
  expect(text).not.toContain(SECRETS.words);
  expect(logForm.err(told)).toMatchObject({
    type: "Error",
    code: "22P02",
    table: "account",
    constraint: "account_login_key",
    message: "invalid input syntax for type integer: …",
    stack: expect.stringContaining("log.test.ts"),
  });
  for (const message of [
    `Unexpected token 'p', "${SECRETS.words}" is not valid JSON`,
    `duplicate key (a)=(${SECRETS.words})`,
    `cut off in "${SECRETS.words}`,
    `a quote \\" in "x\\"${SECRETS.words}"`,
  ])
    expect(JSON.stringify(logForm.err(new SyntaxError(message)))).not.toContain(SECRETS.words);
});
