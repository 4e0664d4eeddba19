import { sql, type Kysely } from "kysely";

/** What somebody saw at a gate of a compound (大门核实): it is there, or it is not. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table gate_survey (
    id text primary key,
    compound_id text not null references compound on delete cascade,
    -- A gate of the layer; null: a place where one was only supposed.
    gate_id text references gate on delete cascade,
    verdict text not null check (verdict in ('confirmed', 'refuted')),
    access text not null check (access in ('public', 'residents')),
    hours text check (length(hours) between 1 and 200),
    place geometry(Point, 4326) not null,
    surveyed_by text not null references account,
    surveyed_at timestamptz not null,
    -- A later look at the same gate.
    replaced_by text references gate_survey deferrable initially deferred
  )`,
  `create index gate_survey_compound on gate_survey (compound_id)`,
  `create index gate_survey_gate on gate_survey (gate_id) where gate_id is not null`,
  `create index gate_survey_place on gate_survey using gist (place)`,
  `create index gate_survey_replaced on gate_survey (replaced_by) where replaced_by is not null`,
  `create index gate_survey_by on gate_survey (surveyed_by)`,
  // Gates stand in the street; whose compound it is, and who was there, is for those who see the compound.
  `alter table gate_survey enable row level security`,
  `create policy second_wall on gate_survey for select using (
    compound_id in (select id from compound))`,
];
