import { monitorEventLoopDelay } from "node:perf_hooks";
import { poolUse, type DatabaseStatus, type Db } from "@onegrid/db";
import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { passwordTurns } from "../access/password-turns.ts";
import type { LiveHub } from "../live/hub.ts";

declare module "fastify" {
  interface FastifyInstance {
    metrics: Metrics;
  }
}

/** A value that is read when somebody asks: one number, or one per value of a label. */
type Reading = number | Readonly<Record<string, number>>;

/**
 * Measurements of this process. Labels come from small closed sets (route patterns, codes, states) and
 * never from a request: an id, a login or an area in a label would be a list of who does what, and a
 * new series for each.
 */
class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: "onegrid_http_request_seconds",
    help: "How long requests took, by route pattern and class of status",
    labelNames: ["method", "route", "status"] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: "onegrid_refusals_total",
    help: "Refused requests by code; access.wrong-password and access.too-many-attempts are sign-ins",
    labelNames: ["code"] as const,
    registers: [this.#registry],
  });
  readonly #tiles = new Counter({
    name: "onegrid_tile_cache_total",
    help: "Vector tiles that were in the cache, and those that had to be made",
    labelNames: ["result"] as const,
    registers: [this.#registry],
  });

  noteRequest(method: string, route: string, status: number, milliseconds: number): void {
    const labels = { method, route, status: `${Math.floor(status / 100)}xx` };
    this.#requests.observe(labels, milliseconds / 1000);
  }

  noteRefusal(code: string): void {
    this.#refusals.inc({ code });
  }

  noteTile(result: "hit" | "miss"): void {
    this.#tiles.inc({ result });
  }

  /** Adds something that is read at each look; with a label where there are several numbers. */
  watch(name: string, help: string, read: () => Reading, label = "state"): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.#registry],
      collect: () => {
        const reading = read();
        if (typeof reading === "number") gauge.set(reading);
        else
          for (const [value, count] of Object.entries(reading))
            gauge.set({ [label]: value }, count);
      },
    });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}

interface Watched {
  readonly db: Db;
  readonly hub: LiveHub;
  readonly status: () => DatabaseStatus;
}

/** Measures every request, and what this process is made of; `app.metrics` takes more. */
export function measure(app: FastifyInstance, { db, hub, status }: Watched): void {
  const metrics = new Metrics();
  app.decorate("metrics", metrics);
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    metrics.noteRequest(request.method, route, reply.statusCode, reply.elapsedTime);
    done();
  });
  metrics.watch("onegrid_database_up", "1: the database answers", () => Number(status() === "up"));
  metrics.watch("onegrid_database_connections", "Connections of the pool", () => poolUse(db));
  metrics.watch("onegrid_stream_clients", "Open screens", () => hub.state().clients);
  metrics.watch("onegrid_event_position", "Last event sent out", () => hub.state().position);
  metrics.watch("onegrid_password_checks_waiting", "Passwords waiting to be checked", () =>
    passwordTurns.waiting(),
  );
  watchProcess(app, metrics);
}

/** Nothing was measured yet: NaN. */
const seconds = (nanoseconds: number): number => (nanoseconds || 0) / 1e9;

function watchProcess(app: FastifyInstance, metrics: Metrics): void {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  app.addHook("onClose", async () => void lag.disable());
  metrics.watch(
    "onegrid_event_loop_lag_seconds",
    "How late timers were since the last look",
    () => {
      const reading = { p50: lag.percentile(50), p99: lag.percentile(99), max: lag.max };
      lag.reset();
      return Object.fromEntries(Object.entries(reading).map(([key, at]) => [key, seconds(at)]));
    },
    "quantile",
  );
  metrics.watch(
    "onegrid_memory_bytes",
    "Memory of the server's process",
    () => {
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      return { rss, heapUsed, heapTotal, external };
    },
    "kind",
  );
  metrics.watch("onegrid_uptime_seconds", "Since the process began", () => process.uptime());
}
