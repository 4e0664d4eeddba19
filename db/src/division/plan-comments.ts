import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { pointFrom, positionOf } from "../postgis.ts";

export interface PlanCommentRow {
  readonly id: string;
  readonly communityId: string | null;
  readonly gridId: string | null;
  readonly position: Position | null;
  /** The comment it answers. */
  readonly answers: string | null;
  readonly body: string;
  readonly by: string | null;
  readonly at: Date;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
}

/** Everything said of a plan (会审意见), oldest first. */
export async function listComments(db: Db, planId: string): Promise<PlanCommentRow[]> {
  const { rows } = await sql<PlanCommentRow>`
    select c.id, c.community_id as "communityId", c.grid_id as "gridId",
      case when c.place is not null then ${positionOf(sql.ref("c.place"))} end as position,
      c.answers, c.body, w.display_name as by, c.written_at as at,
      r.display_name as "resolvedBy", c.resolved_at as "resolvedAt"
    from plan_comment c join account w on w.id = c.written_by
      left join account r on r.id = c.resolved_by
    where c.plan_id = ${planId} order by c.written_at, c.answers is not null, c.id`.execute(db);
  return rows;
}

export interface NewPlanComment {
  readonly id: string;
  readonly planId: string;
  readonly communityId: string | null;
  readonly gridId: string | null;
  readonly position: Position | null;
  readonly answers: string | null;
  readonly body: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

export async function insertComment(trx: Db, comment: NewPlanComment): Promise<void> {
  const [lng, lat] = comment.position ?? [null, null];
  const point = pointFrom(sql`${lng}::double precision`, sql`${lat}::double precision`);
  await sql`
    insert into plan_comment (id, plan_id, community_id, grid_id, place, answers, body,
      written_by, written_at)
    values (${comment.id}, ${comment.planId}, ${comment.communityId}, ${comment.gridId},
      ${point}, ${comment.answers}, ${comment.body}, ${comment.writtenBy}, ${comment.writtenAt})`.execute(
    trx,
  );
}

/** Settles a comment of a plan, or opens it again; false when there is no such one to settle. */
export async function resolveComment(
  trx: Db,
  change: { planId: string; id: string; by: string | null; at: Date | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("plan_comment")
    .set({ resolved_by: change.by, resolved_at: change.at })
    .where("plan_id", "=", change.planId)
    .where("id", "=", change.id)
    .where("answers", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether a comment of the plan may be answered: answers are not answered themselves. */
export async function isAnswerable(db: Db, planId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("plan_comment")
    .select("id")
    .where("plan_id", "=", planId)
    .where("id", "=", id)
    .where("answers", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
