import { sql, type Kysely } from "kysely";

/** The audit log as a chain: who in which role, from where, and a hash of everything before. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Null for what was written before there was a chain.
  `alter table audit add column position bigint unique check (position > 0)`,
  `alter table audit add column role text`,
  `alter table audit add column on_behalf_of text`,
  `alter table audit add column source text`,
  `alter table audit add column hash text`,
  `alter table audit add constraint audit_chained check ((position is null) = (hash is null))`,
  `create index audit_account on audit (account_id, position)`,
  `create index audit_object on audit (object, position)`,
  `create index audit_at on audit (at)`,

  // Where the chain ends: held by whoever writes until their transaction ends, so it has no gaps.
  `create table audit_head (
    id int primary key check (id = 1),
    position bigint not null,
    hash text not null
  )`,
  `insert into audit_head (id, position, hash) values (1, 0, '')`,

  // Nobody empties it at one stroke either.
  `create trigger audit_no_truncate before truncate on audit
    for each statement execute function refuse_rewrite()`,
];
