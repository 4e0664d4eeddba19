import type { ActivationKind } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../../connect.ts";
import { areaMeets, polygonOf, ringOf } from "../../postgis.ts";

export interface NewActivation {
  readonly id: string;
  readonly areaId: string;
  readonly planVersion: number;
  readonly kind: ActivationKind;
  readonly name: string;
  /** Closed, `[lng, lat]`; `null` where areas were named. */
  readonly ring: readonly Position[] | null;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly idempotencyKey: string;
  /** Of all that was asked for with the key. */
  readonly intentHash: string;
  readonly communityIds: readonly string[];
}

/** One activation at a time is decided upon: two at once would each see the communities free. */
export const holdActivations = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('onegrid.activation'))`.execute(trx);

/** Communities of these that are under an activation now. */
export async function listActivated(
  db: Db,
  communityIds: readonly string[],
): Promise<{ communityId: string; name: string; activation: string }[]> {
  return db
    .selectFrom("activation_area as part")
    .innerJoin("activation", "activation.id", "part.activation_id")
    .innerJoin("area", "area.id", "part.community_id")
    .select(["area.id as communityId", "area.name as name", "activation.name as activation"])
    .where("part.is_on", "=", true)
    .where(sql<boolean>`part.community_id = any(${[...communityIds]}::text[])`)
    .orderBy("area.code")
    .execute();
}

/** The activation with its communities, groups and posts: three statements, whatever their number. */
export async function insertActivation(trx: Db, given: NewActivation): Promise<void> {
  await trx
    .insertInto("activation")
    .values({
      id: given.id,
      area_id: given.areaId,
      plan_version: given.planVersion,
      kind: given.kind,
      name: given.name,
      ring: given.ring && polygonOf(given.ring),
      started_at: given.startedAt,
      started_by: given.startedBy,
      idempotency_key: given.idempotencyKey,
      intent_hash: given.intentHash,
    })
    .execute();
  await sql`insert into activation_area (activation_id, community_id, is_on)
    select ${given.id}, id, true from unnest(${[...given.communityIds]}::text[]) as id`.execute(
    trx,
  );
  await sql`insert into work_group (activation_id, community_id, group_key, name, place)
    select part.activation_id, part.community_id, g.item ->> 'key', g.item ->> 'name', g.place
    from activation_area part join emergency_plan plan on plan.area_id = ${given.areaId}
      cross join lateral jsonb_array_elements(plan.groups) with ordinality as g (item, place)
    where part.activation_id = ${given.id} and g.item ->> 'mode' = 'emergency'`.execute(trx);
  await insertPosts(trx, given);
}

/** Every seat of the groups; one whose holder has left stands empty. */
const insertPosts = (trx: Db, { id, areaId }: NewActivation): Promise<unknown> =>
  sql`insert into work_post (activation_id, community_id, group_key, post_key, seat, name, place,
      is_lead, account_id)
    select part.activation_id, part.community_id, post.group_key, post.post_key, s.seat, post.name,
      post.place, post.is_lead, p.id
    from (
      select g.item ->> 'key' as group_key, p.item ->> 'key' as post_key, p.item ->> 'name' as name,
        p.place, (p.item ->> 'isLead')::boolean as is_lead, (p.item ->> 'seats')::int as seats
      from emergency_plan plan
        cross join lateral jsonb_array_elements(plan.groups) as g (item)
        cross join lateral jsonb_array_elements(g.item -> 'posts') with ordinality as p (item, place)
      where plan.area_id = ${areaId} and g.item ->> 'mode' = 'emergency'
    ) post
      cross join lateral generate_series(1, post.seats) as s (seat)
      join activation_area part on part.activation_id = ${id}
      left join emergency_holder h on h.area_id = ${areaId} and h.community_id = part.community_id
        and h.group_key = post.group_key and h.post_key = post.post_key and h.seat = s.seat
      left join account p on p.id = h.account_id and p.closed_at is null`.execute(trx);

export interface StoredActivation {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly kind: ActivationKind;
  readonly name: string;
  readonly planVersion: number;
  readonly ring: readonly Position[] | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly communities: number;
  readonly groups: number;
  readonly posts: number;
  readonly filled: number;
}

const counted = (db: Db) =>
  db
    .selectFrom("activation")
    .innerJoin("area", "area.id", "activation.area_id")
    .select([
      "activation.id",
      "area_id as areaId",
      "area.name as areaName",
      "activation.kind",
      "activation.name",
      "plan_version as planVersion",
      ringOf(sql.ref("activation.ring")).as("ring"),
      "started_at as startedAt",
      "ended_at as endedAt",
      sql<number>`(select count(*)::int from activation_area part
        where part.activation_id = activation.id)`.as("communities"),
      sql<number>`(select count(*)::int from work_group w
        where w.activation_id = activation.id)`.as("groups"),
      sql<number>`(select count(*)::int from work_post w
        where w.activation_id = activation.id)`.as("posts"),
      sql<number>`(select count(w.account_id)::int from work_post w
        where w.activation_id = activation.id)`.as("filled"),
    ]);

export const loadActivation = (db: Db, id: string): Promise<StoredActivation | undefined> =>
  counted(db).where("activation.id", "=", id).executeTakeFirst();

export interface KeyedActivation extends StoredActivation {
  /** `null`: from before it was kept. */
  readonly intentHash: string | null;
}

/** What somebody turned on with a key before. */
export const findActivationByKey = (
  db: Db,
  startedBy: string,
  idempotencyKey: string,
): Promise<KeyedActivation | undefined> =>
  counted(db)
    .select("intent_hash as intentHash")
    .where("started_by", "=", startedBy)
    .where("idempotency_key", "=", idempotencyKey)
    .executeTakeFirst();

/** Activations that touch communities within a scope: those that are on, then the last that were. */
export const listActivations = (
  db: Db,
  scope: readonly string[],
  { limit, isOn }: { readonly limit: number; readonly isOn: boolean | null },
): Promise<StoredActivation[]> =>
  counted(db)
    .where(
      sql<boolean>`exists (select 1 from activation_area part
        join area c on c.id = part.community_id
        where part.activation_id = activation.id and c.path && ${[...scope]}::text[])`,
    )
    .$if(isOn === true, (qb) => qb.where("ended_at", "is", null))
    .orderBy(sql`ended_at is not null`)
    .orderBy("started_at", "desc")
    .orderBy("activation.id")
    .limit(limit)
    .execute();

/** The communities of an activation that lie in a scope, by code, with the path of each. */
export const listActivationAreas = (
  db: Db,
  activationId: string,
  scope: readonly string[] | null = null,
): Promise<{ id: string; name: string; code: string; path: string[] }[]> =>
  db
    .selectFrom("activation_area as part")
    .innerJoin("area", "area.id", "part.community_id")
    .select(["area.id", "area.name", "area.code", "area.path"])
    .where("part.activation_id", "=", activationId)
    .$if(scope !== null, (qb) => qb.where(sql<boolean>`area.path && ${[...(scope ?? [])]}::text[]`))
    .orderBy("area.code")
    .orderBy("area.id")
    .execute();

/** Ends an activation; `false` when it had ended before. Its groups and posts stay, as what was. */
export async function endActivation(
  trx: Db,
  id: string,
  end: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("activation")
    .set({ ended_at: end.at, ended_by: end.by })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await trx
    .updateTable("activation_area")
    .set({ is_on: false })
    .where("activation_id", "=", id)
    .execute();
  return true;
}

/** Under which activation a community is now. */
export const findActivationAt = (
  db: Db,
  communityId: string,
): Promise<{ id: string; kind: ActivationKind } | undefined> =>
  db
    .selectFrom("activation_area as part")
    .innerJoin("activation", "activation.id", "part.activation_id")
    .select(["activation.id", "activation.kind"])
    .where("part.community_id", "=", communityId)
    .where("part.is_on", "=", true)
    .executeTakeFirst();

export interface WorkPost {
  readonly activationId: string;
  readonly communityId: string;
  readonly community: string;
  readonly group: string;
  readonly post: string;
  readonly seat: number;
  readonly isLead: boolean;
  /** `null`: nobody holds it. */
  readonly holder: string | null;
}

const posts = (db: Db) =>
  db
    .selectFrom("work_post as w")
    .innerJoin("work_group as g", (join) =>
      join
        .onRef("g.activation_id", "=", "w.activation_id")
        .onRef("g.community_id", "=", "w.community_id")
        .onRef("g.group_key", "=", "w.group_key"),
    )
    .innerJoin("area", "area.id", "w.community_id")
    .leftJoin("account", "account.id", "w.account_id")
    .select([
      "w.activation_id as activationId",
      "w.community_id as communityId",
      "area.name as community",
      "g.name as group",
      "w.name as post",
      "w.seat",
      "w.is_lead as isLead",
      "account.display_name as holder",
    ])
    .orderBy("area.code")
    .orderBy("g.place")
    .orderBy("w.place")
    .orderBy("w.seat");

/** The posts of one community under an activation, group by group. */
export const listWorkPosts = (
  db: Db,
  activationId: string,
  communityId: string,
): Promise<WorkPost[]> =>
  posts(db)
    .where("w.activation_id", "=", activationId)
    .where("w.community_id", "=", communityId)
    .execute();

/** The posts that somebody holds in activations that are on. */
export const listOwnPosts = (db: Db, accountId: string): Promise<WorkPost[]> =>
  posts(db)
    .innerJoin("activation", "activation.id", "w.activation_id")
    .where("w.account_id", "=", accountId)
    .where("activation.ended_at", "is", null)
    .execute();

/** The present communities that a ring touches, by code. */
export const listCommunitiesMeeting = (
  db: Db,
  ring: readonly Position[],
): Promise<{ id: string }[]> =>
  db
    .selectFrom("area")
    .select("id")
    .where("kind", "=", "community")
    .where("valid_to", "is", null)
    .where((eb) => areaMeets(eb.ref("geom"), ring))
    .orderBy("code")
    .orderBy("id")
    .execute();
