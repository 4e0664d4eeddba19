import type { StaffAccount } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { inScope } from "../organisation/in-scope.ts";

/** Present areas of a scope with what a list may call them. */
export async function listStaffAreas(
  db: Db,
  scope: readonly string[],
): Promise<{ id: string; code: string; name: string; path: string[] }[]> {
  return db
    .selectFrom("area")
    .select(["id", "code", "name", "path"])
    .where("valid_to", "is", null)
    .where(sql<boolean>`path && ${[...scope]}::text[]`)
    .orderBy("path")
    .execute();
}

/** The accounts that bear these logins, with their duties in a scope. */
export async function listStaffAccounts(
  db: Db,
  logins: readonly string[],
  scope: readonly string[],
): Promise<StaffAccount[]> {
  const mine = inScope("duty.area_id", scope);
  const { rows } = await sql<StaffAccount>`
    select account.id, account.login, account.display_name as "displayName",
      account.closed_at is not null as "isClosed",
      not account.is_machine and (count(duty.id) = 0 or coalesce(bool_or(${mine}), false))
        as "isMine",
      coalesce(bool_or(not ${mine}), false) as "isShared",
      coalesce(json_agg(json_build_object('id', duty.id, 'role', duty.role, 'areaId', duty.area_id,
        'validFrom', to_char(duty.valid_from, 'YYYY-MM-DD'),
        'validTo', to_char(duty.valid_to, 'YYYY-MM-DD'), 'shift', duty.shift) order by duty.id)
        filter (where ${mine}), '[]') as duties
    from account left join duty on duty.account_id = account.id
    where account.login = any(${[...logins]}::text[])
    group by account.id order by account.login`.execute(db);
  return rows;
}

export interface StaffToAdd {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string;
}

/** Makes accounts whose passwords are handed over; answers how many, less where a login was taken. */
export async function insertStaff(trx: Db, people: readonly StaffToAdd[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into account (id, login, display_name, password_hash, must_change_password)
    select id, login, name, hash, true from unnest(
      ${people.map(({ id }) => id)}::text[], ${people.map(({ login }) => login)}::text[],
      ${people.map(({ displayName }) => displayName)}::text[],
      ${people.map(({ passwordHash }) => passwordHash)}::text[]
    ) as p (id, login, name, hash)
    on conflict (login) do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** `null` where the list leaves it open: as it is, else from a day on, for good, around the clock. */
export interface StaffDutyToSave {
  /** Of the duty that is there; `null`: a new one. */
  readonly id: string | null;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: string;
  readonly areaId: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly shift: string | null;
}

/** Adds and changes duties, in two statements whatever their number. */
export async function saveStaffDuties(
  trx: Db,
  duties: readonly StaffDutyToSave[],
  today: string,
): Promise<void> {
  const listed = sql`jsonb_to_recordset(${JSON.stringify(
    duties.map((duty) => ({
      id: duty.id,
      account_id: duty.accountId,
      display_name: duty.displayName,
      role: duty.role,
      area_id: duty.areaId,
      valid_from: duty.validFrom,
      valid_to: duty.validTo,
      shift: duty.shift,
    })),
  )}::jsonb) as d (id text, account_id text, display_name text, role text, area_id text,
    valid_from date, valid_to date, shift text)`;
  await sql`
    update duty set valid_from = coalesce(d.valid_from, duty.valid_from),
      valid_to = coalesce(d.valid_to, duty.valid_to), shift = coalesce(d.shift, duty.shift)
    from ${listed} where duty.id = d.id`.execute(trx);
  await sql`
    insert into duty (id, account_id, role, area_id, display_name, valid_from, valid_to, shift)
    select gen_random_uuid()::text, d.account_id, d.role, d.area_id, d.display_name,
      coalesce(d.valid_from, ${today}::date), d.valid_to, coalesce(d.shift, 'Mo-Su 00:00-24:00')
    from ${listed} where d.id is null`.execute(trx);
}
