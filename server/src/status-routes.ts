import type { Db, DatabaseStatus } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { listDemoAccounts } from "@onegrid/db/access";
import { isEmpty } from "@onegrid/db/organisation";
import { DEMO_LOGINS } from "./access/demo-accounts.ts";
import { Type } from "typebox";
import { StatusAnswer } from "./operations/api-answers.ts";
import type { Config } from "./config.ts";

interface Options {
  readonly db: Db;
  readonly status: () => DatabaseStatus;
  readonly basemap: Config["basemap"];
}

export const statusRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const config = { rule: "public" } as const;

  app.get(
    "/healthz",
    { config: { ...config, answers: { schema: Type.Object({ ok: Type.Boolean() }) } } },
    async () => ({ ok: true }),
  );

  app.get(
    "/readyz",
    { config: { ...config, answers: { schema: Type.Object({ database: Type.String() }) } } },
    async (_request, reply) => {
      const database = options.status();
      return reply.code(database === "up" ? 200 : 503).send({ database });
    },
  );

  // What the page shows before anybody is signed in: no word about the data itself.
  app.get("/api/status", { config: { ...config, answers: { schema: StatusAnswer } } }, async () => {
    const database = options.status();
    const isUp = database === "up";
    const [accounts, isBare] = isUp
      ? await Promise.all([listDemoAccounts(options.db, DEMO_LOGINS), isEmpty(options.db, "area")])
      : [[], false];
    return {
      database,
      demo: accounts.length > 0,
      empty: isBare,
      basemaps: options.basemap
        ? [
            {
              id: "external",
              label: options.basemap.label,
              tiles: [options.basemap.url],
              attribution: options.basemap.attribution,
              datum: "CGCS2000",
            },
          ]
        : [],
    };
  });
};
