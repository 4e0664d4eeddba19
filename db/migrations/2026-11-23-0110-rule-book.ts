import { sql, type Kysely } from "kysely";

/**
 * The rule book (规则库): categories, limits and working calendars as versions that are only ever
 * added. The first edition is the program's own; starting the program writes it.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // A saved change; the token differs from that of every other book, so that what is kept of it can be told apart.
  `create table rule_edition (
    edition int primary key check (edition > 0),
    token text not null unique default gen_random_uuid()::text,
    saved_at timestamptz not null,
    account_id text,
    note text not null check (length(note) <= 500)
  )`,
  // What a rule says from a day on; a body of null takes it out of force.
  `create table rule_version (
    kind text not null check (kind in ('category', 'limit', 'calendar')),
    rule_id text not null check (length(rule_id) between 1 and 80),
    valid_from date not null,
    edition int not null references rule_edition,
    body jsonb,
    primary key (kind, rule_id, valid_from, edition)
  )`,
  // One row: whoever writes a case holds it shared, whoever changes the book holds it alone.
  `create table rule_head (
    id int primary key check (id = 1),
    edition int not null references rule_edition
  )`,
  // A restored store brings its own first edition, so that one may go.
  `create trigger rule_edition_append_only before update or delete on rule_edition
    for each row when (old.edition > 1) execute function refuse_rewrite()`,
  `create trigger rule_version_append_only before update or delete on rule_version
    for each row when (old.edition > 1) execute function refuse_rewrite()`,
];
