import {
  CardsQuery,
  CardsReply,
  FoundQuery,
  FoundReply,
} from "@onegrid/core/dispatch/cards-contract";
import { readAs, type Db } from "@onegrid/db";
import { findOpenCases, listCasesById } from "@onegrid/db/dispatch";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { encodingFor, namesTag, packTile } from "../../packed-tile.ts";
import { sightFor } from "../../sight-for.ts";
import { describeCases } from "../cases/describe-cases.ts";
import { reachFor } from "../rights/reach-for.ts";
import { openCases } from "./open-cases.ts";

/** As many ids as one search answers: more are no list that anybody reads. */
const MOST_FOUND = 2_000;

/** The desk of 10,000 open cases: all of them small, and the cards of those that are looked at. */
export const openCasesRoutes: FastifyPluginAsyncTypebox<{ readonly db: Db }> = async (
  app,
  { db },
) => {
  app.get(
    "/api/cases/open",
    { config: { rule: "case.read", answers: { media: "application/octet-stream" } } },
    async (request, reply) => {
      const asker = { jurisdiction: reachFor(request, "case.read"), sight: sightFor(request) };
      const wanted = encodingFor(request.headers["accept-encoding"]);
      const { bytes, encoding, tag } = await packTile(await openCases(db, asker), wanted);
      void reply
        .header("cache-control", "private, no-cache")
        .header("vary", "accept-encoding")
        .header("etag", tag);
      if (namesTag(request.headers["if-none-match"], tag)) return reply.code(304).send();
      if (encoding !== "identity") void reply.header("content-encoding", encoding);
      return reply
        .type("application/octet-stream")
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    },
  );

  app.get(
    "/api/cases/cards",
    {
      config: { rule: "case.read" },
      schema: { querystring: CardsQuery, response: { 200: CardsReply } },
    },
    async (request): Promise<CardsReply> => {
      const mine = reachFor(request, "case.read");
      const cases = await readAs(db, sightFor(request), (trx) =>
        listCasesById(trx, request.query.ids.split(","), mine),
      );
      return { cards: await describeCases(db, cases) };
    },
  );

  app.get(
    "/api/cases/found",
    {
      config: { rule: "case.read" },
      schema: { querystring: FoundQuery, response: { 200: FoundReply } },
    },
    async (request): Promise<FoundReply> => {
      const asked = {
        jurisdiction: reachFor(request, "case.read"),
        text: request.query.text.trim(),
        limit: MOST_FOUND + 1,
      };
      const ids = await readAs(db, sightFor(request), (trx) => findOpenCases(trx, asked));
      return { ids: ids.slice(0, MOST_FOUND), hasMore: ids.length > MOST_FOUND };
    },
  );
};
