import { sql, type Kysely } from "kysely";

/**
 * Bodies (部门) and committees are kept by people: each serves one area or several, is given up on a day and never
 * deleted, and every state it was in stays written down.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table department add column area_ids text[]`,
  `update department set area_ids = array[area_id]`,
  `alter table department alter column area_ids set not null,
    add check (cardinality(area_ids) between 1 and 300)`,
  `alter table department drop column area_id`,
  `create index department_areas on department using gin (area_ids)`,
  // The first day without it; null: in use.
  `alter table department add column valid_to date`,
  `create table department_version (
    id text primary key,
    department_id text not null references department,
    name text not null,
    kind text not null,
    area_ids text[] not null,
    categories text[] not null,
    valid_to date,
    -- The day from which it is so; null: from before this was kept.
    since date,
    made_by text,
    made_at timestamptz not null
  )`,
  `create index department_version_of on department_version (department_id, made_at)`,
  `insert into department_version (id, department_id, name, kind, area_ids, categories, made_at)
    select gen_random_uuid()::text, id, name, kind, area_ids, categories, now() from department`,
  `create trigger department_version_append_only before update or delete on department_version
    for each row execute function refuse_rewrite()`,
];
