import type { Reachable } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface CasePageRow {
  readonly pageId: string;
  readonly accountId: string;
  readonly caseId: string;
  /** The duty by which the case is seen. */
  readonly role: string;
  readonly isWriting: boolean;
  readonly seenAt: Date;
}

/** Notes what a page has open; answers whether that is news. A page of somebody else under the same id is left alone. */
export async function noteCasePage(db: Db, page: CasePageRow): Promise<boolean> {
  const { rows } = await sql<{ isNews: boolean }>`
    with before as (select case_id, is_writing from case_presence where page_id = ${page.pageId})
    insert into case_presence (page_id, account_id, case_id, role, is_writing, seen_at)
    values (${page.pageId}, ${page.accountId}, ${page.caseId}, ${page.role}, ${page.isWriting},
      ${page.seenAt})
    on conflict (page_id) do update set case_id = excluded.case_id, role = excluded.role,
      is_writing = excluded.is_writing, seen_at = excluded.seen_at
    where case_presence.account_id = excluded.account_id
    returning not exists (select from before where case_id = ${page.caseId}
      and is_writing = ${page.isWriting}) as "isNews"`.execute(db);
  return rows[0]?.isNews ?? false;
}

/** Forgets what a page had open; answers whether it had something. */
export async function forgetCasePage(
  db: Db,
  { pageId, accountId }: Pick<CasePageRow, "pageId" | "accountId">,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("case_presence")
    .where("page_id", "=", pageId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Forgets pages that nobody has heard of since a moment. */
export async function purgeCasePages(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("case_presence").where("seen_at", "<", before).execute();
}

/** An open page with the case on it, as far as it says who may know of it. */
export interface OpenPage extends Omit<CasePageRow, "pageId">, Reachable {
  readonly name: string;
}

/** Every page that has a case open, in the order of names; silent ones too, as long as they are here. */
export async function listCasePages(db: Db): Promise<OpenPage[]> {
  const { rows } = await sql<OpenPage>`
    select p.account_id as "accountId", p.case_id as "caseId", p.role, p.is_writing as "isWriting",
      p.seen_at as "seenAt", a.display_name as name, c.scope_path as path,
      c.category as "categoryId", c.level, c.assignee_id as "assigneeId"
    from case_presence p join account a on a.id = p.account_id
      join dispatch_case c on c.id = p.case_id
    order by p.case_id, a.display_name, p.account_id, p.page_id`.execute(db);
  return rows;
}
