import { readAs, seenAreas, type Db } from "@onegrid/db";
import type { FastifyRequest } from "fastify";
import { scopeFor } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";

/**
 * The areas a reader answers for. Results are kept for whole regions and cut to a reader's part in
 * memory, where no policy stands: that the part is theirs, the database says by itself.
 */
export const readersPart = (db: Db, request: FastifyRequest): Promise<string[]> =>
  readAs(db, sightFor(request), (trx) =>
    seenAreas(trx, "coverage", scopeFor(request, "coverage.read")),
  );
