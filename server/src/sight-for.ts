import { sightOf, type Sight } from "@onegrid/core/access";
import type { FastifyRequest } from "fastify";
import { whoAsks } from "./access/guard.ts";
import type { SignedIn } from "./access/sessions.ts";
import { ownIdsOf } from "./dispatch/rights/case-jurisdiction.ts";

/** What the asker may see, for the second wall: from their duties alone, whatever the route asks. */
export const sightFor = (request: FastifyRequest): Sight => sightOfHolder(whoAsks(request));

export const sightOfHolder = (holder: Pick<SignedIn, "accountId" | "duties">): Sight =>
  sightOf(holder.duties, ownIdsOf(holder));
