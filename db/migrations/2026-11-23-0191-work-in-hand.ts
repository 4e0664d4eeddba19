import { sql, type Kysely } from "kysely";

/**
 * What people have in hand is asked for with every recommendation, of everybody at once. By the index of
 * all assignees, closed cases among them, that reads years of somebody's work to find two open cases.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql`create index dispatch_case_in_hand on dispatch_case (assignee_id)
    where state in ('dispatched', 'in_progress')`.execute(db);
}
