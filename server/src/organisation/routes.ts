import { readAs, type Db } from "@onegrid/db";
import { isCardLayer, listAreas, loadObjectCard, searchObjects } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { AreasAnswer, ObjectAnswer, SearchAnswer } from "../operations/api-answers.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Areas, search and the cards of clicked objects: all of them only inside the asker's part. */
export const organisationRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  const config = { rule: "map.read" } as const;

  app.get(
    "/api/areas",
    { config: { ...config, answers: { schema: AreasAnswer } } },
    async (request) => ({
      areas: await readAs(db, sightFor(request), (trx) =>
        listAreas(trx, scopeFor(request, "map.read")),
      ),
    }),
  );

  app.get(
    "/api/search",
    {
      config: { ...config, answers: { schema: SearchAnswer } },
      schema: {
        querystring: Type.Object({
          q: Type.String({ minLength: 1, maxLength: 60 }),
          limit: Type.Integer({ minimum: 1, maximum: 50, default: 12 }),
        }),
      },
    },
    async (request) => ({
      hits: await readAs(db, sightFor(request), (trx) =>
        searchObjects(trx, {
          text: request.query.q,
          limit: request.query.limit,
          scope: scopeFor(request, "map.read"),
          day: localDay(now()),
        }),
      ),
    }),
  );

  app.get(
    "/api/objects/:layer/:id",
    {
      config: { ...config, answers: { schema: ObjectAnswer } },
      schema: { params: Type.Object({ layer: Type.String(), id: Type.String() }) },
    },
    async (request) => {
      const { layer, id } = request.params;
      if (!isCardLayer(layer)) throw new Problem({ code: "tiles.unknown-layer", layer });
      const scope = scopeFor(request, "map.read");
      const card = await readAs(db, sightFor(request), (trx) =>
        loadObjectCard(trx, layer, id, scope),
      );
      if (!card) throw new Problem({ code: "request.not-found" });
      return { layer, ...card };
    },
  );
};
