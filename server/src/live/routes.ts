import type { ServerResponse } from "node:http";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Db } from "@onegrid/db";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { identify } from "../access/identify.ts";
import type { RightsWatch } from "../access/rights-watch.ts";
import { reachFor } from "../dispatch/rights/reach-for.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import type { LiveClient, LiveHub, StreamPosition } from "./hub.ts";

/** How long a tidy end may take before the line is cut. */
const GRACE_MS = 1_000;
/** A screen with more than this unsent does not keep up. */
const MOST_UNSENT_BYTES = 1_000_000;

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly heartbeatMs: number;
  readonly rights: RightsWatch;
}

/** `GET /api/stream`: server-sent events, resumed by `Last-Event-ID`. */
export const liveRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, heartbeatMs, rights } = options;

  app.get(
    "/api/stream",
    {
      config: { rule: "map.read", answers: { media: "text/event-stream" } },
      schema: { querystring: Type.Object({ after: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const last = request.headers["last-event-id"] ?? request.query.after;
      reply.hijack();
      const client = openStream(request, reply.raw);
      const { accountId, duties } = whoAsks(request);
      const opened = JSON.stringify(duties);
      // Whoever signs out or loses a duty hears no more; a page that is still signed in comes back.
      const look = async (): Promise<void> => {
        const signedIn = await identify({ db, now }, request).catch(lostRights);
        if (JSON.stringify(signedIn?.duties) !== opened) client.end();
      };
      // A database that is away ends no stream: the stream is what tells about it.
      const lookAgain = (): void => void look().catch(() => undefined);
      const stopWatching = rights.watch(accountId, lookAgain);
      const heartbeat = setInterval(() => {
        hub.beat(client);
        lookAgain();
      }, heartbeatMs);
      const leaving = hub.join(client, parsePosition(last));
      leaving.catch((error: unknown) => {
        request.log.error(error);
        client.end();
      });
      whenClosed(reply.raw, () => {
        clearInterval(heartbeat);
        stopWatching();
        leaving.then((leave) => leave()).catch(() => undefined);
      });
    },
  );
};

/** A key that was revoked or has expired opens nothing; anything else is a fault of ours. */
function lostRights(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

function openStream(request: FastifyRequest, raw: ServerResponse): LiveClient {
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 1000\n\n");
  return {
    scope: scopeFor(request, "map.read"),
    plans: scopeFor(request, "plan.read"),
    cases: reachFor(request, "case.read"),
    sight: sightFor(request),
    send: (message) => {
      // A write after the end is an error that nobody catches.
      if (!raw.writableEnded && !raw.destroyed) raw.write(message);
      return raw.writableLength < MOST_UNSENT_BYTES;
    },
    drop: () => raw.destroy(),
    end: () => {
      raw.end();
      setTimeout(() => raw.destroy(), GRACE_MS).unref();
    },
  };
}

function whenClosed(raw: ServerResponse, leave: () => void): void {
  if (raw.destroyed) leave();
  else raw.on("close", leave);
}

function parsePosition(last: string | string[] | undefined): StreamPosition | undefined {
  const [, epoch, viewer, position] = /^(\w+)(?:\.(\w+))?:(\d+)$/.exec(String(last ?? "")) ?? [];
  return epoch === undefined ? undefined : { epoch, viewer, position: Number(position) };
}
