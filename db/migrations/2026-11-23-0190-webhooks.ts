import { sql, type Kysely } from "kysely";

/** Other systems that are told of cases as they go on, and what is on its way to them. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table webhook (
    id text primary key check (id ~ '^[0-9a-f]{16}$'),
    key_id text not null references api_key on delete cascade,
    name text not null check (length(name) between 1 and 60),
    url text not null check (length(url) <= 500),
    secret bytea not null,
    -- How far it has been told, and of which log.
    epoch text not null,
    position bigint not null,
    made_by text not null references account,
    made_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create index webhook_key on webhook (key_id)`,
  // What is said is made when it is sent, from the case as it is then: nothing of a case is kept here.
  `create table webhook_delivery (
    webhook_id text not null references webhook on delete cascade,
    position bigint not null,
    case_id text not null,
    version int not null,
    verb text not null,
    at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
    attempts int not null default 0,
    next_at timestamptz not null,
    done_at timestamptz,
    last_status int,
    last_fault text check (length(last_fault) <= 60),
    primary key (webhook_id, position),
    check ((state = 'waiting') = (done_at is null))
  )`,
  `create index webhook_delivery_due on webhook_delivery (next_at) where state = 'waiting'`,
  `create index webhook_delivery_done on webhook_delivery (done_at) where state <> 'waiting'`,
];
