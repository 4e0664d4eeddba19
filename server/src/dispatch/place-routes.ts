import type { LocateReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { searchAddresses } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
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
      config: { rule: "map.read" },
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
      const located = await locate(db, { position: [lng, lat], address: "", day });
      const named = (kind: string) =>
        located.areas.find((area) => area.kind === kind)?.name ?? null;
      return {
        grid: located.grid ?? null,
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
      config: { rule: "map.read" },
      schema: { querystring: Type.Object({ q: Type.String({ minLength: 1, maxLength: 60 }) }) },
    },
    async (request) => ({
      hits: await searchAddresses(
        db,
        request.query.q,
        scopeFor(request, "map.read"),
        MOST_ADDRESSES,
      ),
    }),
  );
};
