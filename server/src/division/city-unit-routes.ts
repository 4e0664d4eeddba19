import { countNearHectare } from "@onegrid/core/division";
import { CityUnitsReply } from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import { measureCityUnits } from "@onegrid/db/division";
import type { AreaShape } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { localDay } from "../access/sessions.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { areaAt } from "./area-at.ts";
import type { GroundStore } from "./ground-store.ts";
import { dropCityUnits, renewCityUnits } from "./make-city-units.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly store: GroundStore;
}

const PATH = "/api/communities/:id/city-units";
const schema = {
  params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
  response: { 200: CityUnitsReply },
};

/** Units of management of a hectare (万米单元网格): counted, made again, taken away. */
export const cityUnitRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, store } = options;
  const communityAt = async (
    request: FastifyRequest,
    id: string,
    permission: "plan.read" | "plan.edit",
  ): Promise<AreaShape> => {
    const community = await areaAt(db, request, { id, permission });
    if (community.kind !== "community") throw new Problem({ code: "division.not-found" });
    return community;
  };
  const tell = async (request: FastifyRequest, communityId: string): Promise<CityUnitsReply> => {
    const { squareMetres, madeAt, isStale } = await readAs(db, sightFor(request), (trx) =>
      measureCityUnits(trx, communityId, localDay(now())),
    );
    return {
      communityId,
      count: squareMetres.length,
      near: countNearHectare(squareMetres),
      smallest: squareMetres.length === 0 ? null : Math.min(...squareMetres),
      largest: squareMetres.length === 0 ? null : Math.max(...squareMetres),
      madeAt: madeAt?.toISOString() ?? null,
      isStale,
    };
  };

  app.get(PATH, { config: { rule: "plan.read" }, schema }, async (request) => {
    const { id } = await communityAt(request, request.params.id, "plan.read");
    return tell(request, id);
  });

  app.post(PATH, { config: { rule: "plan.edit" }, schema }, async (request) => {
    const community = await communityAt(request, request.params.id, "plan.edit");
    await renewCityUnits(db, store, { community, day: localDay(now()) });
    hub.wake();
    return tell(request, community.id);
  });

  app.delete(PATH, { config: { rule: "plan.edit" }, schema }, async (request) => {
    const { id } = await communityAt(request, request.params.id, "plan.edit");
    await dropCityUnits(db, id);
    hub.wake();
    return tell(request, id);
  });
};
