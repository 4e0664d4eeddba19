import { sql, type Kysely } from "kysely";

/** What the key of an activation stood for, so that the same key with another intent is refused. Older ones do not say. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table activation add column intent_hash text`.execute(db);
}
