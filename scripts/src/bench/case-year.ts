import { migrate, type Db } from "@onegrid/db";
import { isEmpty } from "@onegrid/db/organisation";
import { sql } from "kysely";
import { step } from "../terminal.ts";
import { caseTemplates, WEEK_MS, FIRST_WEEK } from "./case-templates.ts";
import { fillAreas } from "./made-region.ts";

const TEMPLATES = 2000;
export const WEEKS = 52;
/** After the last step of the last case. */
export const YEAR_END = FIRST_WEEK + (WEEKS + 30) * WEEK_MS;

/**
 * A year of closed cases with their whole logs, in 500 communities: histories of one week that the
 * machine has folded, moved by weeks and over the communities in bulk. A store that has cases stays as
 * it is. Foreign keys are not looked at: the database account has to be a superuser's.
 */
export async function fillCaseYear(db: Db, cases: number): Promise<void> {
  await migrate(db);
  await fillAreas(db, () => new Date(YEAR_END));
  if (!(await isEmpty(db, "dispatch_case"))) return;
  const copies = Math.ceil(cases / TEMPLATES / WEEKS);
  await step("正在生成一年的案件", "Making a year of cases", () =>
    db.connection().execute(async (on) => {
      await sql`set session_replication_role = replica`.execute(on);
      await sql`set synchronous_commit = off`.execute(on);
      // Templates lie in memory, so that copies stay in the order of their time.
      await sql`set work_mem = '512MB'`.execute(on);
      await keepTemplates(on);
      for (const statement of [PLACES, COPIES, CASES, CELLS, STANDINGS, EVENTS, SPANS])
        await sql.raw(statement.replaceAll(":copies", String(copies))).execute(on);
      await sql`reset all`.execute(on);
    }),
  );
  await step("正在整理统计信息", "Vacuuming", async () => {
    await sql`vacuum analyze`.execute(db);
  });
}

async function keepTemplates(on: Db): Promise<void> {
  const templates = caseTemplates(TEMPLATES);
  await sql`create temp table template as
    select row_number() over () - 1 as n, doc from
    jsonb_array_elements(${JSON.stringify(templates)}::jsonb) as given (doc)`.execute(on);
  await sql`analyze template`.execute(on);
}

const TIME = (path: string, from = "t.doc"): string =>
  `to_timestamp((${from} #>> '{${path}}')::double precision / 1000) + c.shift`;

/** One place in each grid. */
const PLACES = `
  create temp table bench_place as
  select row_number() over (order by v.id) - 1 as n, v.id as grid_version_id,
    a.id as community_id, a.path,
    ST_PointOnSurface(v.geom) as point, jsonb_build_object(
      'position', jsonb_build_array(ST_X(ST_PointOnSurface(v.geom)), ST_Y(ST_PointOnSurface(v.geom))),
      'address', v.code, 'gridId', v.code, 'gridVersionId', v.id, 'laneId', null,
      'communityId', a.id, 'streetId', a.path[2], 'districtId', a.path[1]) as place
  from grid_version v join area a on a.id = v.community_id`;

/** Names of cases are spread like those of real ones. */
const COPIES = `
  create temp table bench_copy as
  select md5(t.n || '/' || week || '/' || copy) as id, t.n as template,
    week * interval '7 days' as shift, week * 604800000::bigint as shift_ms,
    (t.n * 7919 + week * 104729 + copy * 1299709) % (select count(*) from bench_place) as place
  from template t, generate_series(0, ${WEEKS - 1}) week, generate_series(0, :copies - 1) copy
  order by week, t.doc #>> '{case,reportedAt}';
  analyze bench_copy; analyze bench_place`;

const MOVED = `case when t.doc #>> '{case,place,address}' = 'moved'
  then p.place || '{"address":"moved"}' else p.place end`;

const CASES = `
  insert into dispatch_case (id, number, version, state, category, level, severity, channel, address,
    place, grid_version_id, community_id, scope_path, assignee_id, reported_at, closed_at, updated_at,
    facts, total_due_at, has_spans, card)
  select c.id, c.id, (t.doc #>> '{case,version}')::int, t.doc #>> '{case,state}',
    t.doc #>> '{case,categoryId}', t.doc #>> '{case,level}', 'minor', 'import', (${MOVED}) ->> 'address',
    p.point, p.grid_version_id, p.community_id, p.path, t.doc #>> '{case,assignee,unitId}',
    ${TIME("case,reportedAt")}, ${TIME("case,closedAt")}, ${TIME("case,updatedAt")},
    (t.doc ->> 'facts')::int, ${TIME("totalDueAt")}, true,
    (t.doc -> 'case') || jsonb_build_object('id', c.id, 'place', ${MOVED},
      'reportedAt', (t.doc #>> '{case,reportedAt}')::bigint + c.shift_ms)
  from bench_copy c join template t on t.n = c.template join bench_place p on p.n = c.place`;

/** What triggers would have kept. */
const CELLS = `
  insert into case_cell (scope_path, grid_version_id, category, level)
  select distinct scope_path, coalesce(grid_version_id, ''), category, level from dispatch_case`;

const STANDINGS = `
  insert into case_standing
    (case_id, cell_id, reported_at, total_due_at, closed_at, updated_at, facts)
  select c.id, cell.id, c.reported_at, c.total_due_at, c.closed_at, c.updated_at, c.facts
  from dispatch_case c join case_cell cell on cell.scope_path = c.scope_path
    and cell.grid_version_id = coalesce(c.grid_version_id, '')
    and cell.category = c.category and cell.level = c.level`;

/** The event of a copy: its own times and places. */
const EVENT = `(e.value || jsonb_build_object('caseId', c.id,
    'at', (e.value ->> 'at')::bigint + c.shift_ms, 'fields', (e.value -> 'fields')
    || case when e.value #> '{fields,place}' is not null then jsonb_build_object('place',
      case when e.value ->> 'verb' = 'relocate' then p.place || '{"address":"moved"}' else p.place end)
      else '{}' end
    || case when e.value #> '{fields,reviewAt}' is not null then jsonb_build_object('reviewAt',
      (e.value #>> '{fields,reviewAt}')::bigint + c.shift_ms) else '{}' end))`;

const EVENTS = `
  insert into case_event (case_id, version, verb, at, actor_id, role, event, previous_hash, hash)
  select c.id, (e.value ->> 'version')::int, e.value ->> 'verb', ${TIME("at", "e.value")}, 'system',
    'system', ${EVENT}, '', ''
  from bench_copy c join template t on t.n = c.template join bench_place p on p.n = c.place,
    jsonb_array_elements(t.doc -> 'events') e`;

const SPANS = `
  insert into case_span (case_id, version, from_at, to_at, state, step, level, category, severity,
    unit_id, member_id, is_running, yellow_at, due_at, place)
  select c.id, (s.value ->> 'version')::int, ${TIME("from", "s.value")}, ${TIME("to", "s.value")},
    f.value ->> 'state', f.value ->> 'step', f.value ->> 'level', f.value ->> 'categoryId',
    f.value ->> 'severity', f.value #>> '{assignee,unitId}', null,
    (f.value ->> 'isRunning')::boolean, ${TIME("yellowAt", "f.value")}, ${TIME("dueAt", "f.value")},
    case when s.value #>> '{place,districtId}' is not null then p.place end
  from bench_copy c join template t on t.n = c.template join bench_place p on p.n = c.place,
    jsonb_array_elements(t.doc -> 'spans') s, lateral (select s.value -> 'facts' as value) f`;
