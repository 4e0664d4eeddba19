import { sql, type Kysely } from "kysely";

/** Keys of other systems, and duties in a colleague's hands for a while. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // An account that no person signs in with: what a key does is done by it, under the key's name.
  `alter table account add column is_machine boolean not null default false`,
  `create table api_key (
    id text primary key check (id ~ '^[0-9a-f]{16}$'),
    account_id text not null unique references account on delete cascade,
    purpose text not null default '' check (length(purpose) <= 200),
    permissions text[] not null check (cardinality(permissions) > 0),
    area_ids text[] not null check (cardinality(area_ids) > 0),
    categories text[] not null default '{}',
    addresses text[] not null default '{}',
    per_minute int not null check (per_minute between 1 and 3000),
    secret_hash text not null,
    previous_hash text,
    previous_until timestamptz,
    made_by text not null references account,
    answered_by text not null references account,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz,
    last_used_from text,
    check ((previous_hash is null) = (previous_until is null)),
    check (expires_at > made_at)
  )`,
  `create index api_key_areas on api_key using gin (area_ids)`,

  // The giver is the holder of the duty: when the duty goes, what was lent of it goes too.
  `create table delegation (
    id text primary key,
    duty_id text not null references duty on delete cascade,
    receiver_id text not null references account on delete cascade,
    area_ids text[] not null check (cardinality(area_ids) > 0),
    categories text[] not null default '{}',
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    check (valid_to > valid_from)
  )`,
  `create index delegation_receiver on delegation (receiver_id, valid_to)`,
  `create index delegation_duty on delegation (duty_id)`,
];
