import type { Level, Role } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";

export interface LentArea {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: readonly string[];
}

/** A delegation (委托) with the giver's duty as it is now. */
export interface DelegationRow {
  readonly id: string;
  readonly giverId: string;
  readonly giverName: string;
  readonly receiverId: string;
  readonly receiverName: string;
  readonly duty: {
    readonly id: string;
    readonly role: Role;
    readonly areaId: string;
    readonly areaPath: readonly string[];
    readonly areaName: string;
    readonly areaKind: string;
    readonly categories: readonly string[];
    readonly unitId: string | null;
    readonly maxLevel?: Level;
  };
  readonly areas: readonly LentArea[];
  readonly categories: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly endedAt: Date | null;
  /** The giver's duty is in force on the day asked about, and their account is open. */
  readonly isHeld: boolean;
}

const delegations = (db: Db, day: string) =>
  db
    .selectFrom("delegation")
    .innerJoin("duty", "duty.id", "delegation.duty_id")
    .innerJoin("area", "area.id", "duty.area_id")
    .innerJoin("account as giver", "giver.id", "duty.account_id")
    .innerJoin("account as receiver", "receiver.id", "delegation.receiver_id")
    .select([
      "delegation.id",
      "giver.id as giverId",
      "giver.display_name as giverName",
      "receiver.id as receiverId",
      "receiver.display_name as receiverName",
      sql<DelegationRow["duty"]>`json_build_object('id', duty.id, 'role', duty.role,
        'areaId', area.id, 'areaPath', area.path, 'areaName', area.name, 'areaKind', area.kind,
        'categories', duty.categories, 'unitId', duty.unit_id)`.as("duty"),
      sql<LentArea[]>`coalesce((
        select json_agg(json_build_object('id', lent.id, 'name', lent.name, 'kind', lent.kind,
          'path', lent.path) order by lent.path)
        from area as lent where lent.id = any(delegation.area_ids)), '[]')`.as("areas"),
      "delegation.categories",
      "delegation.valid_from as from",
      "delegation.valid_to as to",
      "delegation.ended_at as endedAt",
      sql<boolean>`giver.closed_at is null and duty.valid_from <= ${day}::date
        and (duty.valid_to is null or duty.valid_to > ${day}::date)`.as("isHeld"),
    ]);

/** What is in somebody's hands at a moment, of duties that their givers hold on that day. */
export const listLent = (
  db: Db,
  receiverId: string,
  { at, day }: { at: Date; day: string },
): Promise<DelegationRow[]> =>
  delegations(db, day)
    .where("delegation.receiver_id", "=", receiverId)
    .where("delegation.ended_at", "is", null)
    .where("delegation.valid_from", "<=", at)
    .where("delegation.valid_to", ">", at)
    .where("giver.closed_at", "is", null)
    .where("duty.valid_from", "<=", day)
    .where((eb) => eb.or([eb("duty.valid_to", "is", null), eb("duty.valid_to", ">", day)]))
    .orderBy("delegation.id")
    .execute();

/** Those that somebody gave or received and that were not over before a moment, the latest first. */
export const listDelegations = (
  db: Db,
  accountId: string,
  { since, day }: { since: Date; day: string },
): Promise<DelegationRow[]> =>
  delegations(db, day)
    .where((eb) =>
      eb.or([eb("giver.id", "=", accountId), eb("delegation.receiver_id", "=", accountId)]),
    )
    .where("delegation.valid_to", ">", since)
    .orderBy("delegation.valid_from", "desc")
    .orderBy("delegation.id")
    .execute();

export const findDelegation = (
  db: Db,
  id: string,
  day: string,
): Promise<DelegationRow | undefined> =>
  delegations(db, day).where("delegation.id", "=", id).executeTakeFirst();

export interface NewDelegation {
  readonly id: string;
  readonly dutyId: string;
  readonly receiverId: string;
  readonly areaIds: readonly string[];
  readonly categories: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly madeAt: Date;
}

export async function insertDelegation(db: Db, lent: NewDelegation): Promise<void> {
  await db
    .insertInto("delegation")
    .values({
      id: lent.id,
      duty_id: lent.dutyId,
      receiver_id: lent.receiverId,
      area_ids: [...lent.areaIds],
      categories: [...lent.categories],
      valid_from: lent.from,
      valid_to: lent.to,
      made_at: lent.madeAt,
    })
    .execute();
}

export async function endDelegation(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable("delegation")
    .set({ ended_at: now })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

export interface ColleagueRow {
  readonly id: string;
  readonly name: string;
  readonly login: string;
}

export interface ColleaguesAsked {
  /** Nobody is their own colleague. */
  readonly exceptId: string;
  /** Path of the duty's area, from the root down. */
  readonly path: readonly string[];
  readonly day: string;
  readonly text: string | null;
  readonly only: string | null;
  readonly limit: number;
}

/** Open accounts of people with a duty in an area above, beside or below a duty's own. */
export const listColleagues = (
  db: Db,
  { exceptId, path, day, text, only, limit }: ColleaguesAsked,
): Promise<ColleagueRow[]> => {
  const like = text === null ? null : likePattern(text);
  const beside = path.at(-2) ?? path.at(-1) ?? "";
  return db
    .selectFrom("account")
    .select(["account.id", "account.display_name as name", "account.login"])
    .where("account.closed_at", "is", null)
    .where("account.is_machine", "=", false)
    .where("account.id", "<>", exceptId)
    .$if(only !== null, (qb) => qb.where("account.id", "=", only))
    .where(
      sql<boolean>`(${like}::text is null or account.login ilike ${like}
        or account.display_name ilike ${like})`,
    )
    .where(
      sql<boolean>`exists (select 1 from duty join area on area.id = duty.area_id
        where duty.account_id = account.id and duty.valid_from <= ${day}::date
          and (duty.valid_to is null or duty.valid_to > ${day}::date)
          and (${beside} = any(area.path) or area.id = any(${[...path]}::text[])))`,
    )
    .orderBy("account.display_name")
    .orderBy("account.id")
    .limit(limit)
    .execute();
};

/** Areas by id, with what a duty needs to know of them. */
export const findLentAreas = (db: Db, ids: readonly string[]): Promise<LentArea[]> =>
  db
    .selectFrom("area")
    .select(["id", "name", "kind", "path"])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy("id")
    .execute();
