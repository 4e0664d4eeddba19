import { takeApart } from "@onegrid/core/dispatch";
import { PhotoReply } from "@onegrid/core/dispatch/contract";
import { readAs, type Db } from "@onegrid/db";
import { listCaseEvents, loadPhoto } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import { takePhoto } from "./photo-store.ts";
import { reachFor } from "../rights/reach-for.ts";
import { requireCase } from "../cases/require-case.ts";

const MAX_BYTES = 4_000_000;
const PhotoParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  hash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});

/** Photos in, without what the camera wrote into them; and out, to whoever sees the case. */
export const photoRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.addContentTypeParser(
    // What it is shows itself by its first bytes; what we do not know is refused by name.
    /^image\//,
    { parseAs: "buffer", bodyLimit: MAX_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post(
    "/api/photos",
    {
      config: { rule: "case.act", takes: "image/jpeg" },
      bodyLimit: MAX_BYTES,
      schema: { response: { 201: PhotoReply } },
    },
    async (request, reply): Promise<PhotoReply> => {
      const { body } = request;
      if (!(body instanceof Uint8Array))
        throw new Problem({ code: "dispatch.bad-photo", hash: "" });
      void reply.code(201);
      return { hash: await takePhoto(db, whoAsks(request).accountId, body, now()) };
    },
  );

  app.get(
    "/api/cases/:id/photos/:hash",
    {
      config: { rule: "case.read", answers: { media: "image/jpeg" } },
      schema: { params: PhotoParams },
    },
    async (request, reply) => {
      const { id, hash } = request.params;
      const mine = reachFor(request, "case.read");
      const events = await readAs(db, sightFor(request), async (trx) => {
        await requireCase(trx, id, mine);
        return listCaseEvents(trx, id);
      });
      const isOfCase = events.some(
        ({ event }) => "photos" in event.fields && event.fields.photos.includes(hash),
      );
      const bytes = isOfCase ? await loadPhoto(db, hash) : undefined;
      if (!bytes) throw new Problem({ code: "request.not-found" });
      return (
        reply
          .type(takeApart(bytes)?.type ?? "image/jpeg")
          // Never taken for a page, whatever its bytes say.
          .header("x-content-type-options", "nosniff")
          .header("cache-control", "private, max-age=31536000, immutable")
          .send(bytes)
      );
    },
  );
};
