import { statSync } from "node:fs";
import { join, sep } from "node:path";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import { DEFAULT_CONTACT_KEEPING } from "@onegrid/core/access";
import type { DatabaseStatus, Db } from "@onegrid/db";
import type { FastifyInstance, FastifyReply } from "fastify";
import { accountRoutes } from "./access/account-routes.ts";
import { areaRoutes } from "./access/area-routes.ts";
import { auditRoutes } from "./access/audit-routes.ts";
import type { FirstRun } from "./access/first-run.ts";
import { scanFreeText } from "./access/free-text-hook.ts";
import { guardRoutes } from "./access/guard.ts";
import { lentRightsRoutes } from "./access/lent-rights-routes.ts";
import { networkOf } from "./access/network-of.ts";
import { peopleRoutes } from "./access/people-routes.ts";
import { makeRightsWatch, type RightsWatch } from "./access/rights-watch.ts";
import { accessRoutes } from "./access/routes.ts";
import type { SecretBox } from "./access/secret-box.ts";
import { secondFactorRoutes } from "./access/second-factor-routes.ts";
import { makeSignInBrake } from "./access/sign-in-brake.ts";
import { ssoRoutes } from "./access/sso-routes.ts";
import type { Config } from "./config.ts";
import type { PrivacyConfig } from "./config-privacy.ts";
import { makeHttpServer, type HttpLimits } from "./http-server.ts";
import type { LiveHub } from "./live/hub.ts";
import type { LineWatch } from "./live/line.ts";
import { liveRoutes } from "./live/routes.ts";
import { CoverageResults } from "./coverage/results/coverage-results.ts";
import { liveCoverageRoutes } from "./coverage/live/live-routes.ts";
import { gateRoutes } from "./coverage/gates/gate-routes.ts";
import { qualityRoutes } from "./coverage/quality/quality-routes.ts";
import { scenarioRoutes } from "./coverage/scenarios/scenario-routes.ts";
import { coverageRoutes } from "./coverage/routes.ts";
import { stationRoutes } from "./coverage/stations/station-routes.ts";
import { startSnapshots } from "./coverage/results/trend.ts";
import { sitingRoutes } from "./coverage/siting/siting-routes.ts";
import { rulesOf } from "./dispatch/rules/rules-in-force.ts";
import { ruleTablesRoutes } from "./dispatch/rules/tables-routes.ts";
import { divisionRoutes } from "./division/routes.ts";
import { exportJobRoutes } from "./export/job-routes.ts";
import { ExportJobs } from "./export/jobs.ts";
import { holderTableRoutes } from "./dispatch/emergency/holder-table-routes.ts";
import { dutyListRoutes } from "./dispatch/duty-list/duty-list-routes.ts";
import { contactRoutes } from "./dispatch/contacts/contact-routes.ts";
import { publicStatisticsRoutes } from "./dispatch/figures/public-statistics-routes.ts";
import { openPeopleHub } from "./dispatch/positions/people-hub.ts";
import { positionRoutes } from "./dispatch/positions/position-routes.ts";
import { open311Routes } from "./dispatch/open311/routes.ts";
import { dispatchRoutes } from "./dispatch/routes.ts";
import { webhookRoutes } from "./dispatch/webhooks/webhook-routes.ts";
import { explainRoutes } from "./explain/routes.ts";
import { ingestRoutes } from "./ingest/routes.ts";
import { organisationRoutes } from "./organisation/routes.ts";
import { apiDocumentRoutes, documentRoutes } from "./operations/api-document.ts";
import { measure } from "./operations/metrics.ts";
import { metricsRoutes } from "./operations/metrics-routes.ts";
import { refuseUnstorable } from "./operations/refuse-unstorable.ts";
import { Problem } from "./problem.ts";
import { staffRoutes } from "./staff/routes.ts";
import { statusRoutes } from "./status-routes.ts";
import { tileRoutes } from "./tile-routes.ts";

export interface AppOptions {
  readonly db: Db;
  readonly config: Pick<
    Config,
    "isSecure" | "webDir" | "logLevel" | "basemap" | "dataDir" | "secondFactor" | "sso"
  > &
    Partial<PrivacyConfig> & {
      readonly metricsToken?: string | undefined;
      readonly limits?: HttpLimits;
      /** When what the routes take and answer is compiled. */
      readonly schemas?: "at first use" | "at start";
      /** Where the log goes instead of the terminal. */
      readonly logTo?: { readonly write: (line: string) => void };
    };
  /** The clock, so that tests can set it. */
  readonly now: () => Date;
  readonly status: () => DatabaseStatus;
  readonly hub: LiveHub;
  readonly firstRun: FirstRun;
  /** Where secrets are kept that must be read again. */
  readonly secretBox: SecretBox;
  /** Whether it keeps the day's coverage figures by itself. */
  readonly keepsSnapshots?: boolean;
  /** How often an open stream shows that it is alive and looks whether it still may be. */
  readonly heartbeatMs?: number;
}

/** The whole server, built but not listening: tests use it as it is. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, config, now, status, hub, heartbeatMs = 15_000 } = options;
  const app = makeHttpServer(config);
  measure(app, { db, hub, status });
  await app.register(cookie);
  await app.register(helmet, contentPolicy(config.basemap?.url));
  await app.register(rateLimit, {
    max: (request) => request.signedIn?.key?.perMinute ?? 3000,
    timeWindow: 60_000,
    // A whole command hall may share one address.
    keyGenerator: (request) => request.signedIn?.accountId ?? networkOf(request.ip),
  });
  await app.register(compress, { global: true, threshold: 1024, encodings: ["br", "gzip"] });
  guardRoutes(app, { db, now, factorPolicy: config.secondFactor });
  scanFreeText(app);

  refuseUnstorable(app);
  await documentRoutes(app);
  await app.register(apiDocumentRoutes);
  await app.register(metricsRoutes, { token: config.metricsToken, isSecure: config.isSecure });
  await app.register(statusRoutes, { db, status, basemap: config.basemap });
  const rights = makeRightsWatch();
  await app.register(liveRoutes, { db, now, hub, heartbeatMs, rights });
  await registerAccess(app, options, rights);
  await registerOffice(app, options);
  await app.register(organisationRoutes, { db, now });
  await app.register(tileRoutes, { db, now });
  const jobs = new ExportJobs(config.dataDir, (error) => app.log.error(error));
  await app.register(exportJobRoutes, { jobs });
  await app.register(divisionRoutes, { db, now, hub, jobs });
  const { networks } = await registerCoverage(app, options, jobs);
  await app.register(dispatchRoutes, { db, now, hub, networks });
  await app.register(ruleTablesRoutes, { db, now, dataDir: config.dataDir });
  await registerPositions(app, { db, now, heartbeatMs, rights });
  await app.register(dutyListRoutes, { db, now, dataDir: config.dataDir });
  await app.register(holderTableRoutes, { db, now, dataDir: config.dataDir });
  await app.register(open311Routes, { db, now, hub });
  await registerPrivacy(app, options);
  await app.register(ingestRoutes, { db, now, hub, dataDir: config.dataDir });
  await serveWeb(app, config.webDir);
  return app;
}

/** Who walks how far: figures, what if, and the day's figures that are kept. */
async function registerCoverage(
  app: FastifyInstance,
  { db, now, hub, keepsSnapshots = false }: AppOptions,
  jobs: ExportJobs,
): Promise<CoverageResults> {
  const results = new CoverageResults(db, async () => (await rulesOf(db)).book.calendar.days);
  results.networks.thread.onLoss = (reason) => app.log.error(reason);
  app.addHook("onClose", () => results.networks.thread.close());
  if (keepsSnapshots) {
    const onError = (error: unknown): void => app.log.error(error);
    const snapshots = startSnapshots(db, { results, now, onError });
    app.addHook("onClose", snapshots.stop);
  }
  await app.register(coverageRoutes, { db, now, results, jobs });
  await app.register(stationRoutes, { db, hub });
  await app.register(liveCoverageRoutes, { db, results });
  await app.register(gateRoutes, { db, now, hub, results });
  await app.register(qualityRoutes, { db, results });
  await app.register(scenarioRoutes, { db, now, hub, networks: results.networks });
  await app.register(sitingRoutes, { db, results });
  return results;
}

/** Who comes in, and who gives rights. */
async function registerAccess(
  app: FastifyInstance,
  options: AppOptions,
  rights: RightsWatch,
): Promise<void> {
  const { db, now, config, firstRun, secretBox } = options;
  const { isSecure, sso, secondFactor: factorPolicy } = config;
  const entering = { db, now, isSecure, factorPolicy, brake: makeSignInBrake() };
  await app.register(accessRoutes, entering);
  await app.register(accountRoutes, { ...entering, firstRun });
  await app.register(secondFactorRoutes, { ...entering, secretBox });
  await app.register(ssoRoutes, { ...entering, sso });
  await app.register(lentRightsRoutes, { db, now, rights });
}

/** Who works here as what, and what was done. */
async function registerOffice(
  app: FastifyInstance,
  { db, now, config: { dataDir } }: AppOptions,
): Promise<void> {
  await app.register(peopleRoutes, { db, now });
  await app.register(areaRoutes, { db, now });
  await app.register(auditRoutes, { db });
  await app.register(explainRoutes, { db, now });
  await app.register(staffRoutes, { db, now, dataDir });
}

/** Where people on shift are: taken, and shown to those who send them. */
async function registerPositions(app: FastifyInstance, lines: LineWatch): Promise<void> {
  const { db, now } = lines;
  const onError = (error: unknown): void => app.log.error(error);
  const people = openPeopleHub(db, { now, onError });
  // Before the lines are waited for: they end by themselves only then.
  app.addHook("preClose", people.close);
  await app.register(positionRoutes, { ...lines, people });
}

/** What is told of people, and what is told to everybody. */
async function registerPrivacy(
  app: FastifyInstance,
  { db, now, config, secretBox: box }: AppOptions,
): Promise<void> {
  const keeping = config.contactKeeping ?? DEFAULT_CONTACT_KEEPING;
  await app.register(contactRoutes, { db, now, keeping, box });
  await app.register(webhookRoutes, { db, now, box });
  const isOn = config.hasPublicStatistics === true;
  await app.register(publicStatisticsRoutes, { db, now, isOn });
}

/** A strict policy that the map works under: its worker is a file of ours, antd writes style tags. */
const contentPolicy = (basemapUrl: string | undefined) => {
  const basemapHost = basemapUrl ? [new URL(basemapUrl.replaceAll(/[{}]/g, "")).origin] : [];
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:", ...basemapHost],
        connectSrc: ["'self'", ...basemapHost],
        workerSrc: ["'self'", "blob:"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    crossOriginEmbedderPolicy: false,
  };
};

/** The one worker that compiles WebAssembly (the exact solver of siting); no page may. */
const SOLVER_WORKER = /^\/assets\/siting\.worker-[\w-]+\.js$/;

function allowWasm(reply: FastifyReply): void {
  const policy = String(reply.getHeader("content-security-policy"));
  const wider = policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
  void reply.header("content-security-policy", wider);
}

/** The built page: hashed files are kept for ever, `index.html` is always asked for again. */
async function serveWeb(app: FastifyInstance, webDir: string): Promise<void> {
  app.setNotFoundHandler(() => {
    throw new Problem({ code: "request.not-found" });
  });
  await app.register(fastifyStatic, { root: webDir, serve: false, cacheControl: false });
  app.get("/*", { config: { rule: "public" } }, (request, reply) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (/^\/(api|tiles|open311)\//.test(pathname)) throw new Problem({ code: "request.not-found" });
    if (pathname.startsWith("/assets/")) {
      void reply.header("cache-control", "public, max-age=31536000, immutable");
      if (SOLVER_WORKER.test(pathname)) allowWasm(reply);
      return reply.sendFile(pathname);
    }
    void reply.header("cache-control", "no-cache");
    const path = decodeURIComponent(pathname);
    return reply.sendFile(isFileIn(webDir, path) ? path : "index.html");
  });
}

/** Whether a path names a file of the page; nothing outside is ever looked at. */
function isFileIn(webDir: string, pathname: string): boolean {
  const path = join(webDir, pathname);
  if (!path.startsWith(webDir + sep) || path.includes("\0")) return false;
  try {
    return statSync(path).isFile();
  } catch {
    // There is none, or the name is longer than any file's.
    return false;
  }
}
