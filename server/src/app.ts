import { existsSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import { DatabaseUnavailable, isUnavailable, type DatabaseStatus, type Db } from "@onegrid/db";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { guardRoutes } from "./access/guard.ts";
import { accessRoutes } from "./access/routes.ts";
import type { Config } from "./config.ts";
import type { LiveHub } from "./live/hub.ts";
import { liveRoutes } from "./live/routes.ts";
import { CoverageResults } from "./coverage/coverage-results.ts";
import { coverageRoutes } from "./coverage/routes.ts";
import { divisionRoutes } from "./division/routes.ts";
import { dispatchRoutes } from "./dispatch/routes.ts";
import { ingestRoutes } from "./ingest/routes.ts";
import { organisationRoutes } from "./organisation/routes.ts";
import { Problem, problemBody, type DomainProblem } from "./problem.ts";
import { statusRoutes } from "./status-routes.ts";
import { tileRoutes } from "./tile-routes.ts";

export interface AppOptions {
  readonly db: Db;
  readonly config: Pick<Config, "isSecure" | "webDir" | "logLevel" | "basemap" | "dataDir">;
  /** The clock, so that tests can set it. */
  readonly now: () => Date;
  readonly status: () => DatabaseStatus;
  readonly hub: LiveHub;
}

/** The whole server, built but not listening: tests use it as it is. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, config, now, status, hub } = options;
  const app = Fastify({
    bodyLimit: 4_000_000,
    routerOptions: { maxParamLength: 2000 },
    logger: { level: config.logLevel, redact: ["req.headers.cookie", "req.headers.authorization"] },
  });

  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = refusalOf(error, request.id);
    if (problem.code === "server.fault") request.log.error(error);
    return reply
      .code(new Problem(problem).status)
      .type("application/problem+json")
      .send(problemBody(problem, request.id));
  });

  await app.register(cookie);
  await app.register(helmet, contentPolicy(config.basemap?.url));
  await app.register(rateLimit, { max: 3000, timeWindow: 60_000 });
  await app.register(compress, { global: true, threshold: 1024, encodings: ["br", "gzip"] });
  guardRoutes(app, { db, now });

  await app.register(statusRoutes, { db, status, basemap: config.basemap });
  await app.register(liveRoutes, { hub });
  await app.register(accessRoutes, { db, now, isSecure: config.isSecure });
  await app.register(organisationRoutes, { db, now });
  await app.register(tileRoutes, { db, now });
  await app.register(divisionRoutes, { db, now, hub });
  const results = new CoverageResults(db);
  await app.register(coverageRoutes, { db, now, results });
  await app.register(dispatchRoutes, { db, now, hub, networks: results.networks });
  await app.register(ingestRoutes, { db, now, hub, dataDir: config.dataDir });
  await serveWeb(app, config.webDir);
  return app;
}

const isGone = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable || isUnavailable(error);

function refusalOf(error: FastifyError | Problem, requestId: string): DomainProblem {
  if (error instanceof Problem) return error.problem;
  if (isGone(error)) {
    return { code: "db.restarting" };
  }
  const [fault] = error.validation ?? [];
  if (fault) {
    const place = `${error.validationContext ?? ""}${fault.instancePath}`;
    return { code: "request.invalid", place, reason: fault.message ?? "" };
  }
  if (error.statusCode === 413) return { code: "request.too-large", maxBytes: 4_000_000 };
  if (error.statusCode === 429) return { code: "access.too-many-attempts", seconds: 60 };
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { code: "request.invalid", place: "", reason: error.code };
  }
  return { code: "server.fault", requestId };
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

/** The built page: hashed files are kept for ever, `index.html` is always asked for again. */
async function serveWeb(app: FastifyInstance, webDir: string): Promise<void> {
  app.setNotFoundHandler(() => {
    throw new Problem({ code: "request.not-found" });
  });
  await app.register(fastifyStatic, { root: webDir, serve: false, cacheControl: false });
  app.get("/*", { config: { rule: "public" } }, (request, reply) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (/^\/(api|tiles)\//.test(pathname)) throw new Problem({ code: "request.not-found" });
    if (pathname.startsWith("/assets/")) {
      void reply.header("cache-control", "public, max-age=31536000, immutable");
      return reply.sendFile(pathname);
    }
    void reply.header("cache-control", "no-cache");
    const isFile = pathname !== "/" && existsSync(join(webDir, decodeURIComponent(pathname)));
    return reply.sendFile(isFile ? pathname : "index.html");
  });
}
