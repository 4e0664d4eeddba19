import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Db } from "@onegrid/db";
import { append, head } from "@onegrid/db/events";
import { openFilledDatabase, openTestDatabase } from "@onegrid/db/test-database";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { seedFirstAccounts } from "../src/access/demo-accounts.ts";
import { makeFirstRun } from "../src/access/first-run.ts";
import { SESSION_COOKIE } from "../src/access/session-cookie.ts";
import { openSession } from "../src/access/sessions.ts";
import { buildApp } from "../src/app.ts";
import { seedDemo } from "../src/ingest/seed-demo.ts";
import { openLiveHub } from "../src/live/hub.ts";
import { headersOf } from "./open-app.ts";
import { TEST_SECRET_BOX } from "./secret-box.ts";

/** What only an event of a test says. */
const END = "the end of the test";

/** The moment at which every test takes place. */
export const NOW = new Date("2026-11-20T10:00:00+08:00");

export interface DemoTown {
  readonly db: Db;
  readonly app: FastifyInstance;
  readonly dataDir: string;
  /** Signs a demo account in and answers how to ask as it. */
  readonly as: (login: string) => Promise<Asker>;
  /** Somebody who holds an account, without the door that counts tries. */
  readonly asHolder: (accountId: string) => Promise<Asker>;
  readonly countCases: () => Promise<number>;
  /** Writes an event that everybody hears, for `heard` to stop at. */
  readonly markEnd: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Asker {
  readonly get: <T = Record<string, unknown>>(url: string) => Promise<Answer<T>>;
  readonly post: <T = Record<string, unknown>>(url: string, payload?: object) => Promise<Answer<T>>;
  readonly put: <T = Record<string, unknown>>(url: string, payload: object) => Promise<Answer<T>>;
  readonly delete: (url: string) => Promise<Answer<undefined>>;
  /** Sends files as a browser's form does, by name. */
  readonly upload: <T>(
    url: string,
    files: Readonly<Record<string, string | Uint8Array>>,
  ) => Promise<Answer<T>>;
  /** Everything a stream tells that begins before all events and ends at `markEnd`. */
  readonly heard: () => Promise<string>;
  /** The first message of a stream, or why there is none. */
  readonly firstHeard: (url: string) => Promise<string>;
  /** For requests of another kind. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: (url: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
}

export const openDemoDatabase = (): Promise<Db> =>
  openFilledDatabase("estate", (db) => seedDemo(db, { size: "estate", now: () => NOW }));

/** A real database with a small made-up district in it, and the whole server in front of it. */
export async function openDemoTown(): Promise<DemoTown> {
  return openTown(await openDemoDatabase());
}

/** The same server in front of a store that holds nothing but its first accounts. */
export async function openEmptyTown(): Promise<DemoTown> {
  const db = await openTestDatabase();
  await seedFirstAccounts(db);
  return openTown(db);
}

async function openTown(db: Db): Promise<DemoTown> {
  const hub = await openLiveHub(db, {
    pollMs: 200,
    onError: (error) => {
      throw error;
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "onegrid-town-"));
  const config = {
    isSecure: false,
    webDir: "/nowhere",
    logLevel: "silent",
    basemap: undefined,
    secondFactor: "off" as const,
    sso: undefined,
    dataDir,
  };
  const app = await buildApp({
    db,
    config,
    now: () => NOW,
    status: () => "up",
    hub,
    firstRun: makeFirstRun(db),
    secretBox: TEST_SECRET_BOX,
  });
  return {
    db,
    app,
    dataDir,
    as: async (login) => askerFor(app, db, await headersOf(app, login)),
    asHolder: async (accountId) => {
      const token = await openSession(db, { accountId, device: "" }, NOW);
      return askerFor(app, db, { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" });
    },
    countCases: async () => (await db.selectFrom("dispatch_case").select("id").execute()).length,
    markEnd: async () => {
      const payload = { mark: END };
      const mark = { kind: "layers.changed", subject: "end", scopePath: [], payload } as const;
      await db.transaction().execute((trx) => append(trx, [mark]));
    },
    close: async () => {
      await hub.close();
      await app.close();
      await db.destroy();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function askerFor(app: FastifyInstance, db: Db, headers: Asker["headers"]): Asker {
  const answer = <T>(reply: Awaited<ReturnType<Asker["raw"]>>): Answer<T> => ({
    status: reply.statusCode,
    body: reply.body === "" ? (undefined as T) : reply.json<T>(),
    headers: reply.headers,
  });
  return {
    get: async (url) => answer(await app.inject({ url, headers })),
    post: async (url, payload = {}) =>
      answer(await app.inject({ method: "POST", url, headers, payload })),
    put: async (url, payload) => answer(await app.inject({ method: "PUT", url, headers, payload })),
    delete: async (url) => answer(await app.inject({ method: "DELETE", url, headers })),
    upload: async (url, files) => {
      const { payload, contentType } = formOf(files);
      const more = { ...headers, "content-type": contentType };
      return answer(await app.inject({ method: "POST", url, headers: more, payload }));
    },
    heard: async () => {
      const { epoch } = await head(db);
      const url = `/api/stream?after=${epoch}:0`;
      const reply = await app.inject({ url, headers, payloadAsStream: true });
      let text = "";
      for await (const piece of reply.stream()) {
        text += String(piece);
        if (text.includes(END)) break;
      }
      return text;
    },
    firstHeard: async (url) => {
      const reply = await app.inject({ url, headers, payloadAsStream: true });
      let text = "";
      for await (const piece of reply.stream()) {
        text += String(piece);
        if (/\ndata: .*\n\n/.test(text)) break;
      }
      return text;
    },
    headers,
    raw: (url, more = {}) => app.inject({ url, headers: { ...headers, ...more } }),
  };
}

const BOUNDARY = "----onegrid-test-boundary";

/** `multipart/form-data` (RFC 7578) with one part per file. */
function formOf(files: Readonly<Record<string, string | Uint8Array>>): {
  payload: Buffer;
  contentType: string;
} {
  const parts = Object.entries(files).flatMap(([name, content]) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
        "content-type: application/octet-stream\r\n\r\n",
    ),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
  };
}
