import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { scopeFor } from "../access/guard.ts";
import { reachFor } from "../dispatch/rights/reach-for.ts";
import { sightFor } from "../sight-for.ts";
import type { LiveClient, LiveHub, StreamPosition } from "./hub.ts";
import { openLine, watchLine, type Line, type LineWatch } from "./line.ts";

/** A screen with more than this unsent does not keep up. */
const MOST_UNSENT_BYTES = 1_000_000;

interface Options extends LineWatch {
  readonly hub: LiveHub;
}

/** `GET /api/stream`: server-sent events, resumed by `Last-Event-ID`. */
export const liveRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { hub } = options;

  app.get(
    "/api/stream",
    {
      config: { rule: "map.read", answers: { media: "text/event-stream" } },
      schema: { querystring: Type.Object({ after: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const last = request.headers["last-event-id"] ?? request.query.after;
      const line = openLine(reply);
      const client = clientOn(request, line);
      const leaving = hub.join(client, parsePosition(last));
      leaving.catch((error: unknown) => {
        request.log.error(error);
        client.end();
      });
      watchLine(request, reply.raw, options, {
        line,
        beat: () => hub.beat(client),
        leave: () => void leaving.then((leave) => leave()).catch(() => undefined),
      });
    },
  );
};

const clientOn = (request: FastifyRequest, line: Line): LiveClient => ({
  scope: scopeFor(request, "map.read"),
  plans: scopeFor(request, "plan.read"),
  cases: reachFor(request, "case.read"),
  sight: sightFor(request),
  send: (message) => {
    line.send(message);
    return line.unsentBytes() < MOST_UNSENT_BYTES;
  },
  drop: line.drop,
  end: line.end,
});

function parsePosition(last: string | string[] | undefined): StreamPosition | undefined {
  const [, epoch, viewer, position] = /^(\w+)(?:\.(\w+))?:(\d+)$/.exec(String(last ?? "")) ?? [];
  return epoch === undefined ? undefined : { epoch, viewer, position: Number(position) };
}
