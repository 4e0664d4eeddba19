import { BODY_KINDS } from "@onegrid/core/dispatch";
import { BodiesReply } from "@onegrid/core/dispatch/consultation-contract";
import { readAs, type Db } from "@onegrid/db";
import { listBodies } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { localDay } from "../../access/sessions.ts";
import { sightFor } from "../../sight-for.ts";
import { requireCase } from "../cases/require-case.ts";
import { reachFor } from "../rights/reach-for.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const CaseParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Meetings (会商): who may come to one on a case. Calling and recording them are verbs of the case. */
export const consultationRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/cases/:id/bodies",
    {
      config: { rule: "case.act" },
      schema: { params: CaseParams, response: { 200: BodiesReply } },
    },
    async (request): Promise<BodiesReply> => {
      const mine = reachFor(request, "case.act");
      const { scopePath } = await readAs(db, sightFor(request), (trx) =>
        requireCase(trx, request.params.id, mine),
      );
      const rows = await listBodies(db, { scopePath, day: localDay(now()) });
      return {
        bodies: rows.map(({ id, name, kind, isStaffed }) => ({
          id,
          name,
          isStaffed,
          kind: BODY_KINDS.find((known) => known === kind) ?? "other",
        })),
      };
    },
  );
};
