import { fail, ok, type Result } from "@onegrid/core/result";
import {
  lossOf,
  migrate,
  openDatabase,
  type DatabaseRefusal,
  type OpenedDatabase,
} from "@onegrid/db";
import { sweepUnfinishedBatches } from "@onegrid/db/ingest";
import type { FastifyInstance } from "fastify";
import { makeFirstRun, type FirstRun } from "./access/first-run.ts";
import { installationSecretBox } from "./access/installation-secret-box.ts";
import { buildApp } from "./app.ts";
import type { Config } from "./config.ts";
import { startContactPurger } from "./dispatch/contacts/purge-contacts.ts";
import { startPositionPurger } from "./dispatch/positions/purge-positions.ts";
import { startClockSweeper } from "./dispatch/clocks/sweep-clocks.ts";
import { startSpanMaking } from "./dispatch/replay/make-spans.ts";
import { startWebhookSender } from "./dispatch/webhooks/webhook-sender.ts";
import { openLiveHub, type LiveHub } from "./live/hub.ts";

/** How long a commit of another process may wait; where there is none, the hint of our own is enough. */
const POLL_MS = { server: 100, embedded: 1_000 };
/** Writing a city in is one transaction of minutes; a database that hangs is noticed by its watchdog. */
const QUERY_TIMEOUT_MS = 10 * 60_000;
/**
 * Connections that may wait to be taken: after a restart every screen of a centre comes back at the same
 * moment. One that finds no room tries again after 1, 2, 4 and 8 s, by TCP's own rule.
 */
const MOST_WAITING = 4096;

export type ServeRefusal =
  | DatabaseRefusal
  | { readonly code: "server.port-taken"; readonly port: number }
  | { readonly code: "server.port-forbidden"; readonly port: number };

export interface ServeOptions {
  readonly config: Config;
  readonly now: () => Date;
  /** Before the first request: seeding a demo, for example. */
  readonly prepare?: (opened: OpenedDatabase) => Promise<void>;
  /** Says that a step has begun, for whoever waits in front of a terminal. */
  readonly onStep?: (step: "database" | "migrate" | "listen") => void;
}

export interface Running {
  readonly address: string;
  readonly opened: OpenedDatabase;
  /** Where the first account is made, with its token; `null` once there is one. */
  readonly setUpAddress: string | null;
  readonly close: () => Promise<void>;
}

/** Opens the store, brings it up to date and listens. Ends tidily whatever step refuses. */
export async function serve(options: ServeOptions): Promise<Result<Running, ServeRefusal>> {
  const { config, now, prepare, onStep } = options;
  onStep?.("database");
  const { databaseUrl, dataDir } = config;
  const database = await openDatabase({
    databaseUrl,
    dataDir: `${dataDir}/database`,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
  });
  if (!database.ok) return database;
  const opened = database.value;
  try {
    onStep?.("migrate");
    await migrate(opened.db);
    await sweepUnfinishedBatches(opened.db, now());
    await prepare?.(opened);
    return await open(opened, options);
  } catch (error) {
    const refusal = await opened.explainLoss(error);
    await opened.close();
    if (refusal === undefined) throw error;
    return fail(refusal);
  }
}

async function open(
  opened: OpenedDatabase,
  options: ServeOptions,
): Promise<Result<Running, ServeRefusal>> {
  const { config, onStep } = options;
  const firstRun = makeFirstRun(opened.db);
  const { app, hub, stopJobs } = await build(opened, firstRun, options);
  const stop = async (): Promise<void> => {
    // Streams never end by themselves: they would keep the server from closing.
    await hub.close();
    await stopJobs();
    await app.close();
  };
  const close = async (): Promise<void> => {
    await stop();
    await opened.close();
  };
  try {
    // Asked before anybody can ask us: a database that goes away now must not leave a server without one.
    const isFirstRun = await firstRun.isOpen();
    onStep?.("listen");
    const address = await listen(app, config);
    if (!address.ok) {
      await close();
      return address;
    }
    await opened.announce(address.value);
    // After the `#`: browsers send it to nobody, so it stands in no log.
    const setUpAddress = isFirstRun ? `${address.value}/set-up#${firstRun.token}` : null;
    return ok({ address: address.value, opened, setUpAddress, close });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  opened: OpenedDatabase,
  firstRun: FirstRun,
  { config, now }: ServeOptions,
): Promise<{ app: FastifyInstance; hub: LiveHub; stopJobs: () => Promise<void> }> {
  const { db, status } = opened;
  let app: FastifyInstance | undefined;
  const onError = (error: unknown): void => {
    // While the database is away nothing can be read, ten times a second: it is told once, below.
    if (lossOf(error) === undefined) app?.log.error(error);
  };
  const pollMs = config.databaseUrl ? POLL_MS.server : POLL_MS.embedded;
  const hub = await openLiveHub(db, { pollMs, onError });
  const secretBox = installationSecretBox(config);
  app = await buildApp({
    db,
    config,
    now,
    status,
    hub,
    firstRun,
    secretBox,
    keepsSnapshots: true,
  });
  opened.onStatus((state) => {
    app?.log.warn({ state }, "database");
    hub.announce("database", { state });
  });
  const sweeper = startClockSweeper(db, { now, onSwept: hub.wake, onError });
  const purger = startContactPurger(db, { now, keeping: config.contactKeeping, onError });
  const positions = startPositionPurger(db, { now, onError });
  const spans = startSpanMaking(db, onError);
  const sender = startWebhookSender({ db, now, box: secretBox, onError });
  const jobs = [sweeper, purger, spans, sender, positions];
  const stopJobs = async (): Promise<void> => {
    await Promise.all(jobs.map((job) => job.stop()));
  };
  return { app, hub, stopJobs };
}

async function listen(
  app: FastifyInstance,
  { host, port }: Config,
): Promise<Result<string, ServeRefusal>> {
  try {
    const address = await app.listen({ host, port, backlog: MOST_WAITING });
    return ok(address.replace("127.0.0.1", "localhost"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") return fail({ code: "server.port-taken", port });
    if (code === "EACCES") return fail({ code: "server.port-forbidden", port });
    throw error;
  }
}
