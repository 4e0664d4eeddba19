import { sql, type Kysely } from "kysely";

/**
 * What figures of any period count, in a narrow table of its own: a year of a million cases is read without
 * their cards. Kept by the store itself with every change of a case.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Seconds: an hour, and always four times as much; cases of the last class are longer. */
const LENGTHS = [1, 4, 16, 64, 256, 1024, 4096].map((hours) => hours * 3600).join(", ");
/** `isParked` among the bits of facts. */
const PARKED = 16;
const LEVELS = ["grid", "community", "street", "district"];
const ids = (part: string): string => `(select sight_ids('${part}'))`;

const STATEMENTS = [
  // Where cases of a kind lie, and of which level they are: who may see one of them may see them all.
  `create table case_cell (
    id int generated always as identity primary key,
    scope_path text[] not null,
    -- Empty: in no grid.
    grid_version_id text not null,
    category text not null,
    level text not null,
    unique (scope_path, grid_version_id, category, level)
  )`,
  `create table case_standing (
    case_id text not null,
    cell_id int not null,
    reported_at timestamptz not null,
    total_due_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz not null,
    -- Null: from before figures were kept. It has to be counted from its log.
    facts int,
    -- By the time from the report to the last date that counts, so that a period is looked for only
    -- among those that began shortly before.
    length_class int generated always as (
      width_bucket(extract(epoch from greatest(updated_at, total_due_at, closed_at) - reported_at)
        ::double precision, array[${LENGTHS}]::double precision[])) stored
  )`,

  // A rehearsal (演练) is in no figure, and not in here.
  `insert into case_cell (scope_path, grid_version_id, category, level)
    select distinct scope_path, coalesce(grid_version_id, ''), category, level
    from dispatch_case where not is_rehearsal`,
  `insert into case_standing
      (case_id, cell_id, reported_at, total_due_at, closed_at, updated_at, facts)
    select c.id, cell.id, c.reported_at, c.total_due_at, c.closed_at, c.updated_at, c.facts
    from dispatch_case c join case_cell cell on cell.scope_path = c.scope_path
      and cell.grid_version_id = coalesce(c.grid_version_id, '')
      and cell.category = c.category and cell.level = c.level
    where not c.is_rehearsal`,
  // All at once, and not row by row.
  `alter table case_standing add primary key (case_id),
    add foreign key (case_id) references dispatch_case on delete cascade
      deferrable initially deferred,
    add foreign key (cell_id) references case_cell`,
  `create index case_standing_stood on case_standing (length_class, reported_at)
    include (cell_id, facts, total_due_at, closed_at, updated_at, case_id)`,
  `create index case_standing_parked on case_standing (reported_at) where facts & ${PARKED} <> 0`,
  `create index case_standing_uncounted on case_standing (reported_at) where facts is null`,

  // What these were for is read of the narrow table now; a case is written with the fewer.
  `drop index dispatch_case_total_due, dispatch_case_updated, dispatch_case_uncounted`,

  `create function keep_case_standing() returns trigger language plpgsql as $$
    declare cell int; grid text := coalesce(new.grid_version_id, '');
    begin
      if new.is_rehearsal then
        delete from case_standing where case_id = new.id;
        return null;
      end if;
      -- Twice: whoever is first to need a cell may be waiting to commit it.
      for try in 1..2 loop
        select id into cell from case_cell where scope_path = new.scope_path
          and grid_version_id = grid and category = new.category and level = new.level;
        exit when cell is not null;
        insert into case_cell (scope_path, grid_version_id, category, level)
          values (new.scope_path, grid, new.category, new.level)
          on conflict do nothing returning id into cell;
        exit when cell is not null;
      end loop;
      insert into case_standing as s
          (case_id, cell_id, reported_at, total_due_at, closed_at, updated_at, facts)
        values (new.id, cell, new.reported_at, new.total_due_at, new.closed_at, new.updated_at,
          new.facts)
        on conflict (case_id) do update set cell_id = excluded.cell_id,
          reported_at = excluded.reported_at, total_due_at = excluded.total_due_at,
          closed_at = excluded.closed_at, updated_at = excluded.updated_at, facts = excluded.facts;
      return null;
    end $$`,
  `create trigger dispatch_case_standing
    after insert or update of scope_path, grid_version_id, category, level, is_rehearsal, reported_at,
      total_due_at, closed_at, updated_at, facts on dispatch_case
    for each row execute function keep_case_standing()`,

  // As the case itself is held. A cell is asked for once in a statement, and a case by its cell.
  `alter table case_cell enable row level security`,
  `create policy second_wall on case_cell for select using (
    scope_path && ${ids("district")}
    or scope_path && case level ${LEVELS.map((level) => `when '${level}' then ${ids(level)}`).join(" ")} end
    or ((select sight() -> 'bound' <> '[]') and exists (
      select 1 from jsonb_to_recordset(sight() -> 'bound')
        as duty (areas text[], levels text[], patterns text[])
      where scope_path && areas and level = any (levels) and category like any (patterns))))`,
  `alter table case_standing enable row level security`,
  `create policy second_wall on case_standing for select using (
    cell_id in (select id from case_cell)
    or case_id in (select id from dispatch_case where assignee_id = any (${ids("own")}::text[])))`,
];
