import type { Jurisdiction } from "@onegrid/core/access";
import type { FastifyRequest } from "fastify";
import { whoAsks } from "../../access/guard.ts";
import { caseJurisdiction } from "./case-jurisdiction.ts";

/** The cases that whoever asks reaches. */
export const reachFor = (
  request: FastifyRequest,
  permission: "case.read" | "case.act",
): Jurisdiction => caseJurisdiction(whoAsks(request), permission);
