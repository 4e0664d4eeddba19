import { LONGEST_CONTACT_DAYS, type ContactKeeping } from "@onegrid/core/access";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** A contact as it is kept: what it says stands in `sealed` alone. */
export interface SealedContact {
  readonly caseId: string;
  readonly sealed: Buffer;
  readonly agreedAt: Date;
  readonly writtenBy: string;
}

/** Keeps the contact of a case in the place of an earlier one. */
export async function saveContact(trx: Db, contact: SealedContact): Promise<void> {
  const { caseId, sealed, agreedAt, writtenBy } = contact;
  const values = { sealed, agreed_at: agreedAt, written_by: writtenBy };
  await trx
    .insertInto("reporter_contact")
    .values({ case_id: caseId, ...values })
    .onConflict((conflict) => conflict.column("case_id").doUpdateSet(values))
    .execute();
}

const contacts = (db: Db) =>
  db
    .selectFrom("reporter_contact")
    .select(["case_id as caseId", "sealed", "agreed_at as agreedAt", "written_by as writtenBy"]);

export const loadContact = (db: Db, caseId: string): Promise<SealedContact | undefined> =>
  contacts(db).where("case_id", "=", caseId).executeTakeFirst();

export async function hasContact(db: Db, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from reporter_contact where case_id = ${caseId}) as found`.execute(db);
  return rows[0]?.found === true;
}

/** Answers whether there was one. */
export async function deleteContact(trx: Db, caseId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("reporter_contact")
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Deletes the contacts whose time has come (`contactPurgeAt` of core/access, as a condition; a test
 * compares the two) and answers whose cases they were.
 */
export async function purgeContacts(
  trx: Db,
  { now, keeping }: { readonly now: Date; readonly keeping: ContactKeeping },
): Promise<string[]> {
  const daysAfterReport = Math.min(keeping.daysAfterReport, LONGEST_CONTACT_DAYS);
  const { rows } = await sql<{ caseId: string }>`
    delete from reporter_contact c using dispatch_case d
    where d.id = c.case_id and least(
      d.reported_at + make_interval(hours => ${24 * daysAfterReport}::int),
      case when d.state <> all(${[...OPEN_STATES]}::text[])
        then coalesce(d.closed_at, d.updated_at)
          + make_interval(hours => ${24 * keeping.daysAfterEnd}::int) end) <= ${now}
    returning c.case_id as "caseId"`.execute(trx);
  return rows.map(({ caseId }) => caseId).toSorted();
}

/** Every contact that is kept, for whoever has to see whether the key still opens them. */
export const listContacts = (db: Db): Promise<SealedContact[]> =>
  contacts(db).orderBy("case_id").execute();
