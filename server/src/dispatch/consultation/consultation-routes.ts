import { BodiesReply, MeetingWorkReply } from "@onegrid/core/dispatch/consultation-contract";
import { readAs, type Db } from "@onegrid/db";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import { requireCase } from "../cases/require-case.ts";
import { reachFor } from "../rights/reach-for.ts";
import { bodiesAt } from "./bodies-at.ts";
import { meetingWork } from "./meeting-work.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const CaseParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Meetings (会商): who may come to one on a case, and what they wait for. Calling and recording them are verbs of the case. */
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
      return { bodies: await bodiesAt(db, { scopePath, now: now() }) };
    },
  );

  app.get(
    "/api/cases/meeting-work",
    { config: { rule: "case.read" }, schema: { response: { 200: MeetingWorkReply } } },
    (request) =>
      meetingWork(db, whoAsks(request), {
        jurisdiction: reachFor(request, "case.read"),
        sight: sightFor(request),
        now: now(),
      }),
  );
};
