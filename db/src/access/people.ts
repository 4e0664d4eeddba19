import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { inScope } from "../organisation/in-scope.ts";

export interface PersonDutyRow {
  readonly id: string;
  readonly role: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly areaKind: string;
  /** `YYYY-MM-DD`; `validTo` is the day after the last one. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** An account with all its duties, whatever their dates (人员). */
export interface PersonRow {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly isDemo: boolean;
  readonly closedAt: Date | null;
  readonly mustChangePassword: boolean;
  readonly lastSeenAt: Date | null;
  /**
   * Holds duties outside the scope too, also for a while in somebody's place: whoever administers only a
   * part cannot take the account over.
   */
  readonly isShared: boolean;
  /** Signs in with a code besides the password. */
  readonly hasFactor: boolean;
  /** May come in by single sign-on, and has done so. */
  readonly isSsoAllowed: boolean;
  readonly isSsoLinked: boolean;
  readonly duties: readonly PersonDutyRow[];
}

export interface PeopleAsked {
  /** Area ids that the asker administers. */
  readonly scope: readonly string[];
  readonly text: string | null;
  readonly role: string | null;
  readonly isClosed: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Whoever has a duty in the scope, and whoever has none at all yet. */
const isMine = (scope: readonly string[]) => sql<boolean>`not account.is_machine and (
  exists (select 1 from duty where duty.account_id = account.id and ${inScope("duty.area_id", scope)})
  or not exists (select 1 from duty where duty.account_id = account.id))`;

const people = (db: Db, scope: readonly string[]) =>
  db
    .selectFrom("account")
    .select([
      "account.id",
      "account.login",
      "account.display_name as displayName",
      "account.is_demo as isDemo",
      "account.closed_at as closedAt",
      "account.must_change_password as mustChangePassword",
      sql<Date | null>`(select max(seen_at) from session where account_id = account.id)`.as(
        "lastSeenAt",
      ),
      // Whoever takes over a colleague's account has what the colleague stands in for (代班) as well.
      sql<boolean>`exists (select 1 from duty
        where duty.account_id = account.id and not ${inScope("duty.area_id", scope)})
        or exists (select 1 from delegation join duty on duty.id = delegation.duty_id
          where delegation.receiver_id = account.id and delegation.ended_at is null
            and delegation.valid_to > now() and not ${inScope("duty.area_id", scope)})`.as(
        "isShared",
      ),
      sql<boolean>`exists (select 1 from account_factor
        where account_id = account.id and secret is not null)`.as("hasFactor"),
      sql<boolean>`exists (select 1 from sso_link where account_id = account.id)`.as(
        "isSsoAllowed",
      ),
      sql<boolean>`exists (select 1 from sso_link
        where account_id = account.id and issuer is not null)`.as("isSsoLinked"),
      sql<PersonDutyRow[]>`coalesce((
        select json_agg(json_build_object('id', duty.id, 'role', duty.role, 'areaId', area.id,
          'areaName', area.name, 'areaKind', area.kind,
          'validFrom', to_char(duty.valid_from, 'YYYY-MM-DD'),
          'validTo', to_char(duty.valid_to, 'YYYY-MM-DD')) order by duty.id)
        from duty join area on area.id = duty.area_id
        where duty.account_id = account.id and ${inScope("duty.area_id", scope)}), '[]')`.as(
        "duties",
      ),
    ])
    .where(isMine(scope));

/** People of a scope by login, with the number of all that match. */
export async function listPeople(
  db: Db,
  asked: PeopleAsked,
): Promise<{ people: PersonRow[]; total: number }> {
  const { scope, text, role, isClosed, offset, limit } = asked;
  const like = text === null ? null : likePattern(text);
  const matching = sql<boolean>`(account.closed_at is not null) = ${isClosed}
    and (${like}::text is null or account.login ilike ${like} or account.display_name ilike ${like})
    and (${role}::text is null or exists (select 1 from duty
      where duty.account_id = account.id and duty.role = ${role}))`;
  const { count } = await db
    .selectFrom("account")
    .select(sql<number>`count(*)::int`.as("count"))
    .where(isMine(scope))
    .where(matching)
    .executeTakeFirstOrThrow();
  const rows = await people(db, scope)
    .where(matching)
    .orderBy("account.login")
    .offset(offset)
    .limit(limit)
    .execute();
  return { people: rows, total: count };
}

/** Somebody of the scope; `undefined` when the account is not there or somebody else's. */
export const findPerson = (
  db: Db,
  id: string,
  scope: readonly string[],
): Promise<PersonRow | undefined> =>
  people(db, scope).where("account.id", "=", id).executeTakeFirst();

export interface NewPerson {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly waitingRoles: readonly string[];
}

/** Makes an account; false when the login is taken. */
export async function insertPerson(db: Db, person: NewPerson): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("account")
    .values({
      id: person.id,
      login: person.login,
      display_name: person.displayName,
      password_hash: person.passwordHash,
      must_change_password: person.mustChangePassword,
      waiting_roles: [...person.waitingRoles],
    })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Keeps two first accounts from being made at once: held until the transaction ends. */
export async function lockAccounts(trx: Db): Promise<void> {
  await sql`lock table account in share row exclusive mode`.execute(trx);
}

/** Lets one change of an account wait for the other: held until the transaction ends. */
export async function lockAccount(trx: Db, id: string): Promise<void> {
  await trx.selectFrom("account").select("id").where("id", "=", id).forUpdate().execute();
}

export async function setPassword(
  db: Db,
  id: string,
  { passwordHash, mustChange }: { passwordHash: string; mustChange: boolean },
): Promise<void> {
  await db
    .updateTable("account")
    .set({ password_hash: passwordHash, must_change_password: mustChange })
    .where("id", "=", id)
    .execute();
}

/** Takes an account out of use from a moment on, or back into use (`null`). */
export async function setClosed(db: Db, id: string, closedAt: Date | null): Promise<void> {
  await db.updateTable("account").set({ closed_at: closedAt }).where("id", "=", id).execute();
}

export interface DutyToGive {
  readonly role: string;
  readonly areaId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * Gives an account exactly these duties inside the scope; what it holds elsewhere stays, and so does
 * a duty that is named again, with its shifts and classes.
 */
export async function replaceDuties(
  trx: Db,
  account: { readonly id: string; readonly displayName: string },
  { scope, duties }: { scope: readonly string[]; duties: readonly DutyToGive[] },
): Promise<void> {
  const given = JSON.stringify(
    duties.map(({ role, areaId, validFrom, validTo }) => ({
      role,
      area_id: areaId,
      valid_from: validFrom,
      valid_to: validTo,
    })),
  );
  const wanted = sql`jsonb_to_recordset(${given}::jsonb)
    as w (role text, area_id text, valid_from date, valid_to date)`;
  await sql`
    delete from duty where account_id = ${account.id} and ${inScope("duty.area_id", scope)}
      and not exists (select 1 from ${wanted} where w.role = duty.role and w.area_id = duty.area_id)
    `.execute(trx);
  await sql`
    update duty set valid_from = w.valid_from, valid_to = w.valid_to from ${wanted}
    where duty.account_id = ${account.id} and duty.role = w.role and duty.area_id = w.area_id
    `.execute(trx);
  await sql`
    insert into duty (id, account_id, role, area_id, display_name, valid_from, valid_to)
    select gen_random_uuid()::text, ${account.id}, w.role, w.area_id, ${account.displayName},
      w.valid_from, w.valid_to
    from ${wanted}
    where not exists (select 1 from duty where duty.account_id = ${account.id}
      and duty.role = w.role and duty.area_id = w.area_id)`.execute(trx);
}

/** Turns roles that waited for a first area into duties there, and answers how many. */
export async function giveWaitingRoles(trx: Db, areaId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into duty (id, account_id, role, area_id, display_name)
    select gen_random_uuid()::text, account.id, waiting.role, ${areaId}, account.display_name
    from account, unnest(account.waiting_roles) as waiting (role)
    where not account.is_demo`.execute(trx);
  await sql`update account set waiting_roles = '{}' where waiting_roles <> '{}'`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
