import { sql, type Kysely } from "kysely";

/**
 * The number that residents call (社区服务电话), of a community or of what lies above it. It stands on
 * notice boards: an office's number, nobody's own.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql`create table service_line (
    area_id text primary key references area on delete cascade,
    number text not null check (number <> '')
  )`.execute(db);
}
