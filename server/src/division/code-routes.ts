import { checkScheme, CODE_SCHEMES, type ChosenScheme } from "@onegrid/core/division";
import { CodesQuery, CodesReply, SchemeBody } from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import { saveScheme, type PlanRow } from "@onegrid/db/division";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { dutyAt, whoAsks } from "../access/guard.ts";
import { writeAudit } from "../access/audit.ts";
import { localDay } from "../access/sessions.ts";
import { Nothing } from "../operations/api-answers.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { areaAt } from "./area-at.ts";
import { codeGrids, schemeOf } from "./code-grids.ts";
import { openPlanSide } from "./compared-side.ts";
import type { GroundStore } from "./ground-store.ts";
import { requirePlan } from "./seen-plan.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly store: GroundStore;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Codes of grids (网格编码): what a plan's would be, and the scheme that a district has chosen. */
export const codeRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, store } = options;

  app.get(
    "/api/plans/:id/codes",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, querystring: CodesQuery, response: { 200: CodesReply } },
    },
    (request) =>
      readAs(db, sightFor(request), async (trx) => {
        const plan = await requirePlan(trx, request, request.params.id);
        return previewCodes(trx, store, {
          request,
          plan,
          query: request.query,
          today: localDay(now()),
        });
      }),
  );

  app.put(
    "/api/areas/:id/code-scheme",
    {
      config: { rule: "plan.publish" },
      schema: { params: Params, body: SchemeBody, response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { body } = request;
      const { id } = request.params;
      const area = await areaAt(db, request, { id, permission: "plan.publish" });
      const { text } = chosenOf(body.scheme, body.text);
      await db.transaction().execute(async (trx) => {
        await saveScheme(trx, { areaId: area.id, scheme: body.scheme, text });
        await writeAudit(trx, {
          accountId: whoAsks(request).accountId,
          action: "division.code-scheme",
          object: area.id,
          detail: { scheme: body.scheme, text },
        });
      });
      return reply.code(204).send();
    },
  );
};

interface PreviewAsked {
  readonly request: FastifyRequest;
  readonly plan: PlanRow;
  readonly query: CodesQuery;
  readonly today: string;
}

function chosenOf(id: keyof typeof CODE_SCHEMES, text: string | null): ChosenScheme {
  const checked = checkScheme({ scheme: CODE_SCHEMES[id], text });
  if (!checked.ok) throw new Problem(checked.error);
  return checked.value;
}

async function previewCodes(
  trx: Db,
  store: GroundStore,
  { request, plan, query, today }: PreviewAsked,
): Promise<CodesReply> {
  const path = plan.divisions[0]?.path ?? [];
  const inForce = await schemeOf(trx, path);
  const chosen =
    query.scheme === undefined ? inForce.chosen : chosenOf(query.scheme, query.text ?? null);
  const communities: CodesReply["communities"] = [];
  for (const { id, communityId, communityName, baseId } of plan.divisions) {
    const { division, open } = await openPlanSide(trx, store, id);
    const opened = { division, open, communityId, baseId, editors: [] };
    const { grids } = await codeGrids(trx, store, opened, {
      day: query.on ?? today,
      revertsTo: plan.revertsTo,
      chosen,
      renumbers: query.renumber ?? false,
    });
    communities.push({
      communityId,
      communityName,
      grids: grids.map((grid) => ({ ...grid, predecessors: [...grid.predecessors] })),
    });
  }
  const [area] = await loadAreaShapes(trx, [inForce.areaId]);
  const duty = area && dutyAt(whoAsks(request).duties, "plan.publish", area.path);
  return {
    scheme: chosen.scheme.id,
    text: chosen.text,
    areaId: inForce.areaId,
    mayChoose: duty !== undefined,
    communities,
  };
}
