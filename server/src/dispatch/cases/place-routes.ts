import type { LocateReply } from "@onegrid/core/dispatch/contract";
import { isInScope } from "@onegrid/core/access";
import { readAs, type Db } from "@onegrid/db";
import { findDutyPlaceName, searchAddresses } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../../access/guard.ts";
import { localDay } from "../../access/sessions.ts";
import { sightFor } from "../../sight-for.ts";
import { AddressesAnswer, LocateAnswer } from "../../operations/api-answers.ts";
import { locate } from "./place-of.ts";

const MOST_ADDRESSES = 12;

/** Where a point lies, and where an address is. */
export const placeRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.get(
    "/api/locate",
    {
      config: { rule: "map.read", answers: { schema: LocateAnswer } },
      schema: {
        querystring: Type.Object({
          lng: Type.Number({ minimum: -180, maximum: 180 }),
          lat: Type.Number({ minimum: -90, maximum: 90 }),
        }),
      },
    },
    async (request): Promise<LocateReply> => {
      const { lng, lat } = request.query;
      const day = localDay(now());
      const { located, lane } = await readAs(db, sightFor(request), async (trx) => {
        const found = await locate(trx, { position: [lng, lat], address: "", day });
        return { located: found, lane: await findDutyPlaceName(trx, found.place.laneId) };
      });
      const isMine = isInScope(scopeFor(request, "map.read"), located.scopePath);
      const named = (kind: string) =>
        located.areas.find((area) => area.kind === kind)?.name ?? null;
      return {
        grid: (isMine && located.grid) || null,
        lane,
        community: named("community"),
        street: named("street"),
        district: named("district"),
        address: located.place.address,
        isOutside: located.isOutside,
      };
    },
  );

  app.get(
    "/api/addresses",
    {
      config: { rule: "map.read", answers: { schema: AddressesAnswer } },
      schema: { querystring: Type.Object({ q: Type.String({ minLength: 1, maxLength: 60 }) }) },
    },
    async (request) => ({
      hits: await readAs(db, sightFor(request), (trx) =>
        searchAddresses(trx, request.query.q, scopeFor(request, "map.read"), MOST_ADDRESSES),
      ),
    }),
  );
};
