import type { BoardFacts, BoardSpan, CaseEvent, SpanStep } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

const factColumns = ({ assignee, ...facts }: BoardFacts) => ({
  state: facts.state,
  step: facts.step,
  level: facts.level,
  category: facts.categoryId,
  severity: facts.severity,
  unit_id: assignee?.unitId ?? null,
  member_id: assignee?.memberId ?? null,
  is_running: facts.isRunning,
  yellow_at: instant(facts.yellowAt),
  due_at: instant(facts.dueAt),
});

/**
 * Carries one step of a case into its spans, as `applySpanStep` of core does. A case whose spans are
 * not made yet is left alone: they will be made of its whole log.
 */
export async function saveSpanStep(trx: Db, caseId: string, step: SpanStep): Promise<void> {
  const { begins, leftPlace } = step;
  const place = leftPlace && JSON.stringify(leftPlace);
  const { rows } = await sql<{ at: Date }>`
    with moment as (
      select greatest(${new Date(step.at)}::timestamptz, max(greatest(from_at, to_at))) as at
      from case_span where case_id = ${caseId}
    ), of_no_length as (
      delete from case_span s using moment
      where s.case_id = ${caseId} and s.to_at is null and s.from_at >= moment.at
    ), ended as (
      update case_span s
      set to_at = coalesce(s.to_at, moment.at), place = coalesce(s.place, ${place}::jsonb)
      from moment
      where s.case_id = ${caseId} and (s.to_at is not null or s.from_at < moment.at)
        and (s.to_at is null or ${place}::jsonb is not null)
    )
    select moment.at from moment, dispatch_case c
    where c.id = ${caseId} and c.has_spans`.execute(trx);
  const at = rows[0]?.at;
  if (!at || begins === null) return;
  await trx
    .insertInto("case_span")
    .values({ case_id: caseId, version: step.version, from_at: at, ...factColumns(begins) })
    .execute();
}

export interface SpansOfCase {
  readonly caseId: string;
  readonly spans: readonly BoardSpan[];
}

/** Stores the spans of many cases at once. */
export async function insertSpans(trx: Db, cases: readonly SpansOfCase[]): Promise<void> {
  const rows = cases.flatMap(({ caseId, spans }) =>
    spans.map(({ version, from, to, facts, place }) => ({
      case_id: caseId,
      version,
      from_at: instant(from),
      to_at: instant(to),
      place,
      ...factColumns(facts),
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into case_span (case_id, version, from_at, to_at, state, step, level, category, severity,
      unit_id, member_id, is_running, yellow_at, due_at, place)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      case_id text, version int, from_at timestamptz, to_at timestamptz, state text, step text,
      level text, category text, severity text, unit_id text, member_id text, is_running boolean,
      yellow_at timestamptz, due_at timestamptz, place jsonb)`.execute(trx);
}

export interface LogOfCase {
  readonly caseId: string;
  readonly events: readonly CaseEvent[];
}

/** Some cases whose spans are not made yet, with their logs. Nobody else makes them meanwhile. */
export async function takeCasesWithoutSpans(trx: Db, limit: number): Promise<LogOfCase[]> {
  const held = await sql<{ id: string }>`
    select id from dispatch_case where not has_spans order by id limit ${limit}
    for update skip locked`.execute(trx);
  const ids = held.rows.map(({ id }) => id);
  // By a statement of its own: that above has looked at the log before it held the rows.
  const { rows } = await sql<LogOfCase>`
    select id as "caseId", coalesce(jsonb_agg(e.event order by e.version)
      filter (where e.version is not null), '[]') as events
    from unnest(${ids}::text[]) as held (id) left join case_event e on e.case_id = id
    group by id order by id`.execute(trx);
  return rows;
}

export async function markSpansMade(trx: Db, caseIds: readonly string[]): Promise<void> {
  await sql`update dispatch_case set has_spans = true
    where id = any(${[...caseIds]}::text[])`.execute(trx);
}
