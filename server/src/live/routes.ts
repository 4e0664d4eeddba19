import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../access/guard.ts";
import type { LiveHub, StreamPosition } from "./hub.ts";

const HEARTBEAT_MS = 15_000;
/** A screen with more than this unsent does not keep up. */
const MOST_UNSENT_BYTES = 1_000_000;

/** `GET /api/stream`: server-sent events, resumed by `Last-Event-ID`. */
export const liveRoutes: FastifyPluginAsyncTypebox<{ hub: LiveHub }> = async (app, { hub }) => {
  app.get(
    "/api/stream",
    {
      config: { rule: "map.read" },
      schema: { querystring: Type.Object({ after: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const scope = scopeFor(request, "map.read");
      const caseScope = scopeFor(request, "case.read");
      const last = request.headers["last-event-id"] ?? request.query.after;
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      raw.write("retry: 1000\n\n");
      const client = {
        scope,
        caseScope,
        send: (message: string) => {
          raw.write(message);
          return raw.writableLength < MOST_UNSENT_BYTES;
        },
        drop: () => raw.end(),
      };
      const heartbeat = setInterval(() => raw.write(": \n\n"), HEARTBEAT_MS);
      const leaving = hub.join(client, parsePosition(last));
      request.raw.on("close", () => {
        clearInterval(heartbeat);
        leaving.then((leave) => leave()).catch(() => raw.end());
      });
      leaving.catch(() => raw.end());
    },
  );
};

function parsePosition(last: string | string[] | undefined): StreamPosition | undefined {
  const [, epoch, position] = /^(\w+):(\d+)$/.exec(String(last ?? "")) ?? [];
  return epoch === undefined ? undefined : { epoch, position: Number(position) };
}
