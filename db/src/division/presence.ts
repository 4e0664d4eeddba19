import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface PresenceRow {
  readonly pageId: string;
  readonly accountId: string;
  readonly name: string;
  readonly claimedAt: Date | null;
}

/** Pages that have a division open and were heard of since a moment, the first to claim first. */
export async function listPresence(
  db: Db,
  divisionId: string,
  since: Date,
): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select p.page_id as "pageId", p.account_id as "accountId", a.display_name as name,
      p.claimed_at as "claimedAt"
    from plan_presence p join account a on a.id = p.account_id
    where p.division_id = ${divisionId} and p.seen_at >= ${since}
    order by p.claimed_at nulls last, a.display_name, p.page_id`.execute(db);
  return rows;
}

export interface Seen {
  readonly pageId: string;
  readonly divisionId: string;
  readonly accountId: string;
  readonly now: Date;
  /** `undefined`: as it was. */
  readonly claimedAt: Date | null | undefined;
}

/** Notes that a page is there. A page of somebody else under the same id is left alone. */
export async function notePresence(trx: Db, seen: Seen): Promise<void> {
  const keeps = seen.claimedAt === undefined;
  const claimedAt = seen.claimedAt ?? null;
  await sql`
    insert into plan_presence (page_id, division_id, account_id, seen_at, claimed_at)
    values (${seen.pageId}, ${seen.divisionId}, ${seen.accountId}, ${seen.now}, ${claimedAt})
    on conflict (page_id) do update set division_id = excluded.division_id,
      seen_at = excluded.seen_at,
      claimed_at = case when ${keeps} and plan_presence.division_id = excluded.division_id
        then plan_presence.claimed_at else excluded.claimed_at end
    where plan_presence.account_id = excluded.account_id`.execute(trx);
}

/** Forgets a page, and all that were silent since a moment. */
export async function forgetPresence(
  trx: Db,
  gone: { pageId: string; accountId: string; before: Date },
): Promise<void> {
  await trx
    .deleteFrom("plan_presence")
    .where((eb) =>
      eb.or([
        eb("seen_at", "<", gone.before),
        eb.and([eb("page_id", "=", gone.pageId), eb("account_id", "=", gone.accountId)]),
      ]),
    )
    .execute();
}
