import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface FactorRow {
  /** Sealed; `null` while there is none but one being set up. */
  readonly secret: Buffer | null;
  readonly confirmedAt: Date | null;
  readonly pendingSecret: Buffer | null;
  readonly pendingUntil: Date | null;
  readonly recoverySalt: Buffer;
  /** Recovery codes that are still good. */
  readonly recoveryLeft: number;
}

/** The second factor of an account, also while it is being set up. */
export const findFactor = (db: Db, accountId: string): Promise<FactorRow | undefined> =>
  db
    .selectFrom("account_factor")
    .select([
      "secret",
      "confirmed_at as confirmedAt",
      "pending_secret as pendingSecret",
      "pending_until as pendingUntil",
      "recovery_salt as recoverySalt",
      sql<number>`(select count(*)::int from recovery_code
        where recovery_code.account_id = account_factor.account_id and used_at is null)`.as(
        "recoveryLeft",
      ),
    ])
    .where("account_id", "=", accountId)
    .executeTakeFirst();

/** Keeps a secret that is being set up; the present one goes on to count. */
export async function savePendingFactor(
  db: Db,
  accountId: string,
  pending: { readonly secret: Buffer; readonly until: Date; readonly salt: Buffer },
): Promise<void> {
  await db
    .insertInto("account_factor")
    .values({
      account_id: accountId,
      pending_secret: pending.secret,
      pending_until: pending.until,
      recovery_salt: pending.salt,
    })
    .onConflict((conflict) =>
      conflict
        .column("account_id")
        .doUpdateSet({ pending_secret: pending.secret, pending_until: pending.until }),
    )
    .execute();
}

/**
 * Makes the pending secret the one that counts, its first code used up. False when it is not the
 * pending one any more.
 */
export async function confirmFactor(
  db: Db,
  accountId: string,
  confirmed: { readonly secret: Buffer; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("account_factor")
    .set((eb) => ({
      secret: eb.ref("pending_secret"),
      confirmed_at: confirmed.now,
      last_step: confirmed.step,
      pending_secret: null,
      pending_until: null,
    }))
    .where("account_id", "=", accountId)
    .where("pending_secret", "=", confirmed.secret)
    .where("pending_until", ">", confirmed.now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Uses a step up: false when it, or a later one, was used before. Of two at once one wins. */
export async function spendStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("account_factor")
    .set({ last_step: step })
    .where("account_id", "=", accountId)
    .where("secret", "is not", null)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Seals the secret anew, after a change of keys. */
export async function resealFactor(
  db: Db,
  accountId: string,
  secret: { readonly before: Buffer; readonly after: Buffer },
): Promise<void> {
  await db
    .updateTable("account_factor")
    .set({ secret: secret.after })
    .where("account_id", "=", accountId)
    .where("secret", "=", secret.before)
    .execute();
}

/** Takes the second factor away, with its recovery codes; false when there was none. */
export async function deleteFactor(db: Db, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("account_factor")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Puts these recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  trx: Db,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await trx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  await trx
    .insertInto("recovery_code")
    .values(hashes.map((hash) => ({ account_id: accountId, hash })))
    .execute();
}

/** Uses a recovery code up: false when it is unknown or was used before. Of two at once one wins. */
export async function spendRecoveryCode(
  db: Db,
  accountId: string,
  { hash, now }: { readonly hash: Buffer; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("recovery_code")
    .set({ used_at: now })
    .where("account_id", "=", accountId)
    .where("hash", "=", hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
