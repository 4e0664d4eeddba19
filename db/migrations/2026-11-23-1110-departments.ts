import { sql, type Kysely } from "kysely";

/** Bodies (部门) that may be called for help: what they are called, what they answer for, and where. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Duties name one of them by unit_id; that column has held names of other bodies too, so it points nowhere.
  `create table department (
    id text primary key check (length(id) between 1 and 64),
    area_id text not null references area on delete cascade,
    name text not null check (length(name) between 1 and 60),
    kind text not null,
    -- The duty list (责任清单): classes and majors; empty: help of any kind.
    categories text[] not null default '{}'
  )`,
  `create index department_area on department (area_id)`,
];
