import { sql } from "kysely";
import type { Db } from "../connect.ts";
import type { StoredCase } from "./cases.ts";

/** Whether some clock has run to its mark by now: one look at an index. */
export async function hasDueAlarm(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from dispatch_case where alarm_at <= ${now}) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/**
 * Cases whose clocks have run to a mark, the earliest first, held until the transaction ends. What
 * another server process holds is passed over: it is being seen to.
 */
export async function takeDueCases(trx: Db, now: Date, limit: number): Promise<StoredCase[]> {
  return trx
    .selectFrom("dispatch_case")
    .select(["number", "card as case", "scope_path as scopePath"])
    .$narrowType<Pick<StoredCase, "case">>()
    .where("alarm_at", "<=", now)
    .orderBy("alarm_at")
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Nothing is to be done for a case by time alone until its next event. */
export async function dropAlarm(trx: Db, caseId: string): Promise<void> {
  await trx.updateTable("dispatch_case").set({ alarm_at: null }).where("id", "=", caseId).execute();
}

/** Looks at a case again later: nothing has come of it, and time alone may still command. */
export async function putOffAlarm(db: Db, caseId: string, until: Date): Promise<void> {
  await db.updateTable("dispatch_case").set({ alarm_at: until }).where("id", "=", caseId).execute();
}
