import { randomUUID } from "node:crypto";
import { CommentBody, CommentsReply, ResolveBody } from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import {
  insertComment,
  isAnswerable,
  listComments,
  resolveComment,
  type PlanCommentRow,
  type PlanRow,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { dutyAt, whoAsks } from "../access/guard.ts";
import { noteDuty } from "../access/audit.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { requirePlan, seenPlan } from "./seen-plan.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const CommentParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  commentId: Type.String({ maxLength: 64 }),
});

/** What is said of a plan in its review (会审意见), by planners and by those who approve. */
export const commentRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  const mayRead = { rule: "plan.read" } as const;
  const answer = async (request: FastifyRequest, planId: string): Promise<CommentsReply> => {
    return readAs(db, sightFor(request), async (trx) => {
      const plan = await requirePlan(trx, request, planId);
      const comments = await listComments(trx, planId);
      return {
        mayWrite: mayDiscuss(request, plan) && isOpen(plan),
        comments: comments.map(commentReply),
      };
    });
  };

  app.get(
    "/api/plans/:id/comments",
    { config: mayRead, schema: { params: Params, response: { 200: CommentsReply } } },
    (request) => answer(request, request.params.id),
  );

  app.post(
    "/api/plans/:id/comments",
    {
      config: mayRead,
      schema: { params: Params, body: CommentBody, response: { 201: CommentsReply } },
    },
    async (request, reply) => {
      const { id: planId } = request.params;
      const plan = await seenPlan(db, request, planId);
      requireWord(request, plan);
      await db.transaction().execute(async (trx) => {
        await write(trx, plan, { body: request.body, by: whoAsks(request).accountId, now: now() });
      });
      hub.wake();
      return reply.code(201).send(await answer(request, planId));
    },
  );

  app.put(
    "/api/plans/:id/comments/:commentId",
    {
      config: mayRead,
      schema: { params: CommentParams, body: ResolveBody, response: { 200: CommentsReply } },
    },
    async (request) => {
      const { id: planId, commentId } = request.params;
      const plan = await seenPlan(db, request, planId);
      requireWord(request, plan);
      const { isResolved } = request.body;
      const by = isResolved ? whoAsks(request).accountId : null;
      await db.transaction().execute(async (trx) => {
        const change = { planId, id: commentId, by, at: isResolved ? now() : null };
        if (!(await resolveComment(trx, change))) throw new Problem({ code: "division.not-found" });
        await tell(trx, plan);
      });
      hub.wake();
      return answer(request, planId);
    },
  );
};

const VOICES = ["plan.edit", "plan.publish"] as const;

/** Who draws plans everywhere in it, or approves them everywhere in it. */
const mayDiscuss = (request: FastifyRequest, { divisions }: PlanRow): boolean =>
  VOICES.some((permission) =>
    divisions.every(({ path }) => dutyAt(whoAsks(request).duties, permission, path) !== undefined),
  );

const isOpen = ({ state }: PlanRow): boolean => state === "draft" || state === "review";

function requireWord(request: FastifyRequest, plan: PlanRow): void {
  if (!mayDiscuss(request, plan))
    throw new Problem({ code: "access.forbidden", permission: "plan.edit" });
  const { duties } = whoAsks(request);
  const path = plan.divisions[0]?.path ?? [];
  noteDuty(VOICES.map((permission) => dutyAt(duties, permission, path)).find(Boolean));
  if (!isOpen(plan)) throw new Problem({ code: "division.not-a-draft", state: plan.state });
}

interface Words {
  readonly body: CommentBody;
  readonly by: string;
  readonly now: Date;
}

async function write(trx: Db, plan: PlanRow, { body, by, now }: Words): Promise<void> {
  const { communityId = null, gridId = null, position = null, answers = null } = body;
  const isKnown =
    communityId === null || plan.divisions.some((each) => each.communityId === communityId);
  const isAnswer = answers !== null;
  if (!isKnown || (isAnswer && !(await isAnswerable(trx, plan.id, answers))))
    throw new Problem({ code: "division.not-found" });
  await insertComment(trx, {
    id: randomUUID(),
    planId: plan.id,
    communityId,
    gridId,
    position: isAnswer ? null : position,
    answers,
    body: body.body,
    writtenBy: by,
    writtenAt: now,
  });
  await tell(trx, plan);
}

/** Everybody who has the plan open hears that there is something new, and reads it by themselves. */
const tell = (trx: Db, plan: PlanRow) =>
  append(
    trx,
    plan.divisions.map(({ id, path, revision }) => ({
      kind: "division.plan-discussed" as const,
      subject: id,
      scopePath: path,
      payload: { divisionId: id, planId: plan.id, revision },
    })),
  );

const commentReply = (row: PlanCommentRow): CommentsReply["comments"][number] => ({
  ...row,
  position: row.position === null ? null : [row.position[0], row.position[1]],
  at: row.at.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});
