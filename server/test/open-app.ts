import type { DatabaseStatus, Db } from "@onegrid/db";
import type { FastifyInstance } from "fastify";
import { makeFirstRun, type FirstRun } from "../src/access/first-run.ts";
import { buildApp, type AppOptions } from "../src/app.ts";
import { openLiveHub, type LiveHub } from "../src/live/hub.ts";
import { TEST_SECRET_BOX } from "./secret-box.ts";

export interface OpenedApp {
  readonly app: FastifyInstance;
  readonly hub: LiveHub;
  readonly firstRun: FirstRun;
  readonly close: () => Promise<void>;
}

/** The whole server in front of a database, with a clock and a status that the test sets. */
export async function openApp(
  db: Db,
  options: {
    now: () => Date;
    config?: Partial<AppOptions["config"]>;
    status?: () => DatabaseStatus;
    heartbeatMs?: number;
    secretBox?: AppOptions["secretBox"];
  },
): Promise<OpenedApp> {
  const { now, config, status = () => "up", heartbeatMs = 15_000 } = options;
  const { secretBox = TEST_SECRET_BOX } = options;
  const hub = await openLiveHub(db, { pollMs: 20, onError: () => undefined });
  const firstRun = makeFirstRun(db);
  const app = await buildApp({
    firstRun,
    secretBox,
    db,
    config: {
      isSecure: false,
      webDir: "/nowhere",
      logLevel: "silent",
      basemap: undefined,
      secondFactor: "off",
      sso: undefined,
      dataDir: "/nowhere",
      ...config,
    },
    now,
    status,
    hub,
    heartbeatMs,
  });
  return {
    app,
    hub,
    firstRun,
    close: async () => {
      await hub.close();
      await app.close();
    },
  };
}

/** Signs in and answers the headers to ask with. */
export async function headersOf(
  app: FastifyInstance,
  login: string,
): Promise<{ cookie: string; "x-onegrid": string }> {
  const reply = await app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers: { "x-onegrid": "1" },
    payload: { login, password: "onegrid-demo" },
  });
  const [cookie] = reply.cookies;
  if (!cookie) throw new Error(`${login} could not sign in: ${reply.body}`);
  return { cookie: `${cookie.name}=${cookie.value}`, "x-onegrid": "1" };
}
