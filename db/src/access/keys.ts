import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface KeyArea {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: readonly string[];
}

/** An interface key (接口密钥) with everything that decides whether it opens. */
export interface KeyRow {
  readonly id: string;
  /** The account under which it acts. */
  readonly accountId: string;
  readonly name: string;
  readonly purpose: string;
  readonly permissions: readonly string[];
  readonly areaIds: readonly string[];
  /** Those that are still there. */
  readonly areas: readonly KeyArea[];
  readonly categories: readonly string[];
  readonly addresses: readonly string[];
  readonly perMinute: number;
  readonly secretHash: string;
  readonly previousHash: string | null;
  readonly previousUntil: Date | null;
  readonly madeBy: string;
  readonly answeredBy: string;
  readonly answeredById: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
}

const keys = (db: Db) =>
  db
    .selectFrom("api_key")
    .innerJoin("account", "account.id", "api_key.account_id")
    .innerJoin("account as maker", "maker.id", "api_key.made_by")
    .innerJoin("account as answering", "answering.id", "api_key.answered_by")
    .select([
      "api_key.id",
      "api_key.account_id as accountId",
      "account.display_name as name",
      "api_key.purpose",
      "api_key.permissions",
      "api_key.area_ids as areaIds",
      sql<KeyArea[]>`coalesce((
        select json_agg(json_build_object('id', area.id, 'name', area.name, 'kind', area.kind,
          'path', area.path) order by area.path)
        from area where area.id = any(api_key.area_ids)), '[]')`.as("areas"),
      "api_key.categories",
      "api_key.addresses",
      "api_key.per_minute as perMinute",
      "api_key.secret_hash as secretHash",
      "api_key.previous_hash as previousHash",
      "api_key.previous_until as previousUntil",
      "maker.display_name as madeBy",
      "answering.display_name as answeredBy",
      "api_key.answered_by as answeredById",
      "api_key.made_at as madeAt",
      "api_key.expires_at as expiresAt",
      "api_key.revoked_at as revokedAt",
      "api_key.last_used_at as lastUsedAt",
      "api_key.last_used_from as lastUsedFrom",
    ]);

export const findKey = (db: Db, id: string): Promise<KeyRow | undefined> =>
  keys(db).where("api_key.id", "=", id).executeTakeFirst();

/** Keys for any area of a scope, the newest first. */
export const listKeys = (db: Db, scope: readonly string[]): Promise<KeyRow[]> =>
  keys(db)
    .where(
      sql<boolean>`exists (select 1 from area where area.id = any(api_key.area_ids)
        and area.path && ${[...scope]}::text[])`,
    )
    .orderBy("api_key.made_at", "desc")
    .orderBy("api_key.id")
    .execute();

export interface NewKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly purpose: string;
  readonly permissions: readonly string[];
  readonly areaIds: readonly string[];
  readonly categories: readonly string[];
  readonly addresses: readonly string[];
  readonly perMinute: number;
  readonly secretHash: string;
  readonly madeById: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
}

/** Writes a key and the account under which it acts, which nobody can sign in with. */
export async function insertKey(trx: Db, key: NewKey): Promise<void> {
  await trx
    .insertInto("account")
    .values({
      id: key.accountId,
      login: `key-${key.id}`,
      display_name: key.name,
      password_hash: "",
      is_machine: true,
    })
    .execute();
  await trx
    .insertInto("api_key")
    .values({
      id: key.id,
      account_id: key.accountId,
      purpose: key.purpose,
      permissions: [...key.permissions],
      area_ids: [...key.areaIds],
      categories: [...key.categories],
      addresses: [...key.addresses],
      per_minute: key.perMinute,
      secret_hash: key.secretHash,
      made_by: key.madeById,
      answered_by: key.madeById,
      made_at: key.madeAt,
      expires_at: key.expiresAt,
    })
    .execute();
}

/** Another secret; the present one opens until a moment (`null`: no longer). */
export async function rotateKey(
  db: Db,
  id: string,
  { secretHash, previousUntil }: { secretHash: string; previousUntil: Date | null },
): Promise<void> {
  await sql`
    update api_key set
      previous_hash = case when ${previousUntil}::timestamptz is null then null else secret_hash end,
      previous_until = ${previousUntil}, secret_hash = ${secretHash}
    where id = ${id}`.execute(db);
}

/** It opens nothing any more, and neither does the secret before it. */
export async function revokeKey(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable("api_key")
    .set({ revoked_at: now, previous_hash: null, previous_until: null })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .execute();
}

/** Another administrator answers for it from now on. */
export async function setKeyAnswering(db: Db, id: string, accountId: string): Promise<void> {
  await db.updateTable("api_key").set({ answered_by: accountId }).where("id", "=", id).execute();
}

export async function touchKey(
  db: Db,
  id: string,
  { now, from }: { now: Date; from: string },
): Promise<void> {
  await db
    .updateTable("api_key")
    .set({ last_used_at: now, last_used_from: from })
    .where("id", "=", id)
    .execute();
}

/** Whether an account is open: one that is closed answers for nothing. */
export async function isOpenAccount(db: Db, accountId: string): Promise<boolean> {
  const found = await db
    .selectFrom("account")
    .select("id")
    .where("id", "=", accountId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return found !== undefined;
}
