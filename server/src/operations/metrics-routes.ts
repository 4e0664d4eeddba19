import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";

interface Options {
  /** What a collector sends as `Authorization: Bearer …`; without one only this machine is answered. */
  readonly token: string | undefined;
  /** Behind a proxy everybody seems to ask from this machine: then it takes a token. */
  readonly isSecure: boolean;
}

/** `GET /metrics` in Prometheus' text format. */
export const metricsRoutes: FastifyPluginAsync<Options> = async (app, { token, isSecure }) => {
  const answers = { media: "text/plain", schema: { type: "string" } };
  app.get("/metrics", { config: { rule: "metrics", answers } }, async (request, reply) => {
    const mayRead =
      token === undefined ? !isSecure && isThisMachine(request) : carries(request, token);
    if (!mayRead) {
      void reply.header("www-authenticate", "Bearer");
      throw new Problem({ code: "access.signed-out" });
    }
    return reply.type(app.metrics.contentType).send(await app.metrics.text());
  });
};

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** By the line itself; whoever was let through by a proxy on this machine comes from elsewhere. */
const isThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK.has(socket.remoteAddress ?? "") &&
  headers["x-forwarded-for"] === undefined &&
  headers.forwarded === undefined;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Takes as long whatever is wrong with the token. */
const carries = ({ headers }: FastifyRequest, token: string): boolean =>
  timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
