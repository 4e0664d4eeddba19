import { sql, type Kysely } from "kysely";

/** Meetings (会商) on a case: what waits for somebody is found at once; figures find those of a period. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const MEETINGS = `jsonb_array_elements(card -> 'consultations') as meeting`;

const STATEMENTS = [
  // For when the latest one was called; null: none ever was.
  `alter table dispatch_case add column meeting_at timestamptz`,
  `alter table dispatch_case add column is_meeting_pending boolean not null default false`,
  `update dispatch_case set
    meeting_at = (select to_timestamp(max((meeting ->> 'heldAt')::numeric) / 1000) from ${MEETINGS}),
    is_meeting_pending = exists (select from ${MEETINGS} where meeting ->> 'state' in ('called', 'held'))
    where card -> 'consultations' is not null`,
  `create index dispatch_case_meeting on dispatch_case (meeting_at) where meeting_at is not null`,
  `create index dispatch_case_meeting_pending on dispatch_case (meeting_at) where is_meeting_pending`,
];
