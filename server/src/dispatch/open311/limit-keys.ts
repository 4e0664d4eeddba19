import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../../problem.ts";

/**
 * The limit of a key that came in a form: who asks is known only after the body was read, so the limit
 * of all routes has counted the address.
 */
export function limitKeys(app: FastifyInstance): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit();
  return async (request) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new Problem({ code: "access.too-many-attempts", seconds: counted.ttlInSeconds });
  };
}
