import type { Db } from "../connect.ts";

export interface AuditEntry {
  readonly accountId: string | null;
  /** `capability.verb`, for example `division.publish`. */
  readonly action: string;
  readonly object: string;
  /** Values that explain; never a password, a token or words about a person. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export async function writeAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      account_id: entry.accountId,
      action: entry.action,
      object: entry.object,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}
