import { sql } from "kysely";
import type { Db } from "../connect.ts";

export type PlanState = "draft" | "review" | "published" | "retired";

export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly state: PlanState;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly effectiveOn: string | null;
  /** The day whose grids it began with, to put them back. */
  readonly revertsTo: string | null;
  /** First day on which none of its grids is in force any more; `null`: no end is known. */
  readonly endsOn: string | null;
  readonly divisions: readonly {
    readonly id: string;
    readonly communityId: string;
    readonly communityName: string;
    readonly path: readonly string[];
    readonly baseId: string;
    readonly revision: number;
    readonly grids: number;
    readonly unassignedUnits: number;
  }[];
  /** Accounts that changed one of its divisions: they may not approve it. */
  readonly editors: readonly { readonly id: string; readonly name: string }[];
  /** What was done with the plan as a whole, oldest first: submitted, returned and why, approved. */
  readonly steps: readonly {
    readonly step: string;
    readonly at: string;
    readonly by: string | null;
    readonly reason: string | null;
  }[];
}

/** Plans of which the reader may see every community, newest first. */
export async function listPlans(db: Db, scope: readonly string[]): Promise<PlanRow[]> {
  return selectPlans(db, scope, null);
}

export async function loadPlan(
  db: Db,
  id: string,
  scope: readonly string[],
): Promise<PlanRow | undefined> {
  const [plan] = await selectPlans(db, scope, id);
  return plan;
}

const editorsOf = sql`(select coalesce(json_agg(json_build_object('id', e.id, 'name', e.display_name)
  order by e.display_name, e.id), '[]') from account e where e.id in (
    select c.account_id from division_change c join division o on o.id = c.division_id
    where o.plan_id = p.id))`;

const stepsOf = sql`(select coalesce(json_agg(json_build_object(
  'step', substr(u.action, length('division.') + 1), 'at', u.at, 'by', w.display_name,
  'reason', u.detail->>'reason') order by u.id), '[]')
  from audit u left join account w on w.id = u.account_id
  where u.object = p.id and u.action like 'division.%')`;

async function selectPlans(
  db: Db,
  scope: readonly string[],
  id: string | null,
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.name, p.state, p.created_at as "createdAt", p.effective_on as "effectiveOn",
      p.reverts_to::text as "revertsTo",
      (select case when bool_and(g.valid_to is not null) then max(g.valid_to)::text end
        from grid_version g where g.plan_id = p.id) as "endsOn",
      (select display_name from account where id = p.created_by) as "createdBy",
      json_agg(json_build_object('id', d.id, 'communityId', d.community_id,
        'communityName', a.name, 'path', a.path, 'baseId', d.base_id, 'revision', d.revision,
        'grids', (select count(*) from division_grid g where g.division_id = d.id),
        'unassignedUnits', (select count(*) from division_unit u
          where u.division_id = d.id and u.grid_id is null))
        order by a.code) as divisions,
      ${editorsOf} as editors, ${stepsOf} as steps
    from division_plan p join division d on d.plan_id = p.id join area a on a.id = d.community_id
    ${id === null ? sql`` : sql`where p.id = ${id}`}
    group by p.id
    having bool_and(a.path && ${[...scope]}::text[])
    order by p.created_at desc, p.id`.execute(db);
  return rows;
}

export async function insertPlan(
  trx: Db,
  plan: {
    readonly id: string;
    readonly name: string;
    readonly createdBy: string | null;
    readonly revertsTo?: string | null;
    readonly divisions: readonly { id: string; communityId: string; baseId: string }[];
  },
): Promise<void> {
  await trx
    .insertInto("division_plan")
    .values({
      id: plan.id,
      name: plan.name,
      state: "draft",
      created_by: plan.createdBy,
      effective_on: null,
      reverts_to: plan.revertsTo ?? null,
      published_at: null,
    })
    .execute();
  for (const { id, communityId, baseId } of plan.divisions) {
    await trx
      .insertInto("division")
      .values({ id, plan_id: plan.id, community_id: communityId, base_id: baseId, settings: "{}" })
      .execute();
    await sql`insert into division_unit (division_id, unit_number)
      select ${id}, number from base_unit where base_id = ${baseId}`.execute(trx);
  }
}

/** Moves a plan on; false when it is no longer in the state it was in. */
export async function setPlanState(
  trx: Db,
  change: { id: string; from: PlanState; to: PlanState; effectiveOn: string | null; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("division_plan")
    .set({
      state: change.to,
      effective_on: change.effectiveOn,
      ...(change.to === "published" ? { published_at: change.now } : {}),
    })
    .where("id", "=", change.id)
    .where("state", "=", change.from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deletePlan(trx: Db, id: string): Promise<void> {
  await trx.deleteFrom("division_plan").where("id", "=", id).where("state", "=", "draft").execute();
}
