import type { GroupTemplate, HeldSeat, PlanPerson, TableAccount } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../../connect.ts";

export interface StoredPlan {
  readonly areaId: string;
  readonly version: number;
  readonly groups: readonly GroupTemplate[];
}

export const loadPlan = (db: Db, areaId: string): Promise<StoredPlan | undefined> =>
  db
    .selectFrom("emergency_plan")
    .select(["area_id as areaId", "version", "groups"])
    .where("area_id", "=", areaId)
    .executeTakeFirst();

/** The first version of a plan; `false` when somebody else was first. */
export async function insertPlan(trx: Db, plan: StoredPlan, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("emergency_plan")
    .values({
      area_id: plan.areaId,
      version: plan.version,
      groups: JSON.stringify(plan.groups),
      updated_at: at,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The next version of a plan; `false` when somebody else was first. */
export async function savePlan(trx: Db, plan: StoredPlan, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("emergency_plan")
    .set({ version: plan.version, groups: JSON.stringify(plan.groups), updated_at: at })
    .where("area_id", "=", plan.areaId)
    .where("version", "=", plan.version - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Who holds which seat; `null`: of all communities of the plan. */
export async function listHolders(
  db: Db,
  areaId: string,
  communityIds: readonly string[] | null = null,
): Promise<HeldSeat[]> {
  return db
    .selectFrom("emergency_holder")
    .select([
      "community_id as communityId",
      "group_key as group",
      "post_key as post",
      "seat",
      "account_id as holderId",
    ])
    .where("area_id", "=", areaId)
    .$if(communityIds !== null, (qb) =>
      qb.where(sql<boolean>`community_id = any(${[...(communityIds ?? [])]}::text[])`),
    )
    .orderBy("community_id")
    .orderBy("group_key")
    .orderBy("post_key")
    .orderBy("seat")
    .execute();
}

/** Puts holders into seats, whoever held them before; `null` empties a seat. */
export async function putHolders(
  trx: Db,
  areaId: string,
  seats: readonly (Omit<HeldSeat, "holderId"> & { readonly holderId: string | null })[],
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(seats)}::jsonb)
    as given ("communityId" text, "group" text, post text, seat int, "holderId" text)`;
  await sql`delete from emergency_holder h using ${given}
    where h.area_id = ${areaId} and h.community_id = given."communityId"
      and h.group_key = given."group" and h.post_key = given.post and h.seat = given.seat`.execute(
    trx,
  );
  await sql`insert into emergency_holder (area_id, community_id, group_key, post_key, seat, account_id)
    select ${areaId}, "communityId", "group", post, seat, "holderId" from ${given}
    where "holderId" is not null`.execute(trx);
}

export interface NamedPlanPerson extends Omit<PlanPerson, "role"> {
  readonly name: string;
  readonly role: string;
}

/** Everybody with a duty in force in these communities, by role and name; an account may come twice. */
export async function listPlanPeople(
  db: Db,
  communityIds: readonly string[],
  day: string,
): Promise<NamedPlanPerson[]> {
  const { rows } = await sql<NamedPlanPerson>`
    select distinct p.id, p.display_name as name, d.role, d.area_id as "communityId"
    from duty d join account p on p.id = d.account_id
    where d.area_id = any(${[...communityIds]}::text[]) and p.closed_at is null and not p.is_machine
      and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
    order by "communityId", d.role, name, p.id`.execute(db);
  return rows;
}

/**
 * The accounts that seats can be given to within some areas, and those that hold one already, with what
 * they sign in with.
 */
export async function listSeatAccounts(
  db: Db,
  asked: {
    readonly areaIds: readonly string[];
    readonly ids: readonly string[];
    readonly day: string;
  },
): Promise<TableAccount[]> {
  const { areaIds, ids, day } = asked;
  const { rows } = await sql<TableAccount>`
    with present as materialized (
      select distinct d.account_id as id from duty d join area a on a.id = d.area_id
      where a.path && ${[...areaIds]}::text[]
        and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
    )
    select p.id, p.login, p.display_name as name,
      p.closed_at is null and present.id is not null as "isPresent"
    from account p left join present on present.id = p.id
    where not p.is_machine
      and (p.id = any(${[...ids]}::text[]) or present.id is not null and p.closed_at is null)
    order by p.login`.execute(db);
  return rows;
}

/** Those of some accounts that can be called: open, and with a duty in force on the day. */
export async function listPresentAccounts(
  db: Db,
  ids: readonly string[],
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from account p where p.id = any(${[...ids]}::text[]) and p.closed_at is null
      and exists (select 1 from duty d where d.account_id = p.id
        and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date))`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface PlanCommunity {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Of the area above it; `null` where it stands alone. */
  readonly parentName: string | null;
  readonly path: readonly string[];
}

/** The present communities in some areas (each may be one itself), by code. */
export async function listCommunitiesIn(
  db: Db,
  areaIds: readonly string[],
): Promise<PlanCommunity[]> {
  const { rows } = await sql<PlanCommunity>`
    select a.id, a.code, a.name, parent.name as "parentName", a.path
    from area a left join area parent on parent.id = a.parent_id
    where a.kind = 'community' and a.valid_to is null and a.path && ${[...areaIds]}::text[]
    order by a.code, a.id`.execute(db);
  return rows;
}
