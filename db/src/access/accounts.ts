import type { Duty, Level, Role } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly locale: "zh-CN" | "en";
  readonly isDemo: boolean;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly waitingRoles: readonly string[];
}

/** Accounts that are in use. */
export const openAccounts = (db: Db) =>
  db
    .selectFrom("account")
    .select([
      "account.id",
      "account.login",
      "account.display_name as displayName",
      "account.locale",
      "account.is_demo as isDemo",
      "account.password_hash as passwordHash",
      "account.must_change_password as mustChangePassword",
      "account.waiting_roles as waitingRoles",
    ])
    .where("account.closed_at", "is", null)
    .where("account.is_machine", "=", false);

/** An open account of a person by its login. */
export const findAccount = (db: Db, login: string): Promise<AccountRow | undefined> =>
  openAccounts(db).where("account.login", "=", login).executeTakeFirst();

/** Accounts made with a demo district, of the given logins. */
export const listDemoAccounts = (db: Db, logins: readonly string[]): Promise<AccountRow[]> =>
  openAccounts(db)
    .where("is_demo", "=", true)
    .where(sql<boolean>`login = any(${[...logins]}::text[])`)
    .execute();

export interface DutyRow extends Duty {
  readonly areaName: string;
  readonly areaKind: string;
  /** Classes of cases the duty is for; empty: every class. */
  readonly categories: readonly string[];
  /** The body that the duty is held in. */
  readonly unitId: string | null;
  /** Where it is not that of the area: of a part of somebody's duty. */
  readonly maxLevel?: Level;
  /** Whose duty it is, where somebody stands in for them (代班). */
  readonly onBehalfOf?: DutyGiver;
}

export interface DutyGiver {
  readonly accountId: string;
  readonly displayName: string;
  /** Area of the duty that was lent, whatever part of it is. */
  readonly areaId: string;
  /** The whole duty, and not a part: what is in the hands of its unit goes along. */
  readonly isWhole: boolean;
}

/** Duties with what the rule asks of their area, whoever's and whatever their dates. */
export const placedDuties = (db: Db) =>
  db
    .selectFrom("duty")
    .innerJoin("area", "area.id", "duty.area_id")
    .select([
      "duty.id",
      "duty.role",
      "duty.area_id as areaId",
      "area.path as areaPath",
      "area.name as areaName",
      "area.kind as areaKind",
      "duty.categories",
      "duty.unit_id as unitId",
    ])
    .$narrowType<{ role: Role }>();

/** The duties of an account that are in force on a day (`YYYY-MM-DD`). */
export const listDuties = (db: Db, accountId: string, day: string): Promise<DutyRow[]> =>
  placedDuties(db)
    .where("duty.account_id", "=", accountId)
    .where("duty.valid_from", "<=", day)
    .where((eb) => eb.or([eb("duty.valid_to", "is", null), eb("duty.valid_to", ">", day)]))
    .orderBy("duty.id")
    .execute();

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly isDemo: boolean;
  /** Roles it gets at the first top area. */
  readonly waitingRoles: readonly string[];
}

/** Writes accounts in one statement; a login that is taken keeps its id and password. */
export async function insertAccounts(db: Db, accounts: readonly NewAccount[]): Promise<void> {
  await sql`
    insert into account (id, login, display_name, password_hash, is_demo, waiting_roles)
    select id, login, display_name, password_hash, is_demo, string_to_array(waiting_roles, ' ')
    from unnest(
      ${accounts.map(({ id }) => id)}::text[],
      ${accounts.map(({ login }) => login)}::text[],
      ${accounts.map(({ displayName }) => displayName)}::text[],
      ${accounts.map(({ passwordHash }) => passwordHash)}::text[],
      ${accounts.map(({ isDemo }) => isDemo)}::bool[],
      ${accounts.map(({ waitingRoles }) => waitingRoles.join(" "))}::text[]
    ) as a (id, login, display_name, password_hash, is_demo, waiting_roles)
    on conflict (login) do nothing`.execute(db);
}

export async function countAccounts(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from account`.execute(db);
  return rows[0]?.count ?? 0;
}
