import {
  HandedKey,
  KeyReply,
  KeysReply,
  NewKeyBody,
  RotateKeyBody,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { endKey, keyReply, keysOf, makeKey, renewKey, takeKeyOver } from "./keys.ts";
import { administering } from "./people.ts";
import type { RightsWatch } from "./rights-watch.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly rights: RightsWatch;
}

const KeyId = Type.Object({ id: Type.String({ pattern: "^[0-9a-f]{16}$" }) });
const config = { rule: "people.manage" } as const;

/** Interface keys (接口密钥) of other systems, for the administrator of their areas. */
export const keyRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now, rights }) => {
  app.get(
    "/api/access/keys",
    { config, schema: { response: { 200: KeysReply } } },
    async (request) => ({ keys: await keysOf(db, administering(request), now()) }),
  );

  app.post(
    "/api/access/keys",
    { config, schema: { body: NewKeyBody, response: { 201: HandedKey } } },
    async (request, reply) =>
      reply.code(201).send(await makeKey(db, administering(request), request.body, now())),
  );

  app.post(
    "/api/access/keys/:id/rotate",
    { config, schema: { params: KeyId, body: RotateKeyBody, response: { 200: HandedKey } } },
    async (request) => {
      const asked = { ...request.params, ...request.body, now: now() };
      const { handed, accountId } = await renewKey(db, administering(request), asked);
      rights.changed(accountId);
      return handed;
    },
  );

  for (const [step, act] of [
    ["revoke", endKey],
    ["take-over", takeKeyOver],
  ] as const) {
    app.post(
      `/api/access/keys/:id/${step}`,
      { config, schema: { params: KeyId, response: { 200: KeyReply } } },
      async (request) => {
        const by = administering(request);
        const key = await act(db, by, { id: request.params.id, now: now() });
        rights.changed(key.accountId);
        return keyReply(db, key, { by, now: now() });
      },
    );
  }
};
