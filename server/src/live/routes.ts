import type { ServerResponse } from "node:http";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Db } from "@onegrid/db";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { readSession } from "../access/sessions.ts";
import { caseJurisdiction } from "../dispatch/case-jurisdiction.ts";
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
}

/** `GET /api/stream`: server-sent events, resumed by `Last-Event-ID`. */
export const liveRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, heartbeatMs } = options;

  app.get(
    "/api/stream",
    {
      config: { rule: "map.read" },
      schema: { querystring: Type.Object({ after: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const last = request.headers["last-event-id"] ?? request.query.after;
      reply.hijack();
      const client = openStream(request, reply.raw);
      const token = request.cookies[SESSION_COOKIE] ?? "";
      const opened = JSON.stringify(request.signedIn?.duties);
      const beat = async (): Promise<void> => {
        client.send(": \n\n");
        // Whoever signs out or loses a duty hears no more; a page that is still signed in comes back.
        const signedIn = await readSession(db, token, now(), { isUse: false });
        if (JSON.stringify(signedIn?.duties) !== opened) client.end();
      };
      // A database that is away ends no stream: the stream is what tells about it.
      const heartbeat = setInterval(() => void beat().catch(() => undefined), heartbeatMs);
      const leaving = hub.join(client, parsePosition(last));
      leaving.catch((error: unknown) => {
        request.log.error(error);
        client.end();
      });
      whenClosed(reply.raw, () => {
        clearInterval(heartbeat);
        leaving.then((leave) => leave()).catch(() => undefined);
      });
    },
  );
};

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
    cases: caseJurisdiction(whoAsks(request), "case.read"),
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
  const [, epoch, position] = /^(\w+):(\d+)$/.exec(String(last ?? "")) ?? [];
  return epoch === undefined ? undefined : { epoch, position: Number(position) };
}
