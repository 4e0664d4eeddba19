import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import type { PlanKeeper } from "./plan.ts";

export const keeperOf = (request: FastifyRequest): PlanKeeper => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "emergency.manage"),
  sight: sightFor(request),
});
