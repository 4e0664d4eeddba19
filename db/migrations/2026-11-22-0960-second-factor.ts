import { sql, type Kysely } from "kysely";

/** Second factor of accounts, half-finished sign-ins, and single sign-on. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // One-time codes (动态口令). Secrets are sealed: a copy of the table makes no codes.
  `create table account_factor (
    account_id text primary key references account on delete cascade,
    secret bytea,
    confirmed_at timestamptz,
    -- Steps of 30 s since 1970: a code counts once, and none counts before it.
    last_step bigint not null default 0,
    -- Being set up: counts only once a code of it was shown.
    pending_secret bytea,
    pending_until timestamptz,
    recovery_salt bytea not null check (octet_length(recovery_salt) = 16),
    check ((secret is null) = (confirmed_at is null)),
    check ((pending_secret is null) = (pending_until is null))
  )`,
  // Recovery codes (恢复码), argon2id with the salt of the account.
  `create table recovery_code (
    account_id text not null references account_factor on delete cascade,
    hash bytea not null,
    used_at timestamptz,
    primary key (account_id, hash)
  )`,

  // The password was right, the code is outstanding. Opens nothing else.
  `create table sign_in_step (
    token_hash text primary key,
    account_id text not null references account on delete cascade,
    via text not null check (via in ('password', 'sso')),
    expires_at timestamptz not null
  )`,
  `create index sign_in_step_account on sign_in_step (account_id)`,

  // Who may come in by single sign-on (单点登录), and as whom the issuer knows them.
  `create table sso_link (
    account_id text primary key references account on delete cascade,
    issuer text,
    subject text,
    linked_at timestamptz,
    unique (issuer, subject),
    check ((issuer is null) = (subject is null) and (issuer is null) = (linked_at is null))
  )`,
  // A way to the issuer that somebody has set out on; taken away by whoever comes back.
  `create table sso_attempt (
    token_hash text primary key,
    state text not null,
    nonce text not null,
    code_verifier text not null,
    return_address text not null,
    expires_at timestamptz not null
  )`,

  // How somebody came in: what single sign-on asks for is the issuer's affair.
  `alter table session add column via text not null default 'password'
    check (via in ('password', 'sso'))`,
];
