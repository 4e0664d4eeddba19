import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { delegationRoutes } from "./delegation-routes.ts";
import { keyRoutes } from "./key-routes.ts";
import type { RightsWatch } from "./rights-watch.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly rights: RightsWatch;
}

/** Rights that are not somebody's own duty: keys of other systems, and duties lent for a while. */
export const lentRightsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  await app.register(keyRoutes, options);
  await app.register(delegationRoutes, options);
};
